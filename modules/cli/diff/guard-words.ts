/** Changes of guards and of declarations in plain words. */
import type { DeclarationChange } from "../../review/declared";
import type { GuardChange } from "../../review/guards/compare";

/** A sentence in two parts: of what it is, and what of it has changed. */
interface Said {
  readonly head: string;
  readonly sentence: string;
}

const nouns: Readonly<Record<string, string>> = {
  aws_launch_template: "launch template",
  aws_launch_configuration: "launch configuration",
  aws_instance: "instance",
  aws_ecs_task_definition: "task definition",
  aws_ecs_service: "ECS service",
  aws_ecr_repository: "repository",
  aws_s3_bucket: "bucket",
  aws_s3_bucket_acl: "ACL of bucket",
  aws_s3_bucket_public_access_block: "public access block of bucket",
  aws_s3_account_public_access_block: "public access block of account",
  aws_s3_bucket_ownership_controls: "object ownership of bucket",
};

const verbs: Readonly<Record<GuardChange["direction"], string>> = {
  weaker: "guards less",
  stronger: "guards more",
  undecided: "guards less, perhaps",
};

/** "launch template shop-main guards less: metadata_options.http_tokens is optional (before: required)". `named` says of which stack. */
export function guardWords({ direction, status, stack, resource, name, before, after }: GuardChange, named: boolean): Said {
  const where = named && stack !== "" ? ` of stack ${stack}` : "";
  const state = status === "kept" ? "" : ` (${status})`;
  const head = `${nouns[resource.type] ?? resource.type} ${resource.name}${where}${state}`;
  return {
    head,
    sentence: `${status === "new" && direction === "weaker" ? "guards nothing" : verbs[direction]}: ${statesWords(name, before, after)}`,
  };
}

function statesWords(name: string, before: string | undefined, after: string | undefined): string {
  if (before === after) return `${name} is not what it was; what that does is not compared`;
  if (after === undefined) return `${name} is gone (before: ${before})`;
  return `${name} is ${after}${before === undefined ? "" : ` (before: ${before})`}`;
}

/** "service orders newly acknowledges: iam-001, because: ...". */
export function declarationWords({ change, declaration, before }: DeclarationChange): Said {
  const { kind, declarer, frame, items, why } = declaration;
  const head = declarer === "" ? "the platform" : declarer;
  const because = why === undefined ? "" : `, because: ${why}`;
  if (change === "reason") {
    return { head, sentence: `acknowledges for another reason: ${items.join(", ")}${because} (before: ${before ?? "none"})` };
  }
  const isNew = change === "added";
  const verb = {
    expectation: isNew ? "newly expects" : "no longer expects",
    acknowledgement: isNew ? "newly acknowledges" : "no longer acknowledges",
    sharing: isNew ? "newly lets share what it alone was granted" : "no longer lets share what it alone was granted",
  }[kind];
  const [first = "", ...rest] = frame.split(", ");
  const words =
    kind === "sharing" ? `service ${items.join(", service ")}` : `${first === "" ? "" : `${first} `}${items.join(", ")}`;
  return { head, sentence: `${verb}: ${[words, ...rest].join(", ")}${because}` };
}
