/** The pipeline in one call: text of a platform file -> spec -> model -> policies, agent and resources of every stack -> proof. Pure. */
import { type InstanceStart, planUserData } from "./agent/plan";
import { distinct } from "./collections";
import type { Model, StackModel } from "./model/model";
import { resolveModel } from "./model/resolve";
import { planPolicies } from "./policy/plan";
import type { StackPolicies } from "./policy/policy-set";
import { hasErrors, type Outcome, type Path, type Problem } from "./problem";
import { planResources, type StackResources } from "./resources/stack";
import { type Locate, locateAll } from "./spec/locate";
import { originOf } from "./spec/origin";
import { readRequests, readSpec, type Source } from "./spec/read";
import type { Spec } from "./spec/schema";
import type { Trace } from "./spec/trace";
import { type ExpectationProof, proveExpectations } from "./verify/expectations/expectations";
import { type Proof, prove } from "./verify/prove";

/** One stack with everything that was planned for it. */
export interface StackPlan {
  readonly stack: StackModel;
  readonly policies: StackPolicies;
  readonly starts: ReadonlyMap<string, InstanceStart>;
  readonly resources: StackResources;
}

/** A whole platform, planned. */
export interface PlatformPlan {
  /** The platform file as it was read. */
  readonly spec: Spec;
  readonly model: Model;
  readonly stacks: readonly StackPlan[];
  /** What is proved of the policies. */
  readonly proof: Proof;
  /** What became of the expectations in the platform file, and of the requests beside it. */
  readonly expectations: ExpectationProof;
  /** What stands at paths of the platform file, by name: `orders: secret API_KEY`. What is written to files names it so, for lines move. */
  readonly name: (paths: readonly Path[]) => string;
  /** Where paths stand in the platform file: `platform.yaml:31`. For what is read beside the platform file it was made from. */
  readonly cite: (paths: readonly Path[]) => string;
  /** The same for programs: file, line and column. */
  readonly locate: Locate;
  /** The other way round: the paths of what stands on a line. */
  readonly trace: Trace;
}

/** A platform, planned and not proved yet. */
export type PlatformDraft = Omit<PlatformPlan, "proof" | "expectations">;

/** A plan, or problems alone; `refuted` is the whole plan when nothing but its proof stands in the way, for those who show what was found. */
export type PlatformOutcome = Outcome<PlatformPlan> & { readonly refuted?: PlatformPlan };

/**
 * Plans a platform and proves its policies and what is expected of them (`requests` is the text of a requests file), or returns every problem of every stage that could still run, each with its place in the file. Nothing is planned
 * when there is an error; warnings come with the plan. All problem codes but those of output folders.
 */
export function planPlatform(source: Source, requests?: Source): PlatformOutcome {
  const asked = requests === undefined ? undefined : readRequests(requests);
  const draft = draftPlatform(source);
  if (!draft.ok || asked?.ok === false) {
    return { ok: false, problems: [...draft.problems, ...(asked?.problems ?? [])] };
  }
  const { model, stacks, locate } = draft.value;
  const proof = prove({ model, stacks });
  const expectations = proveExpectations({ ...draft.value, requests: asked?.value });
  const problems = locateAll(withoutRepeats([...draft.problems, ...proof.problems, ...expectations.problems]), locate);
  const plan: PlatformPlan = { ...draft.value, proof, expectations };
  return hasErrors(problems) ? { ok: false, problems, refuted: plan } : { ok: true, value: plan, problems };
}

/** As `planPlatform`, without the proof: for those who prove otherwise, or look at what would be refuted. */
export function draftPlatform(source: Source): Outcome<PlatformDraft> {
  const read = readSpec(source);
  if (!read.ok) return read;
  const { spec, locate, trace } = read.value;
  const found: Problem[] = [...read.problems];
  const report = (problem: Problem): void => void found.push(problem);
  const model = resolveModel(spec, report);
  const name = (paths: readonly Path[]): string => distinct(paths.map((path) => originOf(spec, path))).join(", ");
  const stacks = model.stacks.map((stack) => planStack(stack, name, report));
  const problems = locateAll(withoutRepeats(found), locate);
  return hasErrors(problems)
    ? { ok: false, problems }
    : { ok: true, value: { spec, model, stacks, name, cite: citation(source.file, locate), locate, trace }, problems };
}

/** Two stages may refuse one thing for one reason; it is said once. */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  return [
    ...new Map(problems.map((problem) => [JSON.stringify([problem.code, problem.path, problem.message]), problem])).values(),
  ];
}

function planStack(stack: StackModel, name: PlatformPlan["name"], report: (problem: Problem) => void): StackPlan {
  const policies = planPolicies(stack, report);
  const starts = planUserData(stack, report);
  return { stack, policies, starts, resources: planResources(stack, policies, starts, name) };
}

function citation(file: string, locate: Locate): PlatformPlan["cite"] {
  const name = file.split(/[\\/]/).pop() ?? file;
  return (paths) => {
    const lines = paths.map((path) => locate(path)?.line).filter((line) => line !== undefined);
    const unique = [...new Set(lines)].sort((a, b) => a - b);
    return unique.map((line) => `${name}:${line}`).join(", ");
  };
}
