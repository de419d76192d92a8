/** Policies made to cost time: the comparison says that it does not know, within seconds. */
import { type Access, noPolicies, plainDocument } from "../../modules/review/access";
import { diffAccess } from "../../modules/review/diff";
import { cpuTime } from "../verify/cpu-time";

const accessOf = (Statement: readonly unknown[]): Access => {
  const held = { ...noPolicies, policies: [plainDocument("p", { Version: "2012-10-17", Statement })] };
  const principal = { kind: "role", name: "a", address: "aws_iam_role.a", services: [], attached: [], ...held } as const;
  return { stacks: [{ name: "", principals: [principal], resources: [], unread: {} }] };
};

const tangled = (count: number, letter: string): readonly unknown[] =>
  Array.from({ length: count }, (_, index) => ({
    Effect: index % 7 === 0 ? "Deny" : "Allow",
    Action: [`s3:Get*${index % 5}`, "s3:*Object*", `s3:*a*b*${letter}`],
    Resource: [`arn:aws:s3:::*b${index}*/x*`, `arn:aws:s3:::${letter}*/*`],
    Condition: {
      StringLike: { "a:k": [`*${index}*`, `${letter}*`], "a:l": [`*${index}*`, `${letter}*`] },
      NumericLessThan: { "a:n": String(index) },
      StringNotEquals: { "a:z": ["1", String(index)] },
    },
  }));

const listed = (count: number, letter: string): readonly unknown[] => [
  {
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject"],
    Resource: Array.from({ length: count }, (_, index) => `arn:aws:s3:::${letter}${index}/*`),
  },
];

test.each([
  ["statements whose patterns all meet", tangled(12, "p"), tangled(12, "q")],
  ["a thousand resources exchanged", listed(1000, "p"), listed(1000, "q")],
  [
    "ten stars",
    [{ Effect: "Allow", Action: "*a*a*a*a*a:*a*a*a*a*a", Resource: "*" }],
    [{ Effect: "Allow", Action: "*a*a*a*b*a:*a*a*a*a*a", Resource: "*" }],
  ],
])("%s", (_, before, after) => {
  const time = cpuTime(() => {
    expect(diffAccess(accessOf(before), accessOf(after)).verdict).toBe("widened");
  });
  expect(time).toBeLessThan(20_000);
});
