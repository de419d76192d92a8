/** A comparison of access for programs. */
import { showText, type Text } from "../../iam/text";
import type { Problem } from "../../problem";
import { type AccessChange, type AccessDiff, isWidening, type PrincipalOrResource } from "../../review/change";
import type { GuardChange } from "../../review/guards/compare";
import { jsonProblems, safeJson } from "../report/json";
import { declarationWords, guardWords } from "./guard-words";
import { riskOf } from "./risk";
import { inOrder } from "./sections";
import { changeWords, ownerWords } from "./words";

/** The whole comparison, the gravest first: the verdict, and every change with its words, its parts and its request, every guard and declaration that changed, and the warnings. Texts with late values are written `${name}`. */
export function diffJson(diff: AccessDiff, problems: readonly Problem[]): string {
  const { verdict, compared, changed, unread, unseen, guards, declarations } = inOrder(diff);
  return safeJson(
    plain({
      version: 1,
      verdict,
      compared,
      unread,
      unseen,
      changed: changed.map(({ owner, status, changes }) => ({
        ...owner,
        label: ownerWords(owner),
        status,
        changes: changes.map((change) => changeRecord(change, owner)),
      })),
      guards: guards.map(guardRecord),
      declarations: declarations.map((one) => {
        const { change, isWeaker, declaration, before } = one;
        const { head, sentence } = declarationWords(one);
        return { change, looser: isWeaker, ...declaration, before, text: `${head} ${sentence}` };
      }),
      warnings: jsonProblems(problems),
    }),
  );
}

function guardRecord(change: GuardChange): object {
  const { direction, status, stack, resource, name, before, after } = change;
  const { type, address, askedForBy } = resource;
  const { head, sentence } = guardWords(change, false);
  const states = { guard: name, before, after };
  return { direction, status, stack, type, name: resource.name, address, ...states, askedForBy, text: `${head} ${sentence}` };
}

const riskNames = ["escalation", "outsider", "write", "read", "guard", "undecided", "none"] as const;

function changeRecord(change: AccessChange, owner: PrincipalOrResource): object {
  const { sentence, example } = changeWords(change, owner);
  const words = { text: sentence, ...(example === undefined ? {} : { example }) };
  return { ...change, widening: isWidening(change), risk: riskNames[riskOf(change, owner)], ...words };
}

/** Texts as strings. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if ("late" in value || "parts" in value) return showText(value as Text);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}
