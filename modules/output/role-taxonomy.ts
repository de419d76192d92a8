/** The table of the kinds of ECS roles, filled in for one stack. */
import { code, codes, table } from "./markdown";
import { type RoleCategory, type RoleSummary, roleKinds, type StackSummary } from "./summary";

interface Kind {
  readonly assumedBy: string;
  readonly purpose: string;
  readonly needed: string;
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-ecs-iam-role-overview.html
const kinds: Readonly<Record<RoleCategory, Kind>> = {
  task: {
    assumedBy: "the task's containers, with credentials that ECS fetches as `ecs-tasks.amazonaws.com`",
    purpose: "what the application's code may do",
    needed: "EC2 and Fargate",
  },
  execution: {
    assumedBy: "ECS, as `ecs-tasks.amazonaws.com`, before and while the task runs",
    purpose: "pull images, send logs, inject secrets and files",
    needed: "EC2 and Fargate, only if a feature needs it",
  },
  "container instance": {
    assumedBy: "the ECS agent on the instance, through `ec2.amazonaws.com`",
    purpose: "register the instance and take orders from ECS; nothing for applications",
    needed: "EC2 only",
  },
  infrastructure: {
    assumedBy: "ECS itself, as `ecs.amazonaws.com`",
    purpose: "manage EBS volumes and Service Connect certificates",
    needed: "EC2 and Fargate, only for those two features",
  },
};

const namedAtMost = 5;

/** Which kinds of roles the stack has, who assumes each, what each is for and which launch type needs it; Markdown. */
export function roleTaxonomy(stack: StackSummary): string {
  const rows = roleKinds.map((kind) => {
    const { assumedBy, purpose, needed } = kinds[kind];
    return [`**${kind} role**`, here(kind, stack), assumedBy, purpose, needed];
  });
  return table(["Kind", "Here", "Assumed by", "For", "Needed on"], rows);
}

function here(kind: RoleCategory, stack: StackSummary): string {
  const roles = stack.roles.filter((role) => role.kind === kind);
  if (roles.length === 0) return `none: ${whyNone(kind, stack)}`;
  const without = kind === "execution" ? withoutRole(stack, roles) : "";
  return `${named(roles.map(({ name, existing }) => code(name) + (existing ? " (exists already)" : "")))}${without}`;
}

function whyNone(kind: RoleCategory, { services }: StackSummary): string {
  if (kind === "container instance") {
    return services.some(({ launchType }) => launchType === "ec2")
      ? "the instances are not written here"
      : "no EC2 capacity here";
  }
  if (services.length === 0) return "no services here";
  return kind === "infrastructure" ? "no EBS volumes, no Service Connect TLS" : "no container needs one";
}

function withoutRole({ services }: StackSummary, roles: readonly RoleSummary[]): string {
  const having = new Set(roles.flatMap(({ usedBy }) => usedBy));
  const missing = services.filter(({ name }) => !having.has(name)).map(({ name }) => name);
  if (missing.length === 0) return "";
  return missing.length <= namedAtMost ? `; not needed by ${codes(missing)}` : `; not needed by ${missing.length} services`;
}

function named(names: readonly string[]): string {
  if (names.length <= namedAtMost) return names.join(", ");
  return `${names.length}: ${names.slice(0, namedAtMost - 2).join(", ")} and ${names.length - namedAtMost + 2} more, below`;
}
