/** The statements that a role holds, each with the grant that it comes from. */

import { type PolicyDocument, type PolicyKind, type PolicyStatement, readDocument } from "../../iam/evaluate";
import type { Glob } from "../../iam/glob";
import { showText } from "../../iam/text";
import { documentEntries } from "../../policy/document";
import type { Policy, Reason } from "../../policy/statement";

/** Where a statement comes from. */
interface Origin {
  readonly sid: string;
  /** Its actions as AWS writes them. */
  readonly actions: readonly string[];
  /** Its resources as the document has them; empty where it speaks of what it is attached to. */
  readonly resources: readonly string[];
  readonly reason: Reason;
  /** The resource policy that it stands in, as sentences call it; absent for the role's own policies. */
  readonly policy?: string;
}

/** A statement with its origin; `when` names the late value without which it is not there. */
export interface TracedStatement {
  readonly statement: PolicyStatement;
  readonly origin: Origin;
  readonly when?: string;
}

/** The statements of a policy, or nothing when its document cannot be read; `of` is what sentences call a resource policy. */
export function tracedStatements(policy: Policy, kind: PolicyKind, of?: string): readonly TracedStatement[] | undefined {
  const entries = documentEntries(policy);
  const read = readDocument({ Version: "2012-10-17", Statement: entries.map(({ statement }) => statement) }, kind);
  if (!read.ok) return undefined;
  return read.value.statements.flatMap((statement, index): readonly TracedStatement[] => {
    const grant = policy.grants[index];
    if (grant === undefined) return [];
    const { Sid: sid, Action: actions, Resource = [] } = grant.statement;
    const origin = {
      sid,
      actions,
      resources: Resource.map(showText),
      reason: grant.reason,
      ...(of === undefined ? {} : { policy: of }),
    };
    return [{ statement, origin, ...(grant.when === undefined ? {} : { when: grant.when.name }) }];
  });
}

/** The statements as one document; the place of a statement in it is its place in the list. */
export function documentOfStatements(traced: readonly Pick<TracedStatement, "statement">[]): PolicyDocument {
  return { version: "2012-10-17", statements: traced.map(({ statement }, index) => ({ ...statement, index })) };
}

/** Whether a resource cannot be there unless the late value that `traced` depends on is not empty: it holds that very value. */
export function isCertain({ when }: TracedStatement, resource: Glob): boolean {
  if (when === undefined) return true;
  return resource.some((token) => typeof token === "string" && (token === when || token.startsWith(`${when}#`)));
}
