/** The list of theorems, and which of them are proved when only some are asked for. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prove } from "../../../modules/verify/prove";
import { theorems } from "../../../modules/verify/theorems";
import { withTheorems } from "../../../scripts/proof-docs";
import { platformOf } from "./platform";

const wide =
  'access: [{ statement: { actions: ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], resources: ["*"], why: a reason } }]';
const platform = platformOf({
  a: `${wide}, acknowledge: [{ id: none, why: a reason }]`,
  b: "access: [{ dynamodb: { table: orders, can: read } }], sharedWith: [nobody]",
});
const refuted = (only?: "role" | "platform") =>
  prove(platform, only === undefined ? {} : { only })
    .theorems.filter(({ verdict }) => verdict !== "proved")
    .map(({ id }) => id);

test("every theorem says over what it holds, in a sentence of its own", () => {
  const sentences = theorems.map(({ holdsOver }) => holdsOver);
  expect(new Set(sentences).size).toBe(theorems.length);
  expect(sentences.filter((sentence) => sentence.length < 20 || sentence.endsWith("."))).toEqual([]);
});

test("all theorems are proved, in the order of the list; of one scope only those, and together they are all", () => {
  const all = theorems.map(({ id }) => id);
  expect(prove(platform).theorems.map(({ id }) => id)).toEqual(all);
  const [role, whole] = (["role", "platform"] as const).map((only) => prove(platform, { only }).theorems.map(({ id }) => id));
  expect(whole).toEqual(["isolation", "host", "pairing", "perimeter"]);
  expect([...(role ?? []), ...(whole ?? [])].sort()).toEqual([...all].sort());
});

test("what one role meets by itself is refused without the platform around it", () => {
  expect(refuted("role")).toEqual(["danger"]);
  expect(refuted("platform")).toEqual([]);
  const codes = (only: "role" | "platform") => [
    ...new Set(prove(platform, { only }).problems.map(({ code, path }) => `${code} ${path.join(".")}`)),
  ];
  expect(codes("role")).toContain("danger services.a.access.0");
  expect(codes("role")).toContain("unknown-reference services.a.acknowledge.0.id");
  expect(codes("platform")).toEqual(["unknown-reference services.b.sharedWith.0"]);
});

test("docs/proof.md has them as they describe themselves", () => {
  const page = readFileSync(join(__dirname, "../../../docs/proof.md"), "utf8");
  expect(withTheorems(page)).toBe(page);
  for (const { id } of theorems) expect(page).toContain(`\n| ${id} | `);
});
