/** What the product says of a platform: the whole pipeline in process, as `prove` runs it. */

import { planPlatform, type StackPlan } from "../../../modules/pipeline";
import type { Problem } from "../../../modules/problem";
import type { ExpectationResult } from "../../../modules/verify/expectations/expectations";
import type { TheoremResult } from "../../../modules/verify/prove";
import type { Options } from "./raw";

/** What became of one expectation of the platform file. */
export type Expected = Pick<ExpectationResult, "verdict" | "path" | "words">;

/** The answer of the product; `undefined` theorems when the file is refused before anything is proved. */
export interface Answer {
  readonly accepted: boolean;
  readonly problems: readonly Problem[];
  readonly theorems: readonly TheoremResult[];
  readonly expectations: readonly Expected[];
  readonly stacks: readonly StackPlan[];
}

/** Proves the platform. */
export function answerOf(raw: Options): Answer {
  const outcome = planPlatform({ file: "platform.json", text: JSON.stringify(raw) });
  const plan = outcome.ok ? outcome.value : outcome.refuted;
  return {
    accepted: outcome.ok,
    problems: outcome.problems,
    theorems: plan?.proof.theorems ?? [],
    expectations: plan?.expectations.results ?? [],
    stacks: plan?.stacks ?? [],
  };
}
