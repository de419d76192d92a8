/** The words of `sed` and `perl`: expressions and files. */
import type { Call } from "./context";
import { readEdit } from "./editor";
import { fetched, filesAt } from "./files";
import { unchecked } from "./state";
import { isKnown, type ShellText, unknown } from "./text";

const has = (args: readonly ShellText[], pattern: RegExp): boolean => args.some((word) => pattern.test(word));

function wordsOf(args: readonly ShellText[]): { readonly scripts: readonly ShellText[]; readonly files: readonly ShellText[] } {
  const scripts: ShellText[] = [];
  const files: ShellText[] = [];
  for (const [index, word] of args.entries()) {
    const before = args[index - 1] ?? "";
    if (/^(-[a-zA-Z]*e|--expression)$/.test(before)) scripts.push(word);
    else if (/^--expression=/.test(word)) scripts.push(word.slice("--expression=".length));
    else if (/^(-f|--file)$/.test(before)) scripts.push(unknown("a file"));
    else if (!word.startsWith("-")) files.push(word);
  }
  const [first, ...rest] = files;
  return scripts.length === 0 && first !== undefined ? { scripts: [first], files: rest } : { scripts, files };
}

/** Reads what the command edits. */
export function edit(call: Call): void {
  const { shell, args, line, name } = call;
  const inPlace = name === "perl" ? has(args, /^-[a-zA-Z]*i/) : has(args, /^-[a-zA-Z]*i|^--in-place/);
  const { scripts, files } = wordsOf(args);
  if (!inPlace) {
    // Without `-i` a script writes by its own commands only.
    const writes = scripts.some(
      (script) => /ecs\.config/.test(script) || (/(^|[;}\n/])\s*[wWe]\s|\/[gIp0-9]*[ew]\b/.test(script) && !isKnown(script)),
    );
    if (writes) unchecked(shell, `\`${name}\` may write the agent configuration`, line);
    readEdit(shell, { scripts, files: [], extended: true }, line);
    return;
  }
  readEdit(shell, { scripts, files, extended: name === "perl" || has(args, /^-\w*[rE]/) }, line);
  for (const path of files) if (filesAt(shell, path) !== undefined) fetched(shell, path, `what \`${name}\` makes of it`, line);
}
