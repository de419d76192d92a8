/** The table of actions and what is written: neither has an action that the other does not know. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hasNoResource } from "../../modules/iam/actions/table";
import { draftPlatform } from "../../modules/pipeline";
import { policyActions } from "../../modules/policy/actions";
import { catalogue } from "../../modules/policy/catalogue";
import { roleActions } from "../../modules/policy/role-actions";
import { permissionGrants } from "./everything";

const root = join(__dirname, "../..");
const accepted = join(root, "test/cases/platform/accepted");
const examples = join(root, "examples");
const files = [
  ...readdirSync(accepted).map((name) => join(accepted, name)),
  ...readdirSync(examples).map((name) => join(examples, name, "platform.yaml")),
].filter((file) => existsSync(file));

/** Actions of every role's policies, but for those that a `statement` of the file names itself. */
function writtenActions(file: string): readonly string[] {
  const outcome = draftPlatform({ file, text: readFileSync(file, "utf8") });
  if (!outcome.ok) throw new Error(`${file} is refused`);
  const { stacks } = outcome.value;
  const roles = stacks.flatMap(({ stack }) => stack.services.flatMap(({ taskRole, overrides }) => [taskRole, ...overrides]));
  const own = roles.flatMap(({ access }) => access.flatMap((item) => (item.intent === "statement" ? item.actions : [])));
  return stacks
    .flatMap(({ policies }) => policies.roles.flatMap((role) => role.policies.flatMap(({ grants }) => grants)))
    .flatMap(({ statement }) => statement.Action)
    .filter((action) => !own.includes(action));
}

test.each(files.map((file) => [file.slice(root.length + 1), file]))("the table has every action of %s", (_, file) => {
  const unknown = writtenActions(file).filter(
    (action) => !policyActions().includes(action) || hasNoResource(action) === undefined,
  );
  expect(unknown).toEqual([]);
});

test("the table has every action that a verb or a role's own grant can ask for", () => {
  expect(policyActions().filter((action) => hasNoResource(action) === undefined)).toEqual([]);
  expect(policyActions()).toEqual([...new Set(policyActions())].sort());
});

test("no action is in a list without a verb or a grant that gives it", () => {
  const given = new Set(permissionGrants.flatMap(({ statement }) => statement.Action));
  expect(
    Object.values(roleActions)
      .flat()
      .filter((action) => !given.has(action)),
  ).toEqual([]);
  const verbs = Object.values(catalogue).flatMap((intent) => Object.values(intent.verbs));
  expect(verbs.filter(({ groups }) => groups.length === 0)).toEqual([]);
});
