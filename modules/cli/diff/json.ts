/** A comparison of access for programs. */
import { showText, type Text } from "../../iam/text";
import { type AccessDiff, isWidening } from "../../review/change";
import { safeJson } from "../report/json";
import { changeWords, ownerWords } from "./words";

/** The whole comparison: the verdict, and every change with its words, its parts and its request. Texts with late values are written `${name}`. */
export function diffJson({ verdict, compared, changed, unread }: AccessDiff): string {
  return safeJson(
    plain({
      version: 1,
      verdict,
      compared,
      unread,
      changed: changed.map(({ owner, status, changes }) => ({
        ...owner,
        label: ownerWords(owner),
        status,
        changes: changes.map((change) => {
          const { sentence, example } = changeWords(change, owner);
          const words = { text: sentence, ...(example === undefined ? {} : { example }) };
          return { ...change, widening: isWidening(change), ...words };
        }),
      })),
    }),
  );
}

/** Texts as strings. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if ("late" in value || "parts" in value) return showText(value as Text);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}
