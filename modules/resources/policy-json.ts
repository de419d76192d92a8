/** Policy documents as JSON expressions. */

import type { Text } from "../iam/text";
import { type DocumentStatement, documentEntries, type OneOrMore } from "../policy/document";
import type { Policy } from "../policy/statement";
import { type Expression, type Json, type JsonItem, jsonList, jsonObject } from "./expression";

/** The document of a policy as the value of a Terraform attribute; statements that depend on a late value are decided by Terraform. */
export function policyJson(policy: Policy): Expression {
  const items = documentEntries(policy).map(({ statement, when }): JsonItem => {
    return { value: statementJson(statement), ...(when === undefined ? {} : { when }) };
  });
  return { kind: "json", value: jsonObject({ Version: "2012-10-17", Statement: { kind: "list", items } }) };
}

function statementJson({ Sid, Effect, Principal, Action, Resource, Condition }: DocumentStatement): Json {
  return jsonObject({
    Sid,
    Effect,
    Principal: Principal === undefined || Principal === "*" ? Principal : byKey(Principal, oneOrMore),
    Action: oneOrMore(Action),
    Resource: Resource === undefined ? undefined : oneOrMore(Resource),
    Condition: Condition === undefined ? undefined : byKey(Condition, (keys) => byKey(keys, oneOrMore)),
  });
}

function byKey<Value>(record: Readonly<Record<string, Value>>, json: (value: Value) => Json): Json {
  return jsonObject(Object.fromEntries(Object.entries(record).map(([key, value]) => [key, json(value)])));
}

function oneOrMore(values: OneOrMore<Text>): Json {
  return isList(values) ? jsonList(values) : values;
}

function isList<T>(values: OneOrMore<T>): values is readonly T[] {
  return Array.isArray(values);
}
