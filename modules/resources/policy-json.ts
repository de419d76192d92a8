/** Policy documents as JSON expressions. */

import { document, type Expression, object } from "../hcl";
import type { Text } from "../iam/text";
import { type DocumentStatement, documentEntries, type OneOrMore } from "../policy/document";
import type { Policy } from "../policy/statement";
import { type ConditionalItem, conditionalList, fields, textExpression, texts } from "./expression";
import { type Citation, policyReasons } from "./reason";

/**
 * The document of a policy as the value of a Terraform attribute; statements that depend on a late value are decided by Terraform. Above each
 * statement stands what it is for.
 */
export function policyJson(policy: Policy, cite: Citation): Expression {
  const reasons = policyReasons(policy, cite);
  const items = documentEntries(policy).map(({ statement, when }): ConditionalItem => {
    const reason = reasons.get(statement.Sid);
    return {
      value: statementJson(statement),
      ...(reason === undefined ? {} : { comments: [reason] }),
      ...(when === undefined ? {} : { when }),
    };
  });
  return document(fields({ Version: "2012-10-17", Statement: conditionalList(items) }));
}

function statementJson({ Sid, Effect, Principal, Action, Resource, Condition }: DocumentStatement): Expression {
  return fields({
    Sid,
    Effect,
    Principal: Principal === undefined || Principal === "*" ? Principal : byKey(Principal, oneOrMore),
    Action: oneOrMore(Action),
    Resource: Resource === undefined ? undefined : oneOrMore(Resource),
    Condition: Condition === undefined ? undefined : byKey(Condition, (keys) => byKey(keys, oneOrMore)),
  });
}

function byKey<Value>(record: Readonly<Record<string, Value>>, json: (value: Value) => Expression): Expression {
  return object(Object.entries(record).map(([key, value]) => [key, json(value)] as const));
}

function oneOrMore(values: OneOrMore<Text>): Expression {
  return isList(values) ? texts(values) : textExpression(values);
}

function isList<T>(values: OneOrMore<T>): values is readonly T[] {
  return Array.isArray(values);
}
