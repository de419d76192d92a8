/** Policies as the JSON documents that AWS takes; their strings may still hold late values. */
import type { Late, Text } from "../iam/text";
import type { Conditions, Policy, Principal, Statement } from "./statement";

/** One value, or several: AWS writes a list of one without its brackets. */
export type OneOrMore<T> = T | readonly T[];

/** A statement of a document. Its keys stand in the order in which AWS documents them. */
export interface DocumentStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, OneOrMore<Text>>>;
  readonly Action: OneOrMore<string>;
  readonly Resource?: OneOrMore<Text>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore<Text>>>>>;
}

/**
 * A JSON value, except that a string may be any `Text`
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).
 */
export interface PlannedDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly DocumentStatement[];
}

/** A statement of a document; with `when`, it is in the document if and only if that late value is not empty. */
export interface DocumentEntry {
  readonly statement: DocumentStatement;
  readonly when?: Late;
}

/** The document of a policy, conditional statements included: the most that it can allow. */
export function document(policy: Policy): PlannedDocument {
  return { Version: "2012-10-17", Statement: documentEntries(policy).map(({ statement }) => statement) };
}

/** The statements of a policy's document in order, each with the late value that decides whether it is there. */
export function documentEntries(policy: Policy): readonly DocumentEntry[] {
  return policy.grants.map(({ statement, when }) => ({
    statement: documentStatement(statement),
    ...(when === undefined ? {} : { when }),
  }));
}

/** A statement as it stands in a document. */
export function documentStatement({ Sid, Effect, Principal, Action, Resource, Condition }: Statement): DocumentStatement {
  return {
    Sid,
    Effect,
    ...(Principal === undefined ? {} : { Principal: principal(Principal) }),
    Action: collapse(Action),
    ...(Resource === undefined ? {} : { Resource: collapse(Resource) }),
    ...(Condition === undefined ? {} : { Condition: condition(Condition) }),
  };
}

function principal(value: Principal): "*" | Readonly<Record<string, OneOrMore<Text>>> {
  if (value === "*") return value;
  return "Service" in value ? { Service: collapse(value.Service) } : { AWS: collapse(value.AWS) };
}

function condition(conditions: Conditions): NonNullable<DocumentStatement["Condition"]> {
  return mapValues(conditions, (keys) => mapValues(keys, collapse));
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

function collapse<T>(values: readonly T[]): OneOrMore<T> {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
