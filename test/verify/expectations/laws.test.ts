/** Laws of answers, over the example platforms and the cases: what a statement grants is granted, who-can is can of everybody, the evaluator agrees. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { evaluate, readPolicies } from "../../../modules/iam";
import { showText } from "../../../modules/iam/text";
import { draftPlatform, type PlatformDraft } from "../../../modules/pipeline";
import { documentEntries } from "../../../modules/policy/document";
import { ask } from "../../../modules/verify/expectations/ask";
import { decide } from "../../../modules/verify/expectations/decide";
import { type PlatformPolicies, platformPoliciesOf } from "../../../modules/verify/expectations/platform-policies";
import { tracedStatements } from "../../../modules/verify/expectations/traced-statement";
import type { ProvenRole } from "../../../modules/verify/theorems/proven-role";
import { runs } from "../../laws";

const root = join(__dirname, "../../..");
const examples = readdirSync(join(root, "examples"))
  .map((name) => join(root, "examples", name, "platform.yaml"))
  .filter(existsSync);
const cases = readdirSync(join(root, "test/cases/expectations")).map((name) => join(root, "test/cases/expectations", name));

function draft(file: string): PlatformDraft {
  const outcome = draftPlatform({ file, text: readFileSync(file, "utf8") });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const platforms = [...examples, ...cases]
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => ({ name: file.replace(`${root}/`, ""), plan: draft(file) }));

interface Granted {
  readonly principal: ProvenRole;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** What a request needs to have for a condition to hold, or nothing when that takes more than one value. */
function fulfilling(operator: string, value: string): string | undefined {
  if (value.includes("${")) return undefined;
  if (/^(?:ForAnyValue:|ForAllValues:)?(?:String|Arn)(?:Equals|Like)$/.test(operator))
    return value.replaceAll("*", "x").replaceAll("?", "x");
  if (operator === "Bool") return value;
  return operator === "DateLessThan" ? "2020-01-01T00:00:00Z" : undefined;
}

/** Each action on each resource of each statement whose conditions can be fulfilled. */
function grantedIn({ roles }: PlatformPolicies): readonly Granted[] {
  return roles.flatMap((principal) =>
    (principal.written?.policies ?? []).flatMap(({ grants }) =>
      grants.flatMap(({ statement: { Action, Resource = [], Condition = {} } }) => {
        const wanted = Object.entries(Condition).flatMap(([operator, keys]) =>
          Object.entries(keys).map(([key, values]) => [key, fulfilling(operator, showText(values[0] ?? ""))] as const),
        );
        if (wanted.some(([key, value]) => value === undefined || /^aws:Principal/i.test(key))) return [];
        const context = Object.fromEntries(wanted.map(([key, value]) => [key, value ?? ""]));
        const resources = Resource.map(showText).filter((resource) => !resource.includes("${"));
        return Action.flatMap((action) => resources.map((resource) => ({ principal, action, resource, context })));
      }),
    ),
  );
}

/** The same with another name at the end; of `*` there is no other. */
function elsewhere(resource: string): string {
  return resource.replace(
    /([A-Za-z0-9])([^A-Za-z0-9]*)$/,
    (_, last: string, rest: string) => `${last === "q" ? "z" : "q"}${rest}`,
  );
}

describe.each(platforms)("$name", ({ plan }) => {
  const platform = platformPoliciesOf(plan.model, plan.stacks);
  const granted = grantedIn(platform);

  test("what each statement grants is always allowed, and nobody who is not granted it can", () => {
    const wrong = granted.flatMap((one) => {
      const answer = decide(platform, one);
      // the trust policy of a role, or the policy of a repository, has a say as well
      const refused =
        answer.verdict === "never" &&
        platform.withPolicy.sts.concat(platform.withPolicy.ecr).some(({ arn }) => showText(arn) === one.resource);
      return answer.verdict === "always" || refused ? [] : [[answer.verdict, one.principal.label, one.action, one.resource]];
    });
    expect(wrong).toEqual([]);
    expect(granted.length).toBeGreaterThan(0);
  });

  test("on a resource of another name it is refused, unless a statement names that too", () => {
    let refused = 0;
    for (const one of granted.filter(({ resource }) => !/[*?]/.test(resource))) {
      const question = { ...one, resource: elsewhere(one.resource) };
      const held = platform.statementsOf(one.principal) ?? [];
      const others = held.some(({ origin }) =>
        origin.resources.some((resource) => /[*?]/.test(resource) || resource === question.resource),
      );
      const answer = decide(platform, question);
      if (!others) expect([one.action, question.resource, answer.verdict]).toEqual([one.action, question.resource, "never"]);
      if (answer.verdict === "never") refused += 1;
    }
    expect(refused).toBeGreaterThanOrEqual(granted.some(({ resource }) => !/[*?]/.test(resource)) ? 1 : 0);
  });

  test("who-can names exactly the roles of which can says so", () => {
    const questions = [
      ...new Map(
        granted.map(({ action, resource, context }) => [`${action} ${resource}`, { action, resource, context }]),
      ).values(),
    ];
    for (const question of questions.filter((_, index) => index % 9 === 0)) {
      const everybody = ask(plan, question);
      if (!everybody.ok) throw new Error(JSON.stringify(everybody.problems));
      for (const { role, answer } of everybody.value) {
        const [service] = role.services;
        if (service === undefined) continue;
        const own = ask(plan, { ...question, service, role: role.name });
        if (!own.ok) throw new Error(JSON.stringify(own.problems));
        expect(own.value.find((one) => one.role.arn === role.arn)?.answer).toBe(answer);
      }
    }
  });

  test("the evaluator agrees with every answer, and with the requests that show it", () => {
    // places in the list, not the things themselves, so that a failure can be read
    const pick = fc.nat({ max: granted.length - 1 });
    const request = fc.record({
      who: pick,
      what: pick,
      where: pick,
      known: fc.boolean(),
      wild: fc.constantFrom("none", "action", "resource"),
    });
    const at = (index: number): Granted => granted[index] ?? (granted[0] as Granted);
    let shown = 0;
    fc.assert(
      fc.property(request, ({ known, wild, ...picked }) => {
        const [who, what, where] = [at(picked.who), at(picked.what), at(picked.where)];
        const action = wild === "action" ? `${what.action.split(":")[0]}:*` : what.action;
        const resource = wild === "resource" ? `${where.resource.slice(0, -2)}*` : where.resource;
        shown += agreed(platform, { principal: who.principal, action, resource, context: known ? what.context : {} });
      }),
      { seed: 4711, numRuns: runs(200) },
    );
    expect(shown).toBeGreaterThan(0);
  });
});

