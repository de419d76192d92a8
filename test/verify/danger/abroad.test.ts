/** Whose resources a permission reaches: by its conditions, and by the ARN or pattern. */
import type { ConditionText } from "../../../modules/iam/difference";
import { type Text, text } from "../../../modules/iam/text";
import { ownerOf } from "../../../modules/verify/danger/abroad";
import { permissions } from "../../../modules/verify/theorems/traced-permission";

const late = { late: "string", name: "var.x", template: "${var.x}" } as const;
const [HOME, AWAY] = ["123456789012", "999999999999"];
const accounts = new Set([HOME]);

function owner(
  resource: Text,
  conditions: readonly ConditionText[] = [],
  organization?: string,
  known: ReadonlySet<string> | undefined = accounts,
) {
  const [found] = permissions(["sqs:SendMessage"], [resource], { paths: [] });
  if (found === undefined) throw new Error("no permission");
  return ownerOf({ ...found, conditions }, { accounts: known, organization, reasonOf: () => undefined });
}

describe("by the resource:", () => {
  test.each<readonly [resource: Text, owner: string]>([
    [`arn:aws:sqs:us-east-1:${HOME}:orders`, "declared"],
    [`arn:aws:sqs:us-east-1:${AWAY}:orders`, "foreign"],
    [`arn:aws:sqs:us-east-1:${HOME}:*`, "declared"],
    [`arn:aws:sqs:*:${HOME}:orders`, "declared"],
    [`arn:aws:sqs:*:${AWAY}:orders`, "foreign"],
    ["*", "foreign"],
    ["?*", "foreign"],
    // a wildcard spans colons, so that it may stand for the account too
    ["arn:*", "foreign"],
    ["arn:aws:sqs:*", "foreign"],
    ["arn:aws:sqs:*:orders", "foreign"],
    ["arn:aws:sqs:us-east-1:*", "foreign"],
    ["arn:aws:sqs:us-east-1:*:orders", "foreign"],
    ["arn:aws:sqs:us-east-1:1234567890??:orders", "foreign"],
    ["arn:aws:lambda:*:function:hook", "foreign"],
    ["arn:aws:lambda:us-east-?:function:hook", "foreign"],
    ["arn:aws:sqs:us-east-1:12345678901:orders", "unknown"],
    // buckets
    ["arn:aws:s3:::photos/*", "unknown"],
    ["arn:aws:s3:::photos/a?", "unknown"],
    ["arn:*:s3:::photos/*", "unknown"],
    ["arn:aws:s3:::photos", "unknown"],
    ["arn:aws:s3:::photos-*", "foreign"],
    ["arn:aws:s3:::photos-*/a", "foreign"],
    ["arn:aws:s3:::photo?/a", "foreign"],
    ["arn:aws:s3:::*", "foreign"],
    ["arn:aws:s3:::photos/a:b*/c", "unknown"],
    [`arn:aws:s3:us-east-1:${AWAY}:accesspoint/p/object/*`, "foreign"],
    ["arn:aws:events:::photos-*", "unknown"],
    // what a variable of the policy becomes, and what only Terraform knows
    ["arn:aws:s3:::home-${aws:PrincipalTag/team}/*", "unknown"],
    ["arn:aws:s3:::${aws:PrincipalTag/a:b/*}/x", "unknown"],
    ["arn:aws:sqs:us-east-1:${aws:PrincipalTag/account}:orders", "unknown"],
    [late, "unknown"],
    [text`${late}/*`, "unknown"],
    [text`${late}*`, "unknown"],
    [text`arn:aws:sqs:us-east-1:${late}:orders`, "unknown"],
    [text`arn:aws:sqs:*:${late}:orders`, "unknown"],
    [text`arn:aws:sqs:${late}:${AWAY}:orders`, "foreign"],
    [text`arn:aws:s3:::${late}/*`, "unknown"],
    [text`arn:aws:s3:::${late}*`, "foreign"],
  ])("%j is %s", (resource, whose) => expect(owner(resource)).toBe(whose));

  test("nobody's is foreign where no account is declared", () => {
    const at = { accounts: undefined, organization: undefined, reasonOf: () => undefined };
    const [found] = permissions(["sqs:SendMessage"], ["*"], { paths: [] });
    expect(found && ownerOf(found, at)).toBe("declared");
  });
});

