/** `prove --explain`: every theorem with what was compared, what it takes for granted and what was found; and what is shared, open or acknowledged. */
import { visible } from "../../output/visible";
import { wrap } from "../../output/wrap";
import type { PlatformPlan, StackPlan } from "../../pipeline";
import { quote } from "../../problem";
import type { TheoremResult } from "../../verify/prove";
import { theoremOf } from "../../verify/theorems";
import { counted } from "../../wording";
import { locationText } from "./location";
import { openActions } from "./open-actions";
import { requestWords } from "./request-words";
import { type ProofStyle, verdictLine } from "./table";

/** A line for people, and how far it is indented. */
type Line = readonly [indent: number, text: string];

/**
 * The explanation as text of at most `width` columns. The theorems speak of the whole platform; the lists after them of `stacks`. Ends in a newline.
 */
export function explanation(plan: PlatformPlan, stacks: readonly StackPlan[], width: number, style: ProofStyle): string {
  const { theorems } = plan.proof;
  const blocks = [
    ...theorems.map((theorem) => {
      const [head = "", ...rest] = laid(
        [[0, `${theorem.id}: ${theorem.verdict.toUpperCase()}`], ...theoremLines(plan, theorem)],
        width,
      );
      return [style[theorem.verdict](head), ...rest];
    }),
    ...listsOf(plan, stacks).map(([title, lines]) => {
      const [head = "", ...rest] = laid([[0, title], ...lines.map((line): Line => [2, line])], width);
      return [head, ...rest];
    }),
    [verdictLine(plan)],
  ];
  return `${blocks.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function laid(lines: readonly Line[], width: number): readonly string[] {
  return lines.flatMap(([indent, text]) => wrap(visible(text), width - indent, 2).map((line) => " ".repeat(indent) + line));
}

function theoremLines(
  plan: PlatformPlan,
  { id, title, compared, found, counterexamples, assumptions }: TheoremResult,
): readonly Line[] {
  const theorem = theoremOf(id);
  const [side, other] = theorem.sides;
  const kept = counterexamples.length < found ? [`the first ${counterexamples.length} of ${found} counterexamples:`] : [];
  return [
    [2, title],
    [2, `compared: ${compared} ${theorem.compared}`],
    [4, `of: ${side}`],
    [4, `against: ${other}`],
    ...assumptions.map((assumption): Line => [2, `assumes: ${assumption}`]),
    ...kept.map((line): Line => [2, line]),
    ...counterexamples.flatMap(({ verdict, words: sentence, path, request, help }): readonly Line[] => [
      [2, `${verdict === "refuted" ? "counterexample" : "doubt"}: ${locationPrefix(plan.cite([path]))}${sentence}`],
      ...(request === undefined ? [] : [[4, `request: ${requestWords(request)}`] as const]),
      ...(help === undefined ? [] : [[4, `help: ${help}`] as const]),
    ]),
  ];
}

function locationPrefix(place: string): string {
  return place === "" ? "" : `${place}: `;
}

/** What follows the theorems; a list without entries says so, because that is an answer too. */
function listsOf(plan: PlatformPlan, stacks: readonly StackPlan[]): readonly (readonly [string, readonly string[]])[] {
  const { proof, cite, expectations } = plan;
  const services = new Set(stacks.flatMap(({ stack }) => stack.services.map(({ name }) => name)));
  const isHere = (names: readonly string[]): boolean => names.some((name) => services.has(name));
  const shared = [
    ...proof.sharing
      .filter(({ services: names }) => isHere(names))
      .map(({ resource, services: names }) => `${quote(resource)} by ${names.map(quote).join(", ")}: each names it`),
    ...proof.invitations
      .filter(({ service }) => isHere([service]))
      .map(
        (one) => `what is ${quote(one.service)}'s, with ${one.with.map(quote).join(", ")}: \`sharedWith\` (${cite([one.path])})`,
      ),
  ];
  const open = openActions(plan).map(
    ({ action, roles, reasons }) => `${quote(action)} in ${counted(roles, "role")}: ${reasons.join("; ")}`,
  );
  const acknowledged = proof.acknowledged
    .filter(({ service }) => isHere([service]))
    .map(({ service, id, why, path }) => `${quote(id)} by service ${quote(service)} (${cite([path])}): ${why}`);
  const expected = expectations.results.map(({ verdict, effect, actions, on, at, words }) => {
    const asked = `${effect} ${actions.map(quote).join(", ")} on ${on.map(quote).join(", ")}`;
    return `${verdict.toUpperCase()} ${locationPrefix(locationText(at))}${asked}: ${words}`;
  });
  return [
    ...(expected.length === 0 ? [] : [titled("expectations", expected)]),
    titled("shared by several services", shared),
    titled("actions on `*`, which every role that holds one shares", open),
    titled("acknowledged dangers", acknowledged),
  ];
}

function titled(title: string, lines: readonly string[]): readonly [string, readonly string[]] {
  return lines.length === 0 ? [`${title}: none`, []] : [`${title}:`, lines];
}
