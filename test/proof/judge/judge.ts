/** The judge: what the product says of a platform, against what the evaluator and the declarations say of every request that is tried. */

import { openHosts } from "./hosts";
import { trespasses, type Violation } from "./isolation";
import { type Answer, answerOf } from "./product";
import type { Options } from "./raw";
import { roleViolations } from "./roles";
import { trialOf } from "./trial";
import { valuesOf } from "./values";

/** What is wrong with an answer. */
interface Fault {
  readonly kind: "false-proved" | "false-alarm";
  readonly theorem: string;
  readonly words: string;
}

/** The judgement on one platform. */
export interface Judgement {
  readonly answer: Answer;
  readonly requests: number;
  readonly faults: readonly Fault[];
  readonly violations: readonly Violation[];
}

/** The theorems that are judged. */
export const judged = ["containment", "coverage", "isolation", "host", "kms", "trust"] as const;

/** Judges the answer to a platform; `answer` may be another one than the product gives, to see that the judge can fail. */
export function judge(raw: Options, answer: Answer = answerOf(raw)): Judgement {
  if (answer.theorems.length === 0) return { answer, requests: 0, faults: [], violations: [] };
  const count = { requests: 0 };
  const violations: Violation[] = [];
  const asked = answer.theorems.flatMap(({ counterexamples }) =>
    counterexamples.flatMap(({ request }) => (typeof request?.resource === "string" ? [request.resource] : [])),
  );
  for (const values of valuesOf(raw)) {
    const trial = trialOf(raw, answer.stacks, values, count, asked);
    violations.push(...trespasses(trial), ...roleViolations(trial), ...openHosts(trial.world));
  }
  const faults = judged.flatMap((theorem) =>
    faultsOf(
      theorem,
      answer,
      violations.filter((violation) => violation.theorem === theorem),
    ),
  );
  return { answer, requests: count.requests, faults, violations };
}

function faultsOf(theorem: string, answer: Answer, violations: readonly Violation[]): readonly Fault[] {
  const result = answer.theorems.find(({ id }) => id === theorem);
  // Keys by a pattern that the user wrote are named beside the verdict, and a danger.
  const named = theorem === "kms" && result?.assumptions.some((each) => each.startsWith("keys by a pattern")) === true;
  const certain = named ? undefined : violations.find(({ open }) => !open);
  if (result?.verdict === "proved" && certain !== undefined) {
    const { role, action, resource, why } = certain;
    return [{ kind: "false-proved", theorem, words: `${role} can ${action} on ${resource}: ${why}` }];
  }
  if (result?.verdict === "refuted" && violations.length === 0) {
    const words = result.counterexamples.find(({ verdict }) => verdict === "refuted")?.words ?? "";
    return [{ kind: "false-alarm", theorem, words }];
  }
  return [];
}
