/** The AWS managed policy that most execution roles start with, compared with what tasks need. */

import { compare } from "../collections";
import { showText, type Text } from "../iam/text";
import { sortedTexts } from "./grant";
import type { Grant } from "./statement";

/**
 * What AmazonECSTaskExecutionRolePolicy allows, all of it on `*`: version 1, unchanged since 2017
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html).
 */
export const managedActions: readonly string[] = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:GetAuthorizationToken",
  "ecr:GetDownloadUrlForLayer",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
];

/** An action and the resources on which it is needed; none when it is not needed at all. */
interface ActionNeed {
  readonly action: string;
  readonly resources: readonly Text[];
}

/** How the AWS managed policy misses what an execution role needs, in both directions; actions sorted. */
export interface ManagedPolicyComparison {
  /** Allowed on every resource, though needed on these only. */
  readonly excess: readonly ActionNeed[];
  /** Needed, but not allowed: with the managed policy alone the tasks do not start. */
  readonly missing: readonly ActionNeed[];
}

/** Compares AmazonECSTaskExecutionRolePolicy with the grants of an execution role. */
export function compareManagedPolicy(grants: readonly Grant[]): ManagedPolicyComparison {
  const needs = new Map<string, readonly Text[]>();
  for (const { statement } of grants) {
    for (const action of statement.Action)
      needs.set(action, sortedTexts([...(needs.get(action) ?? []), ...(statement.Resource ?? [])]));
  }
  const needOf = (action: string): ActionNeed => ({ action, resources: needs.get(action) ?? [] });
  const missing = [...needs.keys()].filter((action) => !managedActions.includes(action)).toSorted(compare);
  return {
    excess: managedActions.map(needOf).filter(({ resources }) => !resources.some((resource) => showText(resource) === "*")),
    missing: missing.map(needOf),
  };
}
