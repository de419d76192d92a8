/** What a configuration says besides policies, as texts that are the same for the same content. */
import { differences, restOf } from "../../../modules/review/terraform/rest";

test("each resource, data source and block has its text; policies that are compared by their meaning have none", () => {
  const held = { name: "a", policy: "p", assume_role_policy: "t", tags: { b: [1, { d: null, c: "x" }], a: true } };
  const left = '{"name":"a","tags":{"a":true,"b":[1,{"c":"x","d":null}]}}';
  const whole = '{"assume_role_policy":"t","name":"a","policy":"p","tags":{"a":true,"b":[1,{"c":"x","d":null}]}}';
  const compared = [
    "aws_iam_role",
    "aws_iam_user",
    "aws_iam_group",
    "aws_iam_policy",
    "aws_iam_role_policy",
    "aws_iam_user_policy",
    "aws_iam_group_policy",
    "aws_s3_bucket_policy",
    "aws_sqs_queue",
  ];
  const others = ["aws_vpc_endpoint", "aws_iam_role_policy_attachment", "aws_iam_role_policies_exclusive", "my_aws_iam_role"];
  const types = Object.fromEntries([...compared, ...others].map((type) => [type, { x: held, y: [held] }]));
  const rest = restOf({ resource: types, data: { aws_iam_policy: { x: held } }, locals: [held], output: { x: { value: 1 } } });
  expect([...rest]).toEqual([
    ...compared.flatMap((type) => [
      [`${type}.x`, left],
      [`${type}.y`, `[${left}]`],
    ]),
    ...others.flatMap((type) => [
      [`${type}.x`, whole],
      [`${type}.y`, `[${whole}]`],
    ]),
    ["data.aws_iam_policy.x", whole],
    ["locals", `[${whole}]`],
    ["output", '{"x":{"value":1}}'],
  ]);
});

test.each<[value: unknown, text: string | undefined]>([
  [[{ b: 1, a: 2 }], '[{"a":2,"b":1}]'],
  ["x", '"x"'],
  [{ aws_iam_role: { x: "text" } }, '"text"'],
  [{ aws_iam_role: [] }, undefined],
])("resources of another form: %j", (value, text) => {
  expect([...restOf({ resource: value }).values()]).toEqual(text === undefined ? [] : [text]);
});

test("differences are what one side has alone, and what is not the same, in order", () => {
  const [one, other] = [
    new Map([
      ["c", "1"],
      ["same", "1"],
      ["a", "1"],
    ]),
    new Map([
      ["same", "1"],
      ["a", "2"],
      ["b", "1"],
    ]),
  ];
  expect(differences(one, other)).toEqual(["a", "b", "c"]);
  expect(differences(one, one)).toEqual([]);
});
