/** What is proved of documents with late values holds whatever these become: held against the documents with values in their places. */

import { runs } from "../../../../test/laws";
import { disjoint, equivalent, implies, type PolicyDocument, readDocument } from "../..";
import { isLate, type Late, partsOf, type Text, text } from "../../text";
import { AWAY, allow, BUCKET, deny, document, HOME, type Json, TABLE } from "../cases/vocabulary";

function read(value: unknown): PolicyDocument {
  const outcome = readDocument(value, "identity");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const late = (name: string, type: Late["late"] = "name"): Late => ({ late: type, name, template: `\${${name}}` });
const bucket = late("var.bucket");
const other = late("var.other");
const account = late("var.account", "account-id");
const arn = late("var.arn", "arn");
const objects = (of: Text): Text => text`arn:aws:s3:::${of}/*`;

describe("proved is proved for every value", () => {
  const values: Readonly<Record<string, readonly string[]>> = {
    "var.bucket": ["photos", "photos-private", "fresh"],
    "var.other": ["photos", "archive", "fresh"],
    "var.account": [HOME, AWAY],
    "var.arn": [BUCKET, TABLE, `${BUCKET}/a`],
  };
  const resources: readonly Text[] = [
    "*",
    BUCKET,
    `${BUCKET}/*`,
    `${BUCKET}/a`,
    `${BUCKET}*`,
    "arn:aws:s3:::*",
    "arn:aws:s3:::photos-?rivate/*",
    TABLE,
    arn,
    text`${arn}/*`,
    objects(bucket),
    objects(other),
    text`arn:aws:s3:::${bucket}`,
    text`arn:aws:s3:::${bucket}/a`,
    text`arn:aws:s3:::${bucket}-private/*`,
    text`arn:aws:dynamodb:us-east-1:${account}:table/sessions`,
  ];
  const tags: readonly Text[] = ["photos", bucket, other, text`${bucket}-private`, "photos*"];
  // A plain generator: the same pairs each time.
  let state = 7;
  const pick = <T>(list: readonly T[]): T => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return list[Math.floor(state / 65536) % list.length] as T;
  };
  const statement = (): Json => {
    const [effect, action, operator] = [
      pick([allow, allow, deny]),
      pick(["s3:GetObject", "s3:*", "*"]),
      pick(["StringEquals", "StringLike", "StringNotEquals"]),
    ];
    const made = effect(
      action,
      pick(resources),
      pick([{}, {}, { Condition: { [operator]: { "aws:PrincipalTag/team": pick(tags) } } }]),
    );
    if (pick([1, 2, 3, 4, 5]) !== 1) return made;
    const { Resource, ...rest } = made;
    return { ...rest, NotResource: Resource };
  };

  /** All documents that the two can become. */
  function instances(pair: readonly Json[]): readonly (readonly PolicyDocument[])[] {
    const names = [...new Set(JSON.stringify(pair).match(/"var\.\w+"/g) ?? [])].map((name) => JSON.parse(name) as string);
    const choices = names.reduce<readonly Readonly<Record<string, string>>[]>(
      (all, name) => all.flatMap((one) => (values[name] ?? []).map((value) => ({ ...one, [name]: value }))),
      [{}],
    );
    return choices.map((choice) => pair.map((one) => read(filled(one, choice))));
  }

  function filled(value: unknown, choice: Readonly<Record<string, string>>): unknown {
    if (Array.isArray(value)) return value.map((one) => filled(one, choice));
    if (typeof value !== "object" || value === null) return value;
    if ("parts" in value || "late" in value) {
      return partsOf(value as Text)
        .map((part) => (isLate(part) ? choice[part.name] : part))
        .join("");
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, choice)]));
  }

  test.each([
    ["implies", implies],
    ["disjoint", disjoint],
    ["equivalent", equivalent],
  ] as const)("%s", (_, ask) => {
    const counted = { proved: 0, refuted: 0, unknown: 0 };
    for (let round = 0; round < runs(1500); round += 1) {
      const pair = [document(statement(), statement()), document(statement(), statement())];
      const [left, right] = pair.map((one) => read(one));
      if (left === undefined || right === undefined) throw new Error("no pair");
      const { verdict } = ask(left, right);
      counted[verdict] += 1;
      if (verdict !== "proved") continue;
      for (const [one, two] of instances(pair)) {
        if (one === undefined || two === undefined) throw new Error("no instance");
        expect([JSON.stringify(pair), ask(one, two).verdict]).not.toEqual([JSON.stringify(pair), "refuted"]);
      }
    }
    expect(counted.proved).toBeGreaterThan(runs(1500) / 100);
  });
});
