/**
 * Which YAML is so plain that every reader takes it for the same: block mappings and lists, braces and brackets that close on their line, plain
 * and quoted text, comments. Anchors, tags, block scalars, lines without a key or a dash, tabs and the like are not.
 */

const quotedText = String.raw`"(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"|'(?:[^']|'')*'`;
const plainKey = "[A-Za-z_][A-Za-z0-9_./-]*";

/** Dashes, a key, and what follows. */
const opening = new RegExp(`^ *((?:- +)*)(?:(${plainKey}|${quotedText}):(?= |$))? *(.*)$`);
const silent = /^ *(?:#|$)/;
const afterValue = /^ *(?:$| #)/;
const wholeQuoted = new RegExp(`^(?:${quotedText})`);
const plainStart = /^[A-Za-z0-9_./$(]/;

/** A bracket or a comma, or an entry of braces and brackets: a key, or text that holds none of their signs. */
const flowToken = new RegExp(` *(?:[{}[\\],]|(${plainKey}|${quotedText}): +|${quotedText}|([A-Za-z0-9_./$(][^,[\\]{}#]*))`, "y");

/** Keys that YAML reads as something else than text. */
const noText = /^(?:true|false|null)$/i;

/** Longer keys are an error of YAML where they stand before their colon (https://yaml.org/spec/1.2.2/#rule-ns-s-implicit-yaml-key). */
const longestKey = 1000;

/** Whether every line of a text is beyond doubt. What it says of a text that is not YAML at all means nothing. */
export function isPlainYaml(text: string): boolean {
  if (/[\t\r]|^(?:---|\.\.\.|%)/m.test(text)) return false;
  return text.split("\n").every((line) => silent.test(line) || isPlainLine(line));
}

function isPlainLine(line: string): boolean {
  const [, dashes, key, rest = ""] = opening.exec(line) ?? [];
  if (key === undefined) return dashes !== "" && isPlainValue(rest);
  return isPlainKey(key) && (rest === "" || rest.startsWith("#") || isPlainValue(rest));
}

function isPlainKey(key: string): boolean {
  return !noText.test(key) && key.length <= longestKey;
}

function isPlainValue(rest: string): boolean {
  const [quoted] = wholeQuoted.exec(rest) ?? [];
  if (quoted !== undefined) return afterValue.test(rest.slice(quoted.length));
  if (/^[{[]/.test(rest)) return isPlainFlow(rest);
  const comment = rest.indexOf(" #");
  return isPlainText(comment < 0 ? rest : rest.slice(0, comment));
}

function isPlainText(text: string): boolean {
  return plainStart.test(text) && !/:(?: |$)/.test(text.trimEnd());
}

function isPlainToken(key: string | undefined, text: string | undefined): boolean {
  return key === undefined ? text === undefined || isPlainText(text) : isPlainKey(key);
}

/** Braces and brackets that are balanced, with nothing but a comment behind them. What stands in braces has a key: what has none would be a key itself. */
function isPlainFlow(rest: string): boolean {
  const open: string[] = [];
  let afterKey = false;
  flowToken.lastIndex = 0;
  do {
    const start = flowToken.lastIndex;
    const [token, key, text] = flowToken.exec(rest) ?? [];
    if (token === undefined || !isPlainToken(key, text)) return false;
    const sign = rest.slice(start, flowToken.lastIndex).trim();
    const isKeyless = key === undefined && !afterKey && !["}", "]", ","].includes(sign);
    if (isKeyless && open.at(-1) === "{") return false;
    if (sign === "{" || sign === "[") open.push(sign);
    else if ((sign === "}" || sign === "]") && open.pop() !== (sign === "}" ? "{" : "[")) return false;
    afterKey = key !== undefined;
  } while (open.length > 0);
  return afterValue.test(rest.slice(flowToken.lastIndex));
}
