/** Answers in sentences. Statements are cited by Sid and by the lines that ask for them. */

import type { Condition, Request } from "../../iam/evaluate";
import { showTemplate } from "../../iam/evaluate/template";
import { showText, type Text } from "../../iam/text";
import { type Path, quote } from "../../problem";
import type { Question } from "./case";
import type { Answer } from "./decide";
import type { Lack } from "./nearest";
import { isImpossible } from "./possible";
import type { TracedStatement } from "./traced-statement";

/** Where paths stand: `platform.yaml:31`. */
export type Cite = (paths: readonly Path[]) => string;

/** "`s3:GetObject` on `arn:...`"; of an action that has no resource the action alone. */
export function described(action: string, resource: Text): string {
  return resource === "*" ? quote(action) : `${quote(action)} on ${quote(shown(resource))}`;
}

/** The parts of a late ARN, as counterexamples have them, are one late value again. */
function shown(resource: Text): string {
  return showText(resource).replaceAll(
    /arn:\$\{([^}#]*)#partition\}:[^/]*?\/?\$\{\1#(?:id|resource)\}/g,
    (_, name: string) => `\${${name}}`,
  );
}

/** A request in the same words. */
export function describedRequest({ action, resource }: Pick<Request, "action" | "resource">): string {
  return described(action, resource);
}

/** "statement `ReadPhotos` (platform.yaml:31)", or of another policy "statement `A` of the policy of bucket `b`". */
function cited({ origin: { sid, reason, policy } }: TracedStatement, cite: Cite): string {
  const lines = reason.paths.length === 0 ? "" : cite(reason.paths.slice(0, 3));
  const of = policy === undefined ? "" : ` of the policy of ${policy}`;
  return `statement ${quote(sid)}${of}${lines === "" ? "" : ` (${lines})`}`;
}

/** The same with its conditions, but for those that the role itself meets. */
export function citedWhen(traced: TracedStatement, cite: Cite): string {
  const open = traced.statement.conditions.filter(({ key }) => !key.startsWith("aws:principal"));
  return `${cited(traced, cite)}${open.length === 0 ? "" : `, when ${conditions(open)}`}`;
}

/** What a statement lacks, as a phrase. */
function lacking(lack: Lack, cite: Cite): string {
  const { traced } = lack;
  switch (lack.kind) {
    case "denied":
      return traced.origin.sid === ""
        ? `the policy of ${traced.origin.policy} does not allow it`
        : `${cited(traced, cite)} denies it`;
    case "condition":
      return `${cited(traced, cite)} allows it only when ${conditions(lack.conditions)}`;
    case "optional":
      return `${cited(traced, cite)} is there only if ${quote(lack.when)} is not empty`;
    case "resource":
      return `${cited(traced, cite)} allows it on ${resourcesOf(traced)} only`;
    case "action":
      return `${cited(traced, cite)} allows other actions on it: ${actionsOf(traced)}`;
  }
}

/** Why it is refused, in a phrase for each of the nearest statements. */
export function whyNot(lacks: readonly Lack[], question: Question, cite: Cite): string {
  const { action } = question;
  if (isImpossible(question)) return `${quote(action)} has no such resource: AWS makes no request of that form`;
  if (lacks.length === 0) return `no statement of the role has ${quote(action)}`;
  return lacks.map((lack) => lacking(lack, cite)).join("; ");
}

/** What the answer depends on, when it does: the conditions of the deciding statement, or what it is narrowed to. */
export function dependsOn({ by: [first] }: Answer, lacks: readonly Lack[]): string | undefined {
  const [lack] = lacks;
  if (lack?.kind === "condition") return `when ${conditions(lack.conditions)}`;
  if (lack?.kind === "optional") return `if ${quote(lack.when)} is not empty`;
  if (first === undefined) return undefined;
  return lack?.kind === "resource" || lack === undefined
    ? `for ${actionsOf(first)} on ${resourcesOf(first)}`
    : `for ${actionsOf(first)}`;
}

/** "`kms:ViaService` is `a` or `b`, and ..." */
export function conditions(all: readonly Condition[]): string {
  return all.map(condition).join(" and ");
}

const verbs: Readonly<Record<string, readonly [positive: string, negative: string]>> = {
  equals: ["is", "is not"],
  "equals-ignoring-case": ["is", "is not"],
  like: ["is like", "is not like"],
  less: ["is below", "is not below"],
  "less-or-equal": ["is at most", "is above"],
  greater: ["is above", "is not above"],
  "greater-or-equal": ["is at least", "is below"],
};

const timeVerbs: Readonly<Record<string, string>> = { less: "is before", greater: "is after" };

function condition({ operator, name, values }: Condition): string {
  const texts = values.map((value) => quote(showTemplate(value)));
  if (operator.family === "null") return `${quote(name)} is ${/true/i.test(texts[0] ?? "") ? "absent" : "present"}`;
  const [positive = "is", negative = "is not"] = verbs[operator.comparison] ?? [];
  const time = operator.family === "date" ? timeVerbs[operator.comparison] : undefined;
  const verb = operator.negated ? negative : (time ?? positive);
  const set = operator.quantifier === undefined ? "" : operator.quantifier === "all" ? "every value of " : "a value of ";
  const many = texts.length > 4 ? `${texts.slice(0, 4).join(", ")} or ${texts.length - 4} more` : texts.join(" or ");
  return `${set}${quote(name)} ${verb} ${many}${operator.ifExists ? ", or is absent" : ""}`;
}

function actionsOf({ origin: { actions } }: TracedStatement): string {
  return some(actions, 4);
}

function resourcesOf({ origin: { resources } }: TracedStatement): string {
  return some(resources, 3);
}

function some(texts: readonly string[], most: number): string {
  const more = texts.length > most ? ` and ${texts.length - most} more` : "";
  return `${texts.slice(0, most).map(quote).join(", ")}${more}`;
}