/** Asks, and lets the evaluator decide the requests that the answer shows, and the question itself if it is one. How many the answer showed. */
function agreed(platform: PlatformPolicies, question: Granted): number {
  const { principal, action, resource, context } = question;
  const { verdict, owner, allowed, refused } = decide(platform, question);
  if (owner !== undefined) return 0;
  const requester = { kind: "role", arn: principal.role.arn, session: "x" } as const;
  const itself = { principal: requester, action, resource, context: { ...context, ...organizationOf(platform) } };
  const isRequest = !/[*?]/.test(action + resource);
  const expected = [
    ...(allowed === undefined ? [] : [{ request: allowed, says: "allowed" }]),
    ...(refused === undefined ? [] : [{ request: refused, says: "refused" }]),
    ...(isRequest && verdict === "always" ? [{ request: itself, says: "allowed" }] : []),
    ...(isRequest && verdict === "never" ? [{ request: itself, says: "refused" }] : []),
  ];
  for (const { request, says } of expected) expect([request, decided(platform, principal, request)]).toEqual([request, says]);
  return (allowed === undefined ? 0 : 1) + (refused === undefined ? 0 : 1);
}

function organizationOf({ organization }: PlatformPolicies): Readonly<Record<string, string>> {
  return organization === undefined ? {} : { "aws:PrincipalOrgID": organization };
}

/** What AWS decides, over the role's documents and the policy of the resource, if this platform writes it. */
function decided(
  platform: PlatformPolicies,
  principal: ProvenRole,
  request: Parameters<typeof evaluate>[0],
): "allowed" | "refused" {
  const identity = (principal.written?.policies ?? []).map((policy) => ({
    Version: "2012-10-17",
    Statement: documentEntries(policy).map(({ statement }) => statement),
  }));
  const policies = readPolicies({ identity });
  if (!policies.ok) throw new Error("unreadable");
  const prefix = request.action.split(":")[0]?.toLowerCase();
  const resource = showText(request.resource);
  const guards = prefix === "ecr" || prefix === "s3" || prefix === "sts" ? platform.withPolicy[prefix] : [];
  const guard = guards.find(
    ({ arn }) => resource === showText(arn) || (prefix === "s3" && resource.startsWith(`${showText(arn)}/`)),
  );
  const statements = guard?.statements() ?? (resource.includes(":kms:") ? keyPolicy(principal) : undefined);
  const document =
    statements === undefined
      ? undefined
      : { version: "2012-10-17" as const, statements: statements.map(({ statement }, index) => ({ ...statement, index })) };
  const { outcome } = evaluate(request, { ...policies.value, ...(document === undefined ? {} : { resource: document }) });
  return outcome === "allowed" ? "allowed" : "refused";
}

/** Key policies let their accounts decide: that is assumed of all of them. */
function keyPolicy({ stack }: ProvenRole) {
  const statement = {
    Sid: "Delegate",
    Effect: "Allow" as const,
    Principal: { AWS: [`arn:aws:iam::${showText(stack.account.id)}:root`] },
    Action: ["*"],
    Resource: ["*"],
  };
  return tracedStatements({ name: "key", grants: [{ statement, reason: { paths: [], what: "", page: "" } }] }, "resource");
}

test("a policy that cannot be read gives no statements, not none", () => {
  const statement = { Sid: "Bad", Effect: "Allow" as const, Action: [], Resource: ["*"] };
  expect(
    tracedStatements(
      { name: "bad", grants: [{ statement: { ...statement, Action: ["nonsense"] }, reason: { paths: [], what: "", page: "" } }] },
      "identity",
    ),
  ).toBeUndefined();
});
