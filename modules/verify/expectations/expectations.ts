/** Expectations proved or refuted, each with the statement that decides it. */
import { type Expectation, resolveExpectation, type Vocabulary } from "../../model/expectation";
import { namedResources } from "../../model/named-resources";
import { taskRolesOf } from "../../model/task-roles";
import { uncheckedActions } from "../../model/unchecked-actions";
import { error, hasErrors, type Location, type Path, type Problem, quote, type Report, warning } from "../../problem";
import type { ExpectationSpec } from "../../spec/expectation";
import { type Locate, locateAll } from "../../spec/locate";
import type { Spec } from "../../spec/schema";
import { dependsOnLate } from "../theorems/permission-words";
import type { ProvenRole, ProvenStack } from "../theorems/proven-role";
import type { Evidence } from "../theorems/theorem";
import type { Question } from "./case";
import type { Answer } from "./decide";
import { nearest } from "./nearest";
import { type PlatformPolicies, platformPoliciesOf } from "./platform-policies";
import { answerTo } from "./possible";
import { questionsTo } from "./questions";
import { selectedRoles } from "./selected-roles";
import { checkSense } from "./sense";
import { type Cite, citedWhen, described, describedRequest, whyNot } from "./words";

/** One expectation and what became of it. */
export interface ExpectationResult {
  readonly verdict: "proved" | "refuted" | "unknown";
  readonly effect: Expectation["effect"];
  readonly actions: readonly string[];
  readonly on: readonly string[];
  /** Its path in the platform file, or in the requests file, and where that is. */
  readonly path: Path;
  readonly at?: Location;
  /** What was found, as a sentence. */
  readonly words: string;
  /** How many questions (role, action, resource) it came to. */
  readonly questions: number;
  /** Accounts that own a resource and must allow it too: only the side of the role was decided. */
  readonly owners: readonly string[];
}

/** What became of all expectations; `problems` is what of it must be reported, each at its place. */
export interface ExpectationProof {
  readonly results: readonly ExpectationResult[];
  readonly problems: readonly Problem[];
}

/** The part of a platform file that says what is expected. */
interface ExpectingSpec extends Pick<Spec, "expect" | "keys"> {
  readonly services: Readonly<Record<string, Pick<Spec["services"][string], "expect">>>;
}

/** What expectations are proved of: a plan, and the requests file beside the platform file. */
export interface Expectant {
  readonly spec: ExpectingSpec;
  readonly model: Evidence["model"];
  readonly stacks: readonly ProvenStack[];
  readonly cite: Cite;
  readonly locate: Locate;
  readonly requests?: { readonly requests: readonly ExpectationSpec[]; readonly locate: Locate } | undefined;
}

/** What the expectations and questions of a platform may name. */
export function vocabularyOf(model: Evidence["model"], keys: Spec["keys"]): Vocabulary {
  const { stacks } = model;
  const services = stacks.flatMap((stack) => stack.services.map(({ name }) => name));
  return { resources: namedResources(model, keys), services: new Set(services), roles: rolesOf(stacks) };
}

/** Every role by name, with the services that run with it. */
function rolesOf(stacks: Evidence["model"]["stacks"]): Vocabulary["roles"] {
  const found = new Map<string, string[]>();
  const add = (name: string, users: readonly string[]): void => {
    const known = found.get(name) ?? [];
    known.push(...users);
    found.set(name, known);
  };
  for (const { services, clusters } of stacks) {
    for (const service of services) {
      const { name, executionRole, infrastructureRole } = service;
      const others = [executionRole?.role, infrastructureRole].flatMap((role) => role ?? []);
      for (const role of [...taskRolesOf(service).map((one) => one.role), ...others]) add(role.name, [name]);
    }
    for (const { role } of clusters.flatMap(({ capacities }) => capacities)) add(role.name, []);
  }
  return found;
}

/**
 * Proves `expect` of the platform file and the requests beside it. Problems, each at its place: `expectation-failed`, `unknown-action`, the warning
 * `expectation-unknown`, and those of `resolveExpectation`. Without expectations it costs nothing.
 */
export function proveExpectations({ spec, model, stacks, cite, locate, requests }: Expectant): ExpectationProof {
  const own = entriesOf(spec);
  const others = (requests?.requests ?? []).map((entry, index) => ({ entry, path: ["requests", index] }));
  if (own.length + others.length === 0) return { results: [], problems: [] };
  const inputs: ProofInputs = {
    words: vocabularyOf(model, spec.keys),
    platform: platformPoliciesOf(model, stacks),
    unchecked: uncheckedActions(model.stacks.flatMap(({ services }) => services)),
    cite,
  };
  const proofs = [prove(own, inputs, locate), ...(requests === undefined ? [] : [prove(others, inputs, requests.locate)])];
  return { results: proofs.flatMap(({ results }) => results), problems: proofs.flatMap(({ problems }) => problems) };
}

interface Entry {
  readonly entry: ExpectationSpec;
  readonly path: Path;
}

interface ProofInputs {
  readonly words: Vocabulary;
  readonly platform: PlatformPolicies;
  readonly unchecked: ReadonlySet<string>;
  readonly cite: Cite;
}

/** Those of the services say so by where they stand. */
function entriesOf({ expect, services }: ExpectingSpec): readonly Entry[] {
  const ofServices = Object.entries(services).flatMap(([service, { expect: own }]) =>
    own.map((entry, index): Entry => ({ entry: { ...entry, service }, path: ["services", service, "expect", index] })),
  );
  return [...expect.map((entry, index) => ({ entry, path: ["expect", index] })), ...ofServices];
}

