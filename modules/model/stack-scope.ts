/** The scope of one stack: variables are declared in it, keys and accounts looked up through it, log groups collected in it. */

import { arnProblem, parseArn } from "../iam/arn";
import type { Late, LateType, Text } from "../iam/text";
import { error, type Path, quote, type Report } from "../problem";
import type { Spec } from "../spec/schema";
import type { DeclaredAccount, ResolvedAccountRegion } from "./accounts";
import { declaredNames } from "./declared-names";
import type { AccountRegion, LogGroup, SecretLookup, StackVariable } from "./model";
import { isVariable, type ModelScope, type OrVariable, type VariableReference } from "./scope";

/** What resolvers of a stack's parts share. */
export interface StackScope extends ModelScope {
  readonly spec: Spec;
  readonly declared: DeclaredAccount;
  readonly place: AccountRegion;
  readonly accounts: ReadonlyMap<string, DeclaredAccount>;
  readonly variables: Map<string, StackVariable>;
  readonly logGroups: Map<string, LogGroup>;
  readonly lookups: Map<string, SecretLookup>;
}

/** Late values that are given and need no variable: what a construct was given as tokens. Undefined for all others. */
export type GivenLate = (reference: VariableReference, type: LateType) => Late | undefined;

/** A scope for a place of a platform file. */
export function stackScope(
  spec: Spec,
  resolved: ResolvedAccountRegion,
  accounts: ReadonlyMap<string, DeclaredAccount>,
  report: Report,
  given: GivenLate = () => undefined,
): StackScope {
  const variables = new Map<string, StackVariable>();
  const variable = (reference: VariableReference, type: LateType, path: Path, use: string): Late =>
    given(reference, type) ?? declareVariable(variables, reference, type, path, use, report);
  return {
    spec,
    report,
    accounts,
    variables,
    variable,
    platform: spec.platform,
    declared: resolved.declared,
    place: resolved.place,
    logGroups: new Map(),
    lookups: new Map(),
    key: (reference, path) => resolveKey(spec, reference, path, variable, report),
    account: (reference, path) => resolveAccountId(accounts, reference, path, report),
    ...(spec.organization === undefined ? {} : { organization: spec.organization }),
  };
}

function declareVariable(
  variables: Map<string, StackVariable>,
  reference: VariableReference,
  type: LateType,
  path: Path,
  use: string,
  report: Report,
): Late {
  const name = reference.var;
  const late: Late = {
    late: type,
    name: `var.${name}`,
    template: `\${var.${name}}`,
    ...(reference.default === "" && type === "kms-key-arn" ? { mayBeEmpty: true } : {}),
  };
  const known = variables.get(name);
  if (known === undefined) {
    const description = reference.description ?? use;
    variables.set(name, {
      name,
      type,
      description,
      late,
      path,
      ...(reference.default === undefined ? {} : { default: reference.default }),
    });
    return late;
  }
  if (known.type !== type || known.default !== reference.default) {
    const help = "use one name for one value: the same kind of value, and the same `default`, everywhere";
    report(error("variable-clash", path, `variable ${quote(name)} is used in two ways`, help));
  }
  return known.late;
}

type DeclareVariable = ModelScope["variable"];

function resolveKey(spec: Spec, reference: OrVariable, path: Path, variable: DeclareVariable, report: Report): Text | undefined {
  if (isVariable(reference)) return variable(reference, "kms-key-arn", path, "ARN of a customer-managed KMS key");
  if (reference.startsWith("arn:")) return checkedKey(reference, path, report);
  const declared = Object.hasOwn(spec.keys, reference) ? spec.keys[reference] : undefined;
  if (declared === undefined) {
    const help = `${declaredNames("keys", reference, Object.keys(spec.keys))}; a key ARN may stand here as well`;
    report(error("unknown-reference", path, `no key ${quote(reference)}`, help));
    return undefined;
  }
  const at = ["keys", reference];
  const value = typeof declared === "object" && "arn" in declared ? declared.arn : declared;
  if (isVariable(value)) return variable(value, "kms-key-arn", at, `ARN of the customer-managed key \`${reference}\``);
  return checkedKey(value, at, report);
}

/** A key ARN, or undefined with `invalid-arn`: aliases do not authorise the use of a key. */
function checkedKey(arn: string, path: Path, report: Report): string | undefined {
  if (/^arn:[^:]*:kms:[^:]*:[^:]*:alias\//.test(arn) || arn.startsWith("alias/")) {
    const help = "write the ARN of the key itself (`...:key/...`): IAM does not follow aliases";
    report(error("invalid-arn", path, `${quote(arn)} is an alias`, help));
    return undefined;
  }
  const problem = arnProblem(
    arn,
    { service: "kms", resource: /^key\/[A-Za-z0-9-]+$/, wildcards: "none", example: keyExample },
    path,
  );
  if (problem === undefined) return arn;
  report(problem);
  return undefined;
}

const keyExample = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

function resolveAccountId(
  accounts: ReadonlyMap<string, DeclaredAccount>,
  reference: string,
  path: Path,
  report: Report,
): Text | undefined {
  const declared = accounts.get(reference);
  if (declared !== undefined) return declared.id;
  if (/^[0-9]{12}$/.test(reference)) return reference;
  report(
    error("unknown-reference", path, `no account ${quote(reference)}`, declaredNames("accounts", reference, accounts.keys())),
  );
  return undefined;
}

/**
 * The key that encrypts something in `region`, or undefined when none is given or it is wrong.
 * Problem codes: those of `Scope.key`, and `key-region-mismatch`, because KMS keys do not leave their region
 * (https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html).
 */
export function keyOf(scope: ModelScope, reference: OrVariable | undefined, path: Path, region: Text): Text | undefined {
  if (reference === undefined) return undefined;
  const key = scope.key(reference, path);
  if (typeof key !== "string" || typeof region !== "string") return key;
  const keyRegion = parseArn(key)?.region;
  if (keyRegion !== region) {
    const help = `use a key of ${region}; of a multi-Region key the replica there`;
    scope.report(error("key-region-mismatch", path, `key ${quote(key)} is not in ${quote(region)}`, help));
    return undefined;
  }
  return key;
}

/** A value or a variable of the stack. */
export function textOf(scope: ModelScope, value: OrVariable, type: LateType, path: Path, use: string): Text {
  return isVariable(value) ? scope.variable(value, type, path, use) : value;
}
