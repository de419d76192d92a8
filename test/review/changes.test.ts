/** The changes of one principal or one resource, whole: kinds, aspects, what is decided, and the requests that show them. */
import {
  type AccessDocument,
  noPolicies,
  type PrincipalAccess,
  plainDocument,
  type ResourceAccess,
} from "../../modules/review/access";
import type { AccessChange } from "../../modules/review/change";
import { resourceChanges } from "../../modules/review/policy-changes";
import { principalChanges } from "../../modules/review/principal-changes";

const document = (...statements: readonly object[]): AccessDocument =>
  plainDocument("p", { Version: "2012-10-17", Statement: statements });
const reads = document({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" });
const everything = document({ Effect: "Allow", Action: "*", Resource: "*" });
const everybody = document({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" });
const unreadable = plainDocument("p", "text");

const role = (more: Partial<PrincipalAccess> = {}): PrincipalAccess => ({
  kind: "role",
  name: "r",
  address: "aws_iam_role.r",
  services: [],
  attached: [],
  ...noPolicies,
  ...more,
});

/** `kind aspect`, a `?` where it is not decided, then what it is about and who asks what. */
function told({ kind, aspect, decided, permission, policy, because, request }: AccessChange): string {
  const who =
    request === undefined
      ? ""
      : request.principal.kind === "role"
        ? `${request.principal.arn}/${request.principal.session}`
        : JSON.stringify(request.principal);
  const about = [
    permission?.actions.names.join(),
    policy,
    because,
    request === undefined ? "" : `${who} ${request.action} ${request.resource}`,
  ];
  return [`${kind} ${aspect}${decided ? "" : "?"}`, ...about.filter((one) => one !== undefined && one !== "")].join(" | ");
}

const somebody = "arn:aws:iam::000000000000:role/rolewright-somebody/rolewright-somebody";
const arn = "arn:aws:iam::123456789012:role/r";
const open = "the policies before are not all known";

test.each<[claim: string, before: PrincipalAccess | undefined, after: PrincipalAccess | undefined, says: readonly string[]]>([
  ["neither side", undefined, undefined, []],
  [
    "a role acts by its session",
    role(),
    role({ policies: [reads] }),
    ["gained permission | s3:GetObject | r/rolewright s3:GetObject *"],
  ],
  [
    "by its ARN where that is known",
    role(),
    role({ arn, policies: [reads] }),
    [`gained permission | s3:GetObject | ${arn}/rolewright s3:GetObject *`],
  ],
  [
    "a user by itself",
    role({ kind: "user" }),
    role({ kind: "user", policies: [reads] }),
    ['gained permission | s3:GetObject | {"kind":"user","arn":"r"} s3:GetObject *'],
  ],
  [
    "a group not at all",
    role({ kind: "group" }),
    role({ kind: "group", policies: [reads] }),
    [`gained permission | s3:GetObject | ${somebody} s3:GetObject *`],
  ],
  [
    "what is new is new with all that nobody knows of it",
    undefined,
    role({ attached: ["x"], opaque: ["o"], unknown: ["u"] }),
    ["gained unknown? | u", "gained unknown? | the policy that `o` yields is not known", "gained attachment? | x"],
  ],
  [
    "and gone with it",
    role({ attached: ["x"], opaque: ["o"], unknown: ["u"] }),
    undefined,
    ["lost unknown? | u", "lost unknown? | the policy that `o` yields is not known", "lost attachment? | x"],
  ],
  [
    "what is unknown on both sides stays so",
    role({ unknown: ["u"] }),
    role({ unknown: ["u"] }),
    ["widened unknown? | u", "narrowed unknown? | u"],
  ],
  ["an expression that stays is no doubt", role({ opaque: ["o"] }), role({ opaque: ["o"] }), []],
  [
    "what is gained beside what was not known is perhaps gained",
    role({ unknown: ["u"] }),
    role({ policies: [reads] }),
    [`gained permission? | s3:GetObject | ${open}`, "narrowed unknown? | u"],
  ],
  [
    "what is lost beside what is not known is perhaps lost",
    role({ policies: [reads] }),
    role({ opaque: ["o"] }),
    [
      "widened unknown? | the policy that `o` yields is not known",
      "lost permission? | s3:GetObject | the new policies are not all known",
    ],
  ],
  ["a boundary that is gone", role({ boundary: { arn: "b" } }), role(), ["widened boundary | b"]],
  ["a boundary that is new", role(), role({ boundary: { arn: "b" } }), ["narrowed boundary | b"]],
  ["a boundary that nobody knows stays", role({ boundary: { arn: "b" } }), role({ boundary: { arn: "b" }, policies: [] }), []],
  [
    "a boundary that allows more",
    role({ boundary: { arn: "b", document: reads } }),
    role({ boundary: { arn: "b", document: everything } }),
    ["widened boundary | * | b | r/rolewright iam:PutRolePolicy arn:aws:iam::123456789012:role/example"],
  ],
  [
    "a boundary that cannot be read",
    role({ boundary: { arn: "b", document: reads } }),
    role({ boundary: { arn: "b", document: unreadable } }),
    [
      "widened unknown? | b | policy `p` cannot be read: a policy document is an object, not a string",
      "lost boundary? | s3:GetObject | b | the new policies are not all known",
    ],
  ],
  ["boundaries of a role that is new or gone", undefined, role({ boundary: { arn: "b" } }), []],
  ["trust of a role that is gone", role({ trust: everybody }), undefined, []],
  [
    "trust that is new",
    role({ arn }),
    role({ arn, trust: everybody }),
    [`gained trust | sts:AssumeRole | ${somebody} sts:AssumeRole ${arn}`],
  ],
  [
    "trust of a role that is new",
    undefined,
    role({ trust: everybody }),
    [`gained trust | sts:AssumeRole | ${somebody} sts:AssumeRole r`],
  ],
  [
    "trust that takes the place of what nobody knows",
    role({ opaque: ["o"] }),
    role({ trust: everybody }),
    ["narrowed unknown? | the policy that `o` yields is not known", `gained trust? | sts:AssumeRole | ${open}`],
  ],
  [
    "trust that was not known until now",
    role({ unknown: ["u"] }),
    role({ trust: everybody }),
    ["narrowed unknown? | u", `gained trust? | sts:AssumeRole | ${open}`],
  ],
  [
    "trust that nobody knew, beside an expression that stays",
    role({ opaque: ["o"] }),
    role({ opaque: ["o"], trust: everybody }),
    [`gained trust? | sts:AssumeRole | ${open}`],
  ],
  ["trust that nobody knows now", role({ trust: everybody }), role({ unknown: ["u"] }), ["widened unknown? | u"]],
])("%s", (_, before, after, says) => {
  expect(principalChanges(before, after).map(told)).toEqual(says);
});

const resource = (kind: ResourceAccess["kind"], more: Partial<ResourceAccess> = {}): ResourceAccess => ({
  kind,
  name: "n",
  address: "aws_x.n",
  ...noPolicies,
  ...more,
});
const pulls = document({ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" });
const owner = document({ Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "kms:*", Resource: "*" });
const account = "123456789012";

test.each<[claim: string, before: ResourceAccess | undefined, after: ResourceAccess | undefined, says: readonly string[]]>([
  ["neither side", undefined, undefined, []],
  [
    "a repository by its name",
    undefined,
    resource("repository", { policies: [pulls], account }),
    [`gained permission | ecr:BatchGetImage | ${somebody} ecr:BatchGetImage n`],
  ],
  [
    "by its ARN, in its partition",
    undefined,
    resource("repository", { policies: [pulls], account, region: "cn-north-1" }),
    [`gained permission | ecr:BatchGetImage | ${somebody} ecr:BatchGetImage arn:aws-cn:ecr:cn-north-1:${account}:repository/n`],
  ],
  [
    "of a region that nobody knows",
    undefined,
    resource("repository", { policies: [pulls], account, region: "xx-1" }),
    [`gained permission | ecr:BatchGetImage | ${somebody} ecr:BatchGetImage arn:aws:ecr:xx-1:${account}:repository/n`],
  ],
  [
    "a bucket, which policies name themselves",
    undefined,
    resource("bucket", {
      policies: [document({ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/k" })],
    }),
    [`gained permission | s3:GetObject | ${somebody} s3:GetObject arn:aws:s3:::b/k`],
  ],
  [
    "the owner of a key, that is gone",
    resource("key", { policies: [owner] }),
    undefined,
    [
      `lost permission | kms:* | arn:aws:iam::${account}:role/example/rolewright kms:Decrypt arn:aws:kms:us-east-1:${account}:key/example`,
    ],
  ],
])("%s", (_, before, after, says) => {
  expect(resourceChanges(before, after).map(told)).toEqual(says);
});
