/** Terraform variables: typed, described, validated. */

import { call, type Expression, literal, operation, reference } from "../hcl";
import type { LateType } from "../iam/text";
import type { StackVariable } from "../model/model";

/** A `variable` block; every value is a string and none may be null. */
export interface TerraformVariable {
  readonly name: string;
  readonly description: string;
  readonly default?: string;
  readonly validation?: Validation;
}

/** `errorMessage` is a sentence, as Terraform wants it, in literal text. */
interface Validation {
  readonly condition: Expression;
  readonly errorMessage: string;
}

/** The block of a variable. An empty value passes the validation if and only if `""` was declared as the default. */
export function terraformVariable({ name, type, description, default: initial }: StackVariable): TerraformVariable {
  const validation = validationOf(name, type, initial === "");
  return {
    name,
    description,
    ...(initial === undefined ? {} : { default: initial }),
    ...(validation === undefined ? {} : { validation }),
  };
}

interface Shape {
  /** A Go regular expression without backslashes or quotes. */
  readonly pattern: string;
  readonly what: string;
}

/** No wildcards and no policy variables (`${aws:username}`) anywhere: a value that ends up in the resource of a policy must not widen it. */
const shapes: Readonly<Record<Exclude<LateType, "string">, Shape>> = {
  arn: { pattern: "^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:[a-z0-9]*:[^*?$]+$", what: "an ARN without wildcards or policy variables" },
  "kms-key-arn": {
    pattern: "^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$",
    what: "the ARN of a KMS key, not of an alias",
  },
  "account-id": { pattern: "^[0-9]{12}$", what: "an AWS account id of twelve digits" },
  region: { pattern: "^[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}$", what: "an AWS region such as us-east-1" },
  partition: { pattern: "^aws(-[a-z]+)*$", what: "an AWS partition such as aws" },
  name: { pattern: "^[^*?$]+$", what: "a name without wildcards or policy variables" },
  id: { pattern: "^[^*?$]+$", what: "an id without wildcards or policy variables" },
};

function validationOf(name: string, type: LateType, mayBeEmpty: boolean): Validation | undefined {
  if (type === "string") return undefined;
  const { pattern, what } = shapes[type];
  const value = reference(`var.${name}`);
  const check = call("can", call("regex", literal(pattern), value));
  return {
    condition: mayBeEmpty ? operation(value, "==", literal(""), "||", check) : check,
    errorMessage: `The value of ${name} must be ${what}${mayBeEmpty ? ', or "" for none' : ""}.`,
  };
}
