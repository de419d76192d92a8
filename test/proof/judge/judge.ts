/** The judge: what the product says of a platform, against what the evaluator and the declarations say of every request that is tried. */

import { plainRoles } from "./attributes";
import { chained } from "./chains";
import { type Broken, brokenExpectations } from "./expectations";
import { guardViolations, pullViolations } from "./guards";
import { openHosts } from "./hosts";
import { trespasses, type Violation } from "./isolation";
import { dangers, deadGrants } from "./powers";
import { type Answer, answerOf } from "./product";
import type { Options } from "./raw";
import { roleViolations } from "./roles";
import { trialOf } from "./trial";
import { valuesOf } from "./values";

/** What is wrong with an answer. */
export interface Fault {
  readonly kind: "false-proved" | "false-alarm";
  readonly theorem: string;
  readonly words: string;
}

/** The judgement on one platform. */
interface Judgement {
  readonly answer: Answer;
  readonly requests: number;
  readonly faults: readonly Fault[];
  readonly violations: readonly Violation[];
}

/** Judges the answer to a platform; `answer` may be another one than the product gives, to see that the judge can fail. */
export function judge(raw: Options, answer: Answer = answerOf(raw)): Judgement {
  if (answer.theorems.length === 0) return { answer, requests: 0, faults: [], violations: [] };
  const count = { requests: 0 };
  const violations: Violation[] = [...plainRoles(raw, answer), ...deadGrants(answer.stacks)];
  const broken: Broken[] = [];
  const asked = answer.theorems.flatMap(({ counterexamples }) =>
    counterexamples.flatMap(({ request }) => (typeof request?.resource === "string" ? [request.resource] : [])),
  );
  for (const values of valuesOf(raw)) {
    const trial = trialOf(raw, answer.stacks, values, count, asked);
    violations.push(...trespasses(trial), ...chained(trial), ...roleViolations(trial), ...openHosts(trial.world));
    violations.push(...pullViolations(trial), ...guardViolations(trial), ...dangers(trial));
    broken.push(...brokenExpectations(trial, raw, answer));
  }
  const faults = [...answer.theorems.flatMap((theorem) => faultsOf(theorem, violations)), ...expectationFaults(answer, broken)];
  return { answer, requests: count.requests, faults, violations: [...violations, ...broken] };
}

function faultsOf(
  { id, verdict, assumptions, counterexamples }: Answer["theorems"][number],
  all: readonly Violation[],
): readonly Fault[] {
  const violations = all.filter(({ theorem }) => theorem === id);
  // Keys by a pattern that the user wrote are named beside the verdict, and a danger.
  const named = id === "kms" && assumptions.some((each) => each.startsWith("keys by a pattern"));
  const certain = named ? undefined : violations.find(({ open }) => !open);
  if (verdict === "proved" && certain !== undefined) return [{ kind: "false-proved", theorem: id, words: inWords(certain) }];
  if (verdict !== "refuted" || violations.length > 0) return [];
  return [{ kind: "false-alarm", theorem: id, words: counterexamples.find((one) => one.verdict === "refuted")?.words ?? "" }];
}

function expectationFaults({ expectations }: Answer, broken: readonly Broken[]): readonly Fault[] {
  return expectations.flatMap(({ verdict, words }, index): readonly Fault[] => {
    const found = broken.find(({ expectation }) => expectation === index);
    if (verdict === "proved" && found !== undefined)
      return [{ kind: "false-proved", theorem: "expectations", words: inWords(found) }];
    return verdict === "refuted" && found === undefined ? [{ kind: "false-alarm", theorem: "expectations", words }] : [];
  });
}

function inWords({ role, action, resource, why }: Violation): string {
  return `${role} can ${action} on ${resource}: ${why}`;
}
