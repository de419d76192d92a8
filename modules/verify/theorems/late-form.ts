/** Answers about two texts that late values decide only by which of them are the same one: given once for all texts of one form. */
import { partsOf, type Text } from "../../iam/text";

/** A text but for what its late values are called. Two texts of one id differ in those names only. */
export interface LateForm {
  readonly id: string;
  /** The names, each once, in the order in which they first come. */
  readonly names: readonly string[];
}

/** The form of a text, together with the key of another that has no further late value. Nothing for texts without late values. */
export function lateFormOf(value: Text, key = ""): LateForm | undefined {
  if (typeof value === "string") return undefined;
  const names: string[] = [];
  const numberOf = (name: string): number => {
    if (!names.includes(name)) names.push(name);
    return names.indexOf(name);
  };
  const parts = partsOf(value).map((part) =>
    typeof part === "string" ? part : [part.late, part.mayBeEmpty === true, numberOf(part.name)],
  );
  const own = names.length;
  const beside = key.split("\0").map((part, index) => (index % 2 === 0 ? part : numberOf(part)));
  return names.length > own ? undefined : { id: JSON.stringify([parts, beside]), names };
}

/** Keeps the answers about two texts by their forms, where they have no late value in common; any other two are decided anew. */
export class AnswersByForm<T> {
  private readonly known = new Map<string, Map<string, T>>();

  answer(left: LateForm | undefined, right: LateForm | undefined, decide: () => T): T {
    if (left === undefined || right === undefined || left.names.some((name) => right.names.includes(name))) return decide();
    const answers = this.known.get(left.id) ?? new Map<string, T>();
    this.known.set(left.id, answers);
    const known = answers.get(right.id);
    if (known !== undefined) return known;
    const decided = decide();
    answers.set(right.id, decided);
    return decided;
  }
}
