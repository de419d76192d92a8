/** Danger rules: which roles meet them, which uses are documented as safe, and what acknowledging does. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { dangerRules } from "../../../modules/verify/danger/danger";
import { proofOf, verdicts, wordsOf } from "../theorems/platform";

const role = "arn:aws:iam::123456789012:role/worker";
const grant = (actions: readonly string[], resource = "*", conditions = ""): string =>
  `{ statement: { actions: [${actions.map((action) => `"${action}"`).join(", ")}], resources: ["${resource}"], why: a reason${conditions} } }`;
const service = (...items: readonly string[]): string => `access: [${items.join(", ")}]`;

test.each(dangerRules.map(({ id, actions }) => ({ id, actions })))(
  "$id is refuted when a role holds all of $actions",
  ({ id, actions }) => {
    const proof = proofOf({ a: service(grant(actions)) });
    expect(verdicts(proof)).toEqual({ danger: "refuted" });
    const smaller = dangerRules.filter((rule) => rule.actions.every((action) => actions.includes(action)));
    const named = wordsOf(proof, "danger").map((words) => /danger `(.+)`$/.exec(words)?.[1]);
    expect(smaller.map((rule) => rule.id)).toEqual(expect.arrayContaining(named));
    const acknowledge = smaller.map((rule) => `{ id: ${rule.id}, why: needed }`).join(", ");
    const accepted = proofOf({ a: `${service(grant(actions))}, acknowledge: [${acknowledge}]` });
    expect({ id, verdicts: verdicts(accepted), problems: accepted.problems }).toEqual({ id, verdicts: {}, problems: [] });
  },
);

test.each(dangerRules.filter(({ actions }) => actions.length > 2).map(({ id, actions }) => ({ id, actions })))(
  "$id needs all of its actions",
  ({ id, actions }) => {
    const named = wordsOf(proofOf({ a: service(grant(actions.slice(1))) }), "danger");
    expect(named.filter((words) => words.endsWith(`\`${id}\``))).toEqual([]);
  },
);

test.each([
  [
    "one exact role to one service",
    grant(
      ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"],
      role,
      ', conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }',
    ),
    {},
  ],
  [
    "any role to one service",
    grant(
      ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:RunTask"],
      "*",
      ', conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }',
    ),
    { danger: "refuted" },
  ],
  [
    "one exact role to any service",
    grant(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], role),
    { danger: "refuted" },
  ],
])("passing %s", (_, item, expected) => {
  const { danger } = verdicts(proofOf({ a: service(item) }));
  expect(danger === undefined ? {} : { danger }).toEqual(expected);
});

test("assuming an exact role is no danger, assuming any is", () => {
  expect(verdicts(proofOf({ a: "access: [{ assume-role: { role: worker } }]" }))).toEqual({});
  expect(wordsOf(proofOf({ a: service(grant(["sts:AssumeRole"], "arn:aws:iam::123456789012:role/*")) }), "danger")).toEqual([
    "the task role of service `a` can `sts:AssumeRole`, which is the danger `sts-001`",
  ]);
});

test("a wildcard in the action counts as every action that it matches", () => {
  const proof = proofOf({ a: service(grant(["iam:Put*"])) });
  expect(wordsOf(proof, "danger").join()).toContain("`iam-005`");
  expect(proof.problems[0]).toMatchObject({
    code: "danger",
    path: ["services", "a", "access", 0],
    help: expect.stringContaining("acknowledge"),
  });
});

test("actions of two items count together, actions of two roles do not", () => {
  const [pass, create] = [grant(["iam:PassRole"]), grant(["glue:CreateDevEndpoint"])];
  expect(verdicts(proofOf({ a: service(pass, create) }))).toEqual({ danger: "refuted" });
  expect(verdicts(proofOf({ a: service(pass), b: service(create) }))).toEqual({});
});

test("an acknowledgement of a rule that does not exist is refused, of one that nothing meets a warning", () => {
  const { problems } = proofOf({ a: "acknowledge: [{ id: iam-05, why: x }, { id: iam-005, why: x }]" });
  expect(problems.map(({ code, severity, path }) => ({ code, severity, path }))).toEqual([
    { code: "unknown-reference", severity: "error", path: ["services", "a", "acknowledge", 0, "id"] },
    { code: "unused-acknowledgement", severity: "warning", path: ["services", "a", "acknowledge", 1, "id"] },
  ]);
});

test("ids are unique, and every rule names its source", () => {
  expect(new Set(dangerRules.map(({ id }) => id)).size).toBe(dangerRules.length);
  expect(dangerRules.filter(({ source }) => !/^https:\/\/\S+$/.test(source))).toEqual([]);
  expect(dangerRules).toHaveLength(78);
});

test("docs/proof.md lists every rule with its actions", () => {
  const page = readFileSync(join(__dirname, "../../../docs/proof.md"), "utf8");
  const documented = [...page.matchAll(/^\| `([a-z0-9-]+)` \| (.+) \|$/gm)].map((match) => `${match[1]} ${match[2]}`);
  const rules = dangerRules.map(({ id, actions }) => `${id} ${actions.map((action) => `\`${action}\``).join(" + ")}`);
  expect(documented.toSorted()).toEqual(rules.toSorted());
});
