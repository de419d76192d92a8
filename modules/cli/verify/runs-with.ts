/** Whether what runs in a stack runs with the roles that `access.json` gives its service. */
import { isObject } from "../../collections";
import { terraformName } from "../../model/role-name";
import type { PrincipalAccess, StackAccess } from "../../review/access";

/** Something that runs with another role than `access.json` says, or with one that it does not know. */
export interface RoleDoubt {
  readonly where: string;
  /** `another`: a role of this stack that is not its own. `unknown`: no role of this stack, or something that access.json does not speak of. */
  readonly what: "another" | "unknown";
}

const kindOf: Readonly<Record<string, PrincipalAccess["kind"]>> = {
  "aws_ecs_task_definition task_role_arn": "task",
  "aws_ecs_task_definition execution_role_arn": "execution",
  "aws_ecs_service role_arn": "infrastructure",
  "aws_iam_instance_profile role": "instance",
};

/** The doubts about `written`, the stack as its Terraform says it; `recorded` is its `access.json`. */
export function roleDoubts(recorded: StackAccess, { runsWith = {} }: StackAccess): readonly RoleDoubt[] {
  return Object.entries(runsWith).flatMap(([where, text]): readonly RoleDoubt[] => {
    const [, type = "", id = "", path = ""] = /^(\w+)\.([^:]+): (.*)$/s.exec(where) ?? [];
    const named = nameIn(text);
    if (type === "aws_launch_template" && named?.startsWith("aws_iam_instance_profile.") === true) {
      return named === `aws_iam_instance_profile.${id}` ? [] : [{ where, what: "another" }];
    }
    const kind = kindOf[`${type} ${path.split(".").at(-1)}`];
    const principal = recorded.principals.find(({ address, name, arn }) => [address, name, arn].includes(named ?? ""));
    if (kind === undefined || principal === undefined) return [{ where, what: "unknown" }];
    return principal.kind === kind && belongsTo(principal, id) ? [] : [{ where, what: "another" }];
  });
}

/** Services are in `access.json` by their own names; what runs is by the Terraform name of its service. */
function belongsTo({ kind, services, address }: PrincipalAccess, id: string): boolean {
  if (kind === "instance") return address === `aws_iam_role.${id}_instance`;
  return services.some((service) => terraformName(service) === id);
}

/** The address of the resource whose attribute a text is, or the name or ARN that it is; undefined for everything else. */
function nameIn(text: string): string | undefined {
  const value: unknown = /^["{]/.test(text) ? JSON.parse(text) : undefined;
  if (typeof value === "string") return value;
  if (!isObject(value) || !("late" in value)) return undefined;
  return /^(aws_iam_(?:role|instance_profile)\.[\w-]+)\.(?:arn|name|id)$/.exec(String(value.name))?.[1];
}
