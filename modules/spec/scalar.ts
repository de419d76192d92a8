/** The scalar types of the platform file. Each format carries the problem code and the cure that its refusal gets. */
import { z } from "zod";
import type { ProblemCode } from "../problem";

/** What a refused string gets: the code, and how to mend it. */
export interface Format {
  readonly code: ProblemCode;
  readonly expected: string;
  readonly help: string;
}

const formats = new Map<string, Format>();

/** The format that a zod `invalid_format` issue speaks of, by its pattern as zod prints it. */
export function formatOf(pattern: string): Format | undefined {
  return formats.get(pattern);
}

/** A string of a format: its refusal gets the code and the cure of `format`. */
export function matching(pattern: RegExp, format: Format): z.ZodString {
  formats.set(String(pattern), format);
  return z.string().regex(pattern);
}

const oneLine = (words: string): string => words.trim().replaceAll(/\s+/g, " ");

/** A reason in words that may be left out: one line, whatever lines it was written in. */
export const remark = z.string().min(1).overwrite(oneLine);

/** A reason that must be given: blanks alone say nothing. */
export const reason = matching(/\S/, {
  code: "invalid-value",
  expected: "words",
  help: "say in your own words why",
}).overwrite(oneLine);

/** A Terraform variable in place of a value: `{ var: kms_key_arn }`. */
export const variable = z
  .strictObject({
    var: matching(/^[a-z_][a-z0-9_]{0,62}$/, {
      code: "invalid-name",
      expected: "a Terraform variable name",
      help: "use lower case letters, digits and underscores, starting with a letter: `kms_key_arn`",
    }).describe("Name of the Terraform variable that the output declares."),
    description: z.string().min(1).optional().describe("Description of the variable in the output. Default: made from its use."),
    default: z
      .string()
      .optional()
      .describe(
        'Default of the variable. `""` on a key means "no customer-managed key". Default: none, the variable is required.',
      ),
  })
  .describe("A value that only Terraform knows: becomes a typed, validated variable of the output.");

/** A value or a Terraform variable. */
export function orVariable<T extends z.ZodType>(schema: T): z.ZodUnion<[T, typeof variable]> {
  return z.union([schema, variable]);
}

/** A name of ours: letters, digits, `-` and `_`. */
export const name = matching(/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,126}[A-Za-z0-9])?$/, {
  code: "invalid-name",
  expected: "a name",
  help: "use ASCII letters, digits, `-` and `_`, starting and ending with a letter or digit",
});

/** A twelve-digit AWS account id. */
export const accountId = matching(/^[0-9]{12}$/, {
  code: "invalid-account",
  expected: "an account id",
  help: 'an account id has twelve digits; write it in quotes: "123456789012"',
});

/** An AWS region name; the model checks that a partition claims it. */
export const region = matching(/^[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2}$/, {
  code: "invalid-region",
  expected: "an AWS region",
  help: "regions look like `us-east-1`",
});

/** Anything that starts as an ARN does; the model checks service and type. */
export const arn = matching(/^arn:[^\s]+$/, {
  code: "invalid-arn",
  expected: "an ARN",
  help: "ARNs look like `arn:aws:service:region:account:resource`",
});

/** An organization id of AWS Organizations (https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html). */
export const organizationId = matching(/^o-[a-z0-9]{10,32}$/, {
  code: "invalid-value",
  expected: "an organization id",
  help: "organization ids look like `o-a1b2c3d4e5`",
});

/** A date or a UTC time, as IAM date conditions take it. */
export const until = matching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?$/, {
  code: "invalid-date",
  expected: "a date",
  help: "write `2027-01-31` or `2027-01-31T12:00:00Z` (UTC), in quotes",
}).describe("The grant ends at this date (start of the day, UTC) or time. Default: it does not end.");

/** An IAM path: `/` or `/division/team/` (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html). */
export const iamPath = matching(/^\/(?:[\u0021-\u002e\u0030-\u007e]+\/){0,255}$/, {
  code: "invalid-value",
  expected: "an IAM path",
  help: "a path starts and ends with `/`: `/ecs/orders/`",
});

/** An IAM role name (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html). */
export const iamRoleName = matching(/^[A-Za-z0-9+=,.@_-]{1,64}$/, {
  code: "invalid-name",
  expected: "an IAM role name",
  help: "use at most 64 of letters, digits and `+=,.@_-`",
});

/** A task definition family (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html). */
export const familyName = matching(/^[A-Za-z0-9_-]{1,255}$/, {
  code: "invalid-name",
  expected: "a task definition family",
  help: "use at most 255 of letters, digits, `-` and `_`",
});

/** An ECR repository name (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html). */
export const repositoryName = matching(/^(?=.{2,256}$)[a-z0-9]+(?:[._-][a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-][a-z0-9]+)*)*$/, {
  code: "invalid-name",
  expected: "an ECR repository name",
  help: "use lower case letters, digits, `.`, `_`, `-` and `/`, 2 to 256 characters",
});

/** A CloudWatch Logs group name (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html). */
export const logGroupName = matching(/^[A-Za-z0-9_/.#-]{1,512}$/, {
  code: "invalid-name",
  expected: "a log group name",
  help: "use letters, digits, `_`, `-`, `/`, `.` and `#`, at most 512 characters",
});

/** The beginning of log stream names (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html). */
export const logStreamPrefix = matching(/^[^:*\p{Cc}]{1,256}$/u, {
  code: "invalid-name",
  expected: "a log stream prefix",
  help: "use at most 256 characters, without `:`, `*` and control characters",
});

/** Tags: keys of at most 128 and values of at most 256 characters; the model checks the keys. */
export const tags = z
  .record(z.string(), z.string())
  .describe(
    "Tags, beside those of `defaults.tags` and of the account. Keys up to 128, values up to 256 characters. Default: none more.",
  );

/** A key of `keys:`, a key ARN, or a variable. */
export const keyReference = orVariable(z.string().min(1)).describe(
  "Customer-managed key: a name from `keys`, a key ARN, or a variable (empty means none). Default: the AWS managed or AWS owned key, which needs no grant.",
);

/** What AWS keeps log events for, in days; 0 is for ever (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html). */
export const retentionDays = z.union(
  [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653].map((days) =>
    z.literal(days),
  ),
);
