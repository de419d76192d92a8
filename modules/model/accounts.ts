/** Accounts and the places in them: defaults made explicit, partition derived from the region. */

import { arnProblem, parseArn, regionProblem } from "../iam/arn";
import { partitionOf } from "../iam/partition";
import type { Text } from "../iam/text";
import { error, type Path, quote, type Report } from "../problem";
import type { Spec } from "../spec/schema";
import { declaredNames } from "./declared-names";
import type { Account, AccountRegion } from "./model";

/** An account with the region that its things have when they name none. */
export interface DeclaredAccount {
  readonly account: Account;
  readonly id: Text;
  readonly region?: string;
  readonly path: Path;
}

type AccountSpec = Exclude<Spec["accounts"][string], string>;

/** All accounts by name. Problem codes: `duplicate-name` for one id under two names, `invalid-arn` and its kin for boundaries and provider roles. */
export function resolveAccounts(spec: Spec, report: Report): ReadonlyMap<string, DeclaredAccount> {
  const accounts = new Map<string, DeclaredAccount>();
  const names = new Map<string, string>();
  for (const [name, value] of Object.entries(spec.accounts)) {
    const path = ["accounts", name];
    const account: AccountSpec = typeof value === "string" ? { id: value } : value;
    const twin = names.get(account.id);
    if (twin !== undefined) {
      report(
        error(
          "duplicate-name",
          path,
          `account ${quote(account.id)} is declared twice, as ${quote(twin)} and ${quote(name)}`,
          "keep one",
        ),
      );
    }
    names.set(account.id, name);
    accounts.set(name, declare(name, account, spec, path, report));
  }
  return accounts;
}

function declare(name: string, spec: AccountSpec, file: Spec, path: Path, report: Report): DeclaredAccount {
  const boundary = boundaryOf(spec, file, path, report);
  if (spec.assumeRole !== undefined) check(spec.assumeRole, [...path, "assumeRole"], /^role\/./, report);
  const account: Account = {
    name,
    id: spec.id,
    rolePath: spec.rolePath ?? file.defaults.rolePath ?? "/",
    policies: spec.policies ?? file.defaults.policies ?? "inline",
    tags: { ...file.defaults.tags, ...spec.tags },
    ...(boundary === undefined ? {} : { permissionsBoundary: boundary }),
    ...(spec.assumeRole === undefined ? {} : { assumeRole: spec.assumeRole }),
  };
  return { account, id: spec.id, path, ...(spec.region === undefined ? {} : { region: spec.region }) };
}

function boundaryOf(spec: AccountSpec, file: Spec, path: Path, report: Report): string | undefined {
  const own = spec.permissionsBoundary;
  const boundary = own ?? file.defaults.permissionsBoundary?.replace(":ACCOUNT:", `:${spec.id}:`);
  if (boundary === undefined) return undefined;
  const at = own === undefined ? ["defaults", "permissionsBoundary"] : [...path, "permissionsBoundary"];
  if (check(boundary, at, /^policy\/./, report)) {
    const owner = parseArn(boundary)?.account;
    // A boundary is a managed policy of the role's own account or of AWS.
    if (owner !== spec.id && owner !== "aws") {
      const help = own === undefined ? "write `ACCOUNT` for the account id in `defaults`" : "name a policy of the account itself";
      report(error("invalid-arn", at, `${quote(boundary)} is not a policy of account ${quote(spec.id)}`, help));
    }
  }
  return boundary;
}

function check(arn: string, path: Path, resource: RegExp, report: Report): boolean {
  const problem = arnProblem(arn, { service: "iam", resource, wildcards: "none" }, path);
  if (problem !== undefined) report(problem);
  return problem === undefined;
}

/** Which account and region something asks for; either may be left to the defaults. */
export interface AccountRegionRequest {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
}

/** An account and a region of it. */
export interface ResolvedAccountRegion {
  readonly declared: DeclaredAccount;
  readonly place: AccountRegion;
}

/** The account and region of something. Problem codes: `missing-key`, `unknown-reference`, `invalid-region`, `partition-mismatch`. */
export function resolveAccountRegion(
  request: AccountRegionRequest,
  path: Path,
  spec: Spec,
  accounts: ReadonlyMap<string, DeclaredAccount>,
  report: Report,
): ResolvedAccountRegion | undefined {
  const name = request.account ?? spec.defaults.account ?? (accounts.size === 1 ? [...accounts.keys()][0] : undefined);
  if (name === undefined) {
    report(error("missing-key", path, "no account given", "add `account`, or `defaults.account`"));
    return undefined;
  }
  const declared = accounts.get(name);
  if (declared === undefined) {
    const at = request.account === undefined ? ["defaults", "account"] : [...path, "account"];
    report(error("unknown-reference", at, `no account ${quote(name)}`, declaredNames("accounts", name, accounts.keys())));
    return undefined;
  }
  const region = request.region ?? declared.region ?? spec.defaults.region;
  if (region === undefined) {
    report(error("missing-key", path, "no region given", "add `region` here, to the account, or to `defaults`"));
    return undefined;
  }
  const partition = partitionOf(region);
  if (partition === undefined) {
    const problem = regionProblem(region, regionPath(request, declared, path));
    if (problem !== undefined) report(problem);
    return undefined;
  }
  return { declared, place: { account: declared.id, region, partition } };
}

function regionPath(request: AccountRegionRequest, declared: DeclaredAccount, path: Path): Path {
  if (request.region !== undefined) return [...path, "region"];
  return declared.region === undefined ? ["defaults", "region"] : [...declared.path, "region"];
}
