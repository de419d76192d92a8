/** Requests that are likely to show something, and the quick tests before anything is compared. */
import { type PolicyDocument, readDocument } from "../../../modules/iam/evaluate";
import { actionGlob, resourceGlob } from "../../../modules/iam/evaluate/named";
import { coversAll, meetsAction, meetsResource } from "../../../modules/verify/expectations/meets";
import { otherRequests, someRequests } from "../../../modules/verify/expectations/witness";

type Json = Readonly<Record<string, unknown>>;

function read(...statements: readonly Json[]): PolicyDocument {
  const outcome = readDocument({ Version: "2012-10-17", Statement: statements }, "identity");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const [a, b] = ["arn:aws:s3:::a/*", "arn:aws:s3:::b/x"];
const allow = (Action: unknown, Resource: unknown, more: Json = {}): Json => ({ Effect: "Allow", Action, Resource, ...more });
const red = { Condition: { StringEquals: { "a:k": "red" } } };
const shown = (found: readonly { readonly action: string; readonly resource: unknown }[]) =>
  found.map(({ action, resource }) => `${action} on ${String(resource)}`);

describe("requests that a statement allows:", () => {
  test.each<readonly [action: string, resource: string, statements: readonly Json[], found: readonly string[]]>([
    ["s3:*", "*", [allow("s3:GetObject", a)], ["s3:getobject on arn:aws:s3:::a/"]],
    ["s3:Get*", "arn:aws:s3:::*", [allow(["sqs:SendMessage", "s3:GetObject"], [a, b])], ["s3:getobject on arn:aws:s3:::a/"]],
    ["s3:GetObject", b, [allow("s3:*", [a, b])], ["s3:getobject on arn:aws:s3:::b/x"]],
    [
      "s3:*",
      "*",
      [allow("s3:GetObject", a), allow("s3:PutObject", b)],
      ["s3:getobject on arn:aws:s3:::a/", "s3:putobject on arn:aws:s3:::b/x"],
    ],
    ["sqs:*", "*", [allow("s3:GetObject", a)], []],
    ["s3:*", "arn:aws:s3:::c", [allow("s3:GetObject", a)], []],
    ["s3:*", "*", [allow("s3:GetObject", a, red)], []],
    ["s3:*", "*", [{ ...allow("s3:GetObject", a), Effect: "Deny" }], []],
    ["s3:*", "*", [{ Effect: "Allow", NotAction: "s3:GetObject", Resource: a }], []],
    ["s3:*", "*", [{ Effect: "Allow", Action: "s3:GetObject", NotResource: a }], []],
    // no real request: nothing before the resource is said
    ["s3:*", "*", [allow("s3:GetObject", "*")], []],
    ["s3:*", "*", [allow("s3:GetObject", "arn:*/x")], []],
    // the value of a variable is the request's
    ["s3:*", "*", [allow("s3:GetObject", ["arn:aws:s3:::${aws:username}/x", b])], ["s3:getobject on arn:aws:s3:::b/x"]],
  ])("%s on %s of %j", (action, resource, statements, found) => {
    expect(shown(someRequests(actionGlob(action), resourceGlob(resource), read(...statements)))).toEqual(found);
  });
});

describe("requests that no statement allows:", () => {
  test.each<readonly [action: string, resource: string, statements: readonly Json[], found: readonly string[]]>([
    ["s3:GetObject", b, [allow("sqs:*", "*")], ["s3:getobject on arn:aws:s3:::b/x", "s3:getobject on arn:aws:s3:::b/x"]],
    ["s3:GetObject", "arn:aws:s3:::a*", [allow("s3:GetObject", a)], ["s3:getobject on arn:aws:s3:::a"]],
    ["sts:AssumeRole", "*", [allow("s3:*", "*")], ["sts:assumerole on *", "sts:assumerole on *"]],
  ])("%s on %s of %j", (action, resource, statements, found) => {
    const all = shown(otherRequests(actionGlob(action), resourceGlob(resource), read(...statements)));
    expect(all).toEqual(expect.arrayContaining([...found]));
  });

  test.each<readonly [claim: string, statement: Json]>([
    ["actions", { Effect: "Allow", NotAction: "s3:GetObject", Resource: a }],
    ["resources", { Effect: "Allow", Action: "s3:GetObject", NotResource: a }],
  ])("none are made up beside %s that are excluded", (_, statement) => {
    expect(otherRequests(actionGlob("s3:*"), resourceGlob("*"), read(statement))).toEqual([]);
  });

  test("statements that deny, and only exclude something, stand in no way", () => {
    const denied = { Effect: "Deny", NotAction: "s3:GetObject", Resource: "*" };
    expect(otherRequests(actionGlob("s3:GetObject"), resourceGlob(b), read(denied))).not.toEqual([]);
  });

  test("an action that people know is tried before one that merely fits", () => {
    const found = otherRequests(actionGlob("s3:*"), resourceGlob(b), read(allow("s3:Get*", "*")));
    expect(found[0]?.action).toMatch(/^s3:(?!get)[a-z]{5,}$/i);
  });
});

describe("the quick tests", () => {
  const first = (statement: Json) => read(statement).statements[0]!;
  test.each<readonly [statement: Json, action: string, resource: string, meets: readonly boolean[], covers: boolean]>([
    [allow("s3:Get*", a), "s3:GetObject", "arn:aws:s3:::a/b", [true, true], true],
    [allow("s3:GetObject", a), "s3:*", "arn:aws:s3:::a/b", [true, true], false],
    [allow("s3:*", "arn:aws:s3:::a/b"), "s3:GetObject", a, [true, true], false],
    [allow("s3:*", b), "sqs:*", a, [false, false], false],
    [allow(["sqs:*", "s3:*"], [b, a]), "s3:GetObject", a, [true, true], true],
    [allow("s3:*", "arn:aws:s3:::a/${aws:username}"), "s3:GetObject", "arn:aws:s3:::a/b", [true, true], false],
    [allow("s3:*", "arn:aws:s3:::b/${aws:username}"), "s3:GetObject", "arn:aws:s3:::a/b", [true, false], false],
    [allow("s3:*", ["arn:aws:s3:::${aws:username}", "*"]), "s3:GetObject", a, [true, true], true],
    [{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }, "s3:GetObject", a, [true, true], false],
    [{ Effect: "Allow", Action: "s3:*", NotResource: "*" }, "s3:GetObject", a, [true, true], false],
  ])("of %j: %s on %s", (statement, action, resource, meets, covers) => {
    const [one, name, on] = [first(statement), actionGlob(action), resourceGlob(resource)];
    expect([meetsAction(one, name), meetsResource(one, on)]).toEqual(meets);
    expect(coversAll(one, name, on)).toBe(covers);
  });

  test("a statement of a trust policy has every resource, and covers none", () => {
    const trust = readDocument(
      {
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
      },
      "trust",
    );
    const [statement] = trust.ok ? trust.value.statements : [];
    if (statement === undefined) throw new Error("no statement");
    expect(meetsResource(statement, resourceGlob(b))).toBe(true);
    expect(coversAll(statement, actionGlob("sts:AssumeRole"), resourceGlob(b))).toBe(false);
  });
});