describe("by a condition", () => {
  type When = readonly [operator: string, key: string, values: readonly Text[]];
  const condition = ([operator, key, values]: When): ConditionText => ({ operator, key, values });
  const [ours, theirs] = ["o-a1b2c3d4e5", "o-z9z9z9z9z9"];

  // on `*`, which is everybody's otherwise
  test.each<When>([
    ["StringEquals", "aws:ResourceAccount", [HOME]],
    ["StringLike", "AWS:resourceaccount", [HOME]],
    ["StringEqualsIgnoreCase", "s3:ResourceAccount", [HOME]],
    ["StringEquals", "aws:ResourceAccount", ["${aws:PrincipalAccount}", HOME]],
    ["StringEquals", "aws:ResourceAccount", [late]],
    ["StringEquals", "aws:ResourceOrgID", [ours]],
    ["StringEquals", "aws:ResourceOrgID", ["${aws:PrincipalOrgID}"]],
    ["StringEquals", "aws:ResourceOrgID", [late]],
    ["ForAnyValue:StringLike", "aws:ResourceOrgPaths", [`${ours}/r-1/*`]],
    ["ForAnyValue:StringLike", "aws:ResourceOrgPaths", ["${aws:PrincipalOrgID}/*"]],
    ["ForAnyValue:StringLike", "aws:ResourceOrgPaths", [late]],
    ["ForAnyValue:StringEquals", "aws:ResourceOrgPaths", [ours]],
  ])("%s on %s %j keeps it inside", (operator, key, values) => {
    expect(owner("*", [{ operator, key, values }], ours)).toBe("declared");
  });

  test.each<When>([
    ["StringEquals", "aws:ResourceAccount", [HOME, AWAY]],
    ["StringEquals", "aws:ResourceAccount", []],
    ["StringLike", "aws:ResourceAccount", ["1234*"]],
    ["StringNotEquals", "aws:ResourceAccount", [HOME]],
    ["StringEqualsIfExists", "aws:ResourceAccount", [HOME]],
    ["ForAllValues:StringEquals", "aws:ResourceAccount", [HOME]],
    ["StringEquals", "aws:PrincipalAccount", [HOME]],
    ["StringEquals", "aws:ResourceOrgID", [theirs]],
    ["StringLike", "aws:ResourceOrgID", ["*"]],
    ["StringEquals", "aws:PrincipalOrgID", [ours]],
    ["ForAnyValue:StringLike", "aws:ResourceOrgPaths", [`${theirs}/r-1/*`]],
    ["ForAnyValue:StringLike", "aws:ResourceOrgPaths", ["*"]],
    ["ForAnyValue:StringLike", "aws:ResourceOrgPaths", ["o-a1b2*/r-1"]],
  ])("%s on %s %j does not", (operator, key, values) => {
    expect(owner("*", [{ operator, key, values }], ours)).toBe("foreign");
  });

  test("any organization that is written out is ours where none is declared", () => {
    const when = (id: string) => owner("*", [condition(["StringLike", "aws:ResourceOrgID", [id]])]);
    expect([theirs, "o-a*", "*", "xo-a1", "o-a1/r"].map(when)).toEqual(["declared", "foreign", "foreign", "foreign", "foreign"]);
  });

  test("one of several conditions is enough, and tells whose a bucket is that its ARN does not tell", () => {
    const region = condition(["StringEquals", "aws:RequestedRegion", ["us-east-1"]]);
    const inside = condition(["StringEquals", "aws:ResourceAccount", [HOME]]);
    const outside = condition(["StringEquals", "aws:ResourceAccount", [AWAY]]);
    expect(owner("*", [region, inside])).toBe("declared");
    expect(owner("arn:aws:s3:::photos/*", [region, outside])).toBe("foreign");
    expect(owner("arn:aws:s3:::photos/*", [region])).toBe("unknown");
    expect(owner(`arn:aws:sqs:us-east-1:${HOME}:q`, [outside])).toBe("declared");
  });
});
