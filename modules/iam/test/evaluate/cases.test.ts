import { evaluate, readPolicies, rules } from "../../evaluate";
import { chapters } from "../cases";

const cases = chapters.flatMap((chapter) => chapter.cases);

describe.each(chapters)("$title", ({ cases }) => {
  test.each(cases)("$name", ({ request, policies, outcome, rule }) => {
    const read = readPolicies(policies);
    expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const decision = evaluate(request, read.ok ? read.value : {});
    expect({ outcome: decision.outcome, rule: decision.rule }).toEqual({ outcome, rule: rule ?? decision.rule });
  });
});

test("there are at least 300 cases, at least as many denials as allows, each chapter with its AWS page", () => {
  const allowed = cases.filter(({ outcome }) => outcome === "allowed").length;
  console.info(`evaluate: ${cases.length} cases, ${allowed} allowed, ${cases.length - allowed} denied`);
  expect(cases.length).toBeGreaterThanOrEqual(300);
  expect(cases.length - allowed).toBeGreaterThanOrEqual(allowed);
  expect(chapters.filter(({ page }) => !page.startsWith("https://docs.aws.amazon.com/"))).toEqual([]);
});

test("no two cases of a chapter claim the same", () => {
  for (const { cases } of chapters) expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

test("every rule decides some case and has its AWS page", () => {
  const decided = new Set(
    cases.map(({ request, policies }) => {
      const read = readPolicies(policies);
      return evaluate(request, read.ok ? read.value : {}).rule;
    }),
  );
  expect([...decided].sort()).toEqual(Object.keys(rules).sort());
  for (const { page } of Object.values(rules)) expect(page).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
});

/** Where each rule decides; an allow that needs statements of two layers decides in none. */
const layers: Readonly<Record<string, string | undefined>> = {
  "no-resource-control-policy-allows": "resource-control",
  "no-service-control-policy-allows": "service-control",
  "resource-policy-allows": "resource",
  "no-resource-policy-allows": "resource",
  "key-policy-is-silent": "resource",
  "trust-policy-is-silent": "resource",
  "resource-account-is-silent": "resource",
  "no-identity-policy-allows": "identity",
  "boundary-is-silent": "boundary",
  "session-policy-is-silent": "session",
  "federated-user-without-session-policy": "session",
  "identity-policy-allows": "identity",
  "role-is-named": "resource",
};
const withoutStatements = ["no-permission-needed", "root-user"];

test.each(cases)("the decision rests on what it names: $name", ({ request, policies }) => {
  const read = readPolicies(policies);
  const { outcome, rule, layer, statements, findings } = evaluate(request, read.ok ? read.value : {});
  if (rule !== "explicit-deny") expect(layer).toBe(layers[rule]);
  const effect = outcome === "explicitly-denied" ? "deny" : "allow";
  const said = findings.map((finding) => finding[effect]).filter((reference) => reference !== undefined);
  for (const statement of statements) expect(said).toContainEqual(statement);
  if (outcome === "implicitly-denied" || withoutStatements.includes(rule)) expect(statements).toEqual([]);
  else if (outcome === "explicitly-denied") expect(statements.map((one) => one.layer)).toEqual([layer]);
  else if (rule === "both-accounts-allow") {
    const ownSide = request.principal.kind === "root" ? [] : ["identity"];
    expect(statements.map((one) => one.layer)).toEqual([...ownSide, "resource"]);
  } else {
    const passedOn = rule === "identity-policy-allows" && findings.some(({ naming }) => naming === "account");
    const isGuarded = /:(kms|iam):/.test(JSON.stringify(request.resource));
    expect(statements.map((one) => one.layer)).toEqual(passedOn && isGuarded ? ["identity", "resource"] : [layer]);
  }
});
