import { evaluate, readPolicies, rules } from "../../../modules/verify/evaluate";
import { chapters } from "../../cases/evaluate";

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
