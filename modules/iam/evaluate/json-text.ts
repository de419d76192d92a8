/** JSON text without its silent trap: `JSON.parse` keeps the last of two equal keys, AWS refuses them, and so does this. */
import { error, type Outcome, type Path, type Problem, quote } from "../../problem";

/** More text than any policy that AWS accepts (32 KB) by a wide margin. */
const MAX_TEXT = 1_000_000;

/** A policy document needs six levels. */
const MAX_DEPTH = 64;

/**
 * The value that JSON text writes. Problems: `policy-too-large` past a million characters, `policy-not-json`, `too-deep`, and `duplicate-key`
 * for each key that an object has twice, with its path
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html#policies-grammar-notes).
 */
export function parseJson(text: string): Outcome<unknown> {
  if (text.length > MAX_TEXT) {
    return refuse(error("policy-too-large", [], "the policy has more than a million characters"));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return refuse(
      error("policy-not-json", [], `the policy is not JSON: ${cause instanceof Error ? cause.message : "unreadable"}`),
    );
  }
  const { duplicates, deep } = traps(text);
  const problems = duplicates.map((path) =>
    error("duplicate-key", path, `the key ${quote(String(path.at(-1)))} appears twice`, "keep one of the two"),
  );
  if (deep !== undefined) problems.push(error("too-deep", deep, `the policy is nested deeper than ${MAX_DEPTH} levels`));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value, problems: [] };
}

function refuse(problem: Problem): Outcome<never> {
  return { ok: false, problems: [problem] };
}

/** An object or list that is still open: the keys seen so far, and where in it the reading is. */
interface Open {
  readonly keys: Set<string>;
  place: string | number;
}

/**
 * The paths of the keys that an object repeats, and of the first thing that is nested too deep. The text is known to be JSON, so that
 * brackets, commas, colons and strings tell everything.
 */
function traps(text: string): { readonly duplicates: readonly Path[]; readonly deep?: Path } {
  const duplicates: Path[] = [];
  const open: Open[] = [];
  const path = (): Path => open.map(({ place }) => place);
  let string = '""';
  for (const lexeme of lexemes(text)) {
    const top = open.at(-1);
    if (lexeme === "{" || lexeme === "[") {
      if (open.length === MAX_DEPTH) return { duplicates, deep: path() };
      open.push({ keys: new Set(), place: 0 });
    } else if (lexeme === "}" || lexeme === "]") open.pop();
    else if (top !== undefined && advance(top, lexeme, string)) duplicates.push(path());
    if (lexeme.startsWith('"')) string = lexeme;
  }
  return { duplicates };
}

/** Moves on in an open list or object; true when the key before a colon was there before. */
function advance(top: Open, lexeme: string, string: string): boolean {
  if (lexeme === "," && typeof top.place === "number") top.place += 1;
  if (lexeme !== ":") return false;
  const key = String(JSON.parse(string));
  const again = top.keys.has(key);
  top.keys.add(key);
  top.place = key;
  return again;
}

/** The punctuation and the strings of JSON text, in order; numbers and words are of no interest. */
function* lexemes(text: string): Generator<string> {
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (character === '"') {
      const end = endOfString(text, index);
      yield text.slice(index, end);
      index = end - 1;
    } else if ("{}[],:".includes(character)) yield character;
  }
}

/** The index after the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === "\\" ? 2 : 1;
  return index + 1;
}
