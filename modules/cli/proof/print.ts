/** Printing the table of theorems. */
import pc from "picocolors";
import type { PlatformPlan } from "../../pipeline";
import { hasColors, type Io, type Sink } from "../io";
import { textWidth } from "../width";
import { type ProofStyle, proofTable } from "./table";

/** Prints the table; `hint` ends its last line. Nothing for a platform without stacks, of which there is nothing to prove. */
export function printProof(to: Sink, env: Io["env"], plan: PlatformPlan, hint = ""): void {
  if (plan.stacks.length > 0) to.write(proofTable(plan, textWidth(to), styleOf(to, env), hint));
}

/** The colours of verdicts on a stream. */
export function styleOf(to: Sink, env: Io["env"]): ProofStyle {
  const { green, red, yellow, dim } = pc.createColors(hasColors(to, env));
  return { proved: green, refuted: red, unknown: yellow, faint: dim };
}
