/** A side read from configuration takes the types of its late values from the other side, by their names. */
import type { LateType, Text } from "../../modules/iam/text";
import { type Access, noPolicies, plainDocument } from "../../modules/review/access";
import { diffAccess } from "../../modules/review/diff";
import { withTypesOf } from "../../modules/review/late-types";

const late = (name: string, type: LateType = "string"): Text => ({ late: type, name, template: `\${${name}}` });
const document = (name: string, of: LateType, inside: LateType) =>
  plainDocument(name, {
    Statement: [
      {
        Resource: [late("var.a", of), { parts: ["x", late("var.b", inside)] }],
        Sid: null,
        Condition: { late: "no" },
        Other: { name: "var.a" },
      },
    ],
  });

function side(of: LateType, inside: LateType, more: Partial<Access> = {}): Access {
  const policies = (name: string) => ({ ...noPolicies, policies: [document(name, of, inside)] });
  const role = { kind: "role", name: "r", address: "aws_iam_role.r", services: [], attached: [] } as const;
  return {
    stacks: [
      {
        name: "s",
        unread: { place: "text" },
        principals: [
          { ...role, ...policies("p"), trust: document("t", of, inside) },
          { ...role, ...policies("q"), name: "q" },
        ],
        resources: [{ kind: "bucket", name: "b", address: "aws_s3_bucket.b", ...policies("b") }],
      },
    ],
    ...more,
  };
}

test("by names, wherever a document has them, and nothing else", () => {
  expect(withTypesOf(side("arn", "account-id"), side("string", "string", { untyped: true }))).toStrictEqual(
    side("arn", "account-id", { untyped: true }),
  );
});

test("a name that the other side does not have keeps its type", () => {
  const none: Access = { stacks: [] };
  expect(withTypesOf(none, side("string", "string"))).toStrictEqual(side("string", "string"));
  const one: Access = {
    stacks: [{ name: "", unread: {}, principals: [], resources: [], account: late("var.a", "arn") as never }],
  };
  expect(withTypesOf(one, side("string", "string"))).toStrictEqual(side("arn", "string"));
});

test.each<[claim: string, before: Access, after: Access, verdict: string]>([
  ["the older side is read so", side("string", "string", { untyped: true }), side("arn", "id"), "unchanged"],
  ["the newer side is", side("arn", "id"), side("string", "string", { untyped: true }), "unchanged"],
  ["both are, and neither tells", side("arn", "id", { untyped: true }), side("arn", "id", { untyped: true }), "unchanged"],
])("a comparison where %s", (_, before, after, verdict) => {
  expect(diffAccess(before, after)).toMatchObject({ verdict, changed: [] });
});