function prove(entries: readonly Entry[], { words, platform, unchecked, cite }: ProofInputs, locate: Locate): ExpectationProof {
  const problems: Problem[] = [];
  const results = entries.flatMap(({ entry, path }) => {
    const found: Problem[] = [];
    const report: Report = (problem) => void found.push(problem);
    const expectation = resolveExpectation(entry, path, words, report);
    if (expectation !== undefined) checkSense(expectation, entry, unchecked, report);
    const judged = expectation === undefined || hasErrors(found) ? undefined : judge(expectation, platform, cite);
    problems.push(...found, ...(judged === undefined ? [] : problemOf(judged, expectation)));
    if (expectation === undefined || judged === undefined) return [];
    const at = locate(path);
    const { effect, actions, targets } = expectation;
    const on = targets.map(({ text }) => text);
    return [{ ...judged, effect, actions, on, path, ...(at === undefined ? {} : { at }) }];
  });
  return { results, problems: locateAll(problems, locate) };
}

type Judged = Pick<ExpectationResult, "verdict" | "words" | "questions" | "owners">;

function judge(expectation: Expectation, platform: PlatformPolicies, cite: Cite): Judged {
  const { written, existing } = selectedRoles(platform, expectation);
  const extent = expectation.effect === "allow" ? "itself" : "with-parts";
  const asked = written.flatMap((principal) => questionsTo(principal, expectation, extent));
  const [first] = existing;
  if (written.length === 0 && first === undefined) return withoutRole(expectation);
  let doubt = first === undefined ? undefined : `${first.label} exists already, and what it may do is not known here`;
  const owners = new Set<string>();
  for (const question of asked) {
    const answer = answerTo(platform, question);
    if (answer.owner !== undefined) owners.add(answer.owner);
    const words = refutation(expectation, question, answer, platform, cite);
    if (words !== undefined) return { verdict: "refuted", words, questions: asked.length, owners: [...owners] };
    if (answer.verdict === "unknown") doubt = doubtOf(question, answer);
  }
  const sides = { questions: asked.length, owners: [...owners] };
  if (doubt !== undefined) return { verdict: "unknown", words: doubt, ...sides };
  return { verdict: "proved", words: proofOf(expectation, asked), ...sides };
}

function withoutRole({ effect, role = "", services = [] }: Expectation): Judged {
  const sides = { questions: 0, owners: [] };
  const of = services.length === 0 ? "" : ` of ${services.map((name) => `service ${quote(name)}`).join(", ")}`;
  const words = `there is no ${role} role${of}, because nothing needs one`;
  return { verdict: effect === "allow" ? "refuted" : "proved", words, ...sides };
}

function doubtOf({ principal, action, resource }: Question, { late }: Answer): string {
  return `whether ${principal.label} can ${described(action, resource)} ${late === undefined ? "could not be decided" : dependsOnLate(late)}`;
}

function proofOf({ effect }: Expectation, asked: readonly Question[]): string {
  const roles: readonly ProvenRole[] = [...new Set(asked.map(({ principal }) => principal))];
  const who = roles.length === 1 ? (roles[0]?.label ?? "") : `${roles.length} roles`;
  return effect === "allow" ? `${who}: every request is allowed` : `${who}: no request is allowed`;
}

/** The sentence that refutes the expectation, if the answer does. */
function refutation(
  expectation: Expectation,
  question: Question,
  answer: Answer,
  platform: PlatformPolicies,
  cite: Cite,
): string | undefined {
  const { principal, action, resource } = question;
  const { verdict, allowed, refused, by } = answer;
  const owner = answer.owner === undefined ? "" : ` (account ${quote(answer.owner)}, which owns it, must allow it too)`;
  if (expectation.effect === "deny") {
    const can = verdict === "always" || verdict === "sometimes" || allowed !== undefined;
    if (!can) return undefined;
    const what = allowed === undefined ? described(action, resource) : describedRequest(allowed);
    const [first] = by;
    return `${principal.label} can ${what}${owner}${first === undefined ? "" : `: ${citedWhen(first, cite)}`}`;
  }
  const cannot = verdict === "never" || verdict === "sometimes" || refused !== undefined;
  if (!cannot) return undefined;
  const what = refused === undefined ? described(action, resource) : describedRequest(refused);
  return `${principal.label} cannot ${what}: ${whyNot(nearest(platform, question, answer), question, cite)}`;
}

function problemOf({ verdict, words }: Judged, expectation: Expectation | undefined): readonly Problem[] {
  if (expectation === undefined || verdict === "proved") return [];
  const { effect, path, why } = expectation;
  const reason = why === undefined ? "" : `; it is expected because: ${quote(why)}`;
  if (verdict === "unknown") {
    const help = `give \`context\`, an ARN instead of a pattern, a name instead of a variable${reason}`;
    return [warning("expectation-unknown", path, words, help)];
  }
  const cure = effect === "allow" ? "let the platform file grant it" : "narrow or remove what grants it";
  return [
    error(
      "expectation-failed",
      path,
      `expected ${effect === "allow" ? "to be allowed" : "not to be allowed"}, but ${words}`,
      `${cure}, or change the expectation${reason}`,
    ),
  ];
}
