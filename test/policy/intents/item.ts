/** Runs one item of an `access` list through schema, model and policy, with a scope made for tests. */

import type { Late, LateType, Text } from "../../../modules/iam/text";
import { showText } from "../../../modules/iam/text";
import type { AccessItem } from "../../../modules/model/access/access";
import { resolveAccess } from "../../../modules/model/access/resolve";
import type { AccountRegion } from "../../../modules/model/model";
import type { ModelScope, OrVariable, VariableReference } from "../../../modules/model/scope";
import { accessGrants } from "../../../modules/policy/catalogue";
import type { Grant } from "../../../modules/policy/statement";
import type { Problem } from "../../../modules/problem";
import { error } from "../../../modules/problem";
import { access as schema } from "../../../modules/spec/access";

/** Where the tests' services run unless a case says otherwise. */
export const home: AccountRegion = { account: "123456789012", region: "us-east-1", partition: "aws" };

/** The keys of the tests' platform file. */
export const keys: Readonly<Record<string, string>> = {
  app: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  london: "arn:aws:kms:eu-west-2:123456789012:key/2345bcde-12ab-34cd-56ef-1234567890ab",
  beijing: "arn:aws-cn:kms:cn-north-1:123456789012:key/3456cdef-12ab-34cd-56ef-1234567890ab",
};

function late({ var: name, default: fallback }: VariableReference, type: LateType): Late {
  return {
    late: type,
    name: `var.${name}`,
    template: `\${var.${name}}`,
    ...(fallback === "" ? { mayBeEmpty: true as const } : {}),
  };
}

function scopeAt(place: AccountRegion, problems: Problem[], organization = "o-a1b2c3d4e5"): ModelScope {
  const report = (problem: Problem) => void problems.push(problem);
  return {
    platform: "techflow",
    ...(organization === "" ? {} : { organization }),
    place,
    report,
    variable: (reference, type) => late(reference, type),
    key(reference: OrVariable, path): Text | undefined {
      if (typeof reference !== "string") return late(reference, "kms-key-arn");
      if (reference.startsWith("arn:")) return reference;
      if (Object.hasOwn(keys, reference)) return keys[reference];
      report(error("unknown-reference", path, `unknown key ${reference}`));
      return undefined;
    },
    account(reference, path): Text | undefined {
      if (/^[0-9]{12}$/.test(reference)) return reference;
      if (reference === "data") return "210987654321";
      report(error("unknown-reference", path, `unknown account ${reference}`));
      return undefined;
    },
  };
}

export interface Outcome {
  readonly problems: readonly Problem[];
  readonly access?: AccessItem;
  readonly grants: readonly Grant[];
}

/** What becomes of an item; a refusal by the schema has the code `schema`. */
export function run(item: unknown, place: AccountRegion = home, organization?: string): Outcome | { readonly schema: string } {
  const parsed = schema.safeParse(item);
  if (!parsed.success) return { schema: parsed.error.message };
  const problems: Problem[] = [];
  const scope = scopeAt(place, problems, organization);
  const access = resolveAccess(parsed.data, ["services", "web", "access", 0], scope);
  return {
    problems,
    ...(access === undefined ? {} : { access }),
    grants: access === undefined ? [] : accessGrants(access, place),
  };
}

/** A statement as plain JSON, late values as `${var.name}`. */
export function plain({ statement, when }: Grant): Readonly<Record<string, unknown>> {
  const rendered = JSON.parse(
    JSON.stringify(statement, (_key, value: unknown) => (isText(value) ? showText(value) : value)),
  ) as Record<string, unknown>;
  return { ...rendered, ...(when === undefined ? {} : { when: showText(when) }) };
}

function isText(value: unknown): value is Text {
  return typeof value === "object" && value !== null && ("late" in value || "parts" in value);
}
