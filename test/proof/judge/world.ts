/** Who lives where: the accounts and services of a platform file, read anew. */

import { listOf, mapOf, type Options, textOf, textsOf, type Value, variablesOf, withValues } from "./raw";

/** An account and a region. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** A service with its own values for variables. */
export interface Service {
  readonly name: string;
  readonly place: Place;
  readonly cluster: string;
  readonly options: Options;
  readonly sharedWith: readonly string[];
  /** Keys by name, as its stack resolves them. */
  readonly keys: Options;
}

/** A platform file as the judge understands it. */
export interface World {
  readonly platform: string;
  readonly organization: string | undefined;
  readonly accounts: Options;
  readonly raw: Options;
  readonly services: readonly Service[];
}

/** Values of variables by stack (`ACCOUNT/REGION`) and name: each stack is a Terraform root with variables of its own. */
export type Values = ReadonlyMap<string, string>;

/** The place under which `Values` keeps a variable. */
export function variableId({ account, region }: Place, name: string): string {
  return `${account}/${region}/${name}`;
}

/** The id of an account, by its name or as twelve digits. */
export function accountId(accounts: Options, name: string): string {
  const declared = accounts[name];
  return textOf(declared) ?? textOf(mapOf(declared).id) ?? name;
}

/** Where a cluster, repository or bucket is. */
export function accountRegionOf(raw: Options, options: Options): Place {
  const accounts = mapOf(raw.accounts);
  const [only] = Object.keys(accounts);
  const name = textOf(options.account) ?? textOf(mapOf(raw.defaults).account) ?? only ?? "";
  const region = textOf(options.region) ?? textOf(mapOf(accounts[name]).region) ?? textOf(mapOf(raw.defaults).region) ?? "";
  return { account: accountId(accounts, name), region };
}

/** The ARN of a role in an account, below the path that the account demands. */
export function roleArn(raw: Options, account: string, name: string): string {
  const accounts = mapOf(raw.accounts);
  const own = Object.keys(accounts).find((key) => accountId(accounts, key) === account) ?? "";
  const path = textOf(mapOf(accounts[own]).rolePath) ?? textOf(mapOf(raw.defaults).rolePath) ?? "/";
  return `arn:aws:iam::${account}:role${path}${name}`;
}

/** Reads a platform file, with one value for each variable. */
export function worldOf(raw: Options, values: Values): World {
  const accounts = mapOf(raw.accounts);
  const services = Object.entries(mapOf(raw.services)).map(([name, service]): Service => {
    const cluster = textOf(mapOf(service).cluster) ?? "";
    const place = accountRegionOf(raw, mapOf(mapOf(raw.clusters)[cluster]));
    const known = (variable: string): string => values.get(variableId(place, variable)) ?? `unknown-${variable}`;
    const options = mapOf(withValues(service as Value, known));
    const keys = mapOf(withValues(raw.keys ?? {}, known));
    return { name, place, cluster, options, sharedWith: textsOf(options.sharedWith), keys };
  });
  return { platform: textOf(raw.platform) ?? "", organization: textOf(raw.organization), accounts, raw, services };
}

/** The variables that each stack has, with the place of the stack. */
export function variablesByStack(raw: Options): readonly { readonly place: Place; readonly name: string }[] {
  const found = new Map<string, { readonly place: Place; readonly name: string }>();
  for (const service of Object.values(mapOf(raw.services))) {
    const place = accountRegionOf(raw, mapOf(mapOf(raw.clusters)[textOf(mapOf(service).cluster) ?? ""]));
    for (const name of [...variablesOf(service), ...variablesOf(raw.keys)]) found.set(variableId(place, name), { place, name });
  }
  return [...found.values()];
}

/** The containers of a service. */
export function containersOf(service: Service): readonly (readonly [string, Options])[] {
  return Object.entries(mapOf(service.options.containers)).map(([name, container]) => [name, mapOf(container)]);
}

/** The items of an access list: the intent and its options. */
export function itemsOf(access: Value | undefined): readonly (readonly [string, Options])[] {
  return listOf(access).flatMap((item) =>
    Object.entries(mapOf(item)).map(([intent, options]) => [intent, mapOf(options)] as const),
  );
}
