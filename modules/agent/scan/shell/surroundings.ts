/** What the words of a script depend on: the state of its shell, and the substitutions that they run. */
import type { ShellContext } from "./context";
import { copyOf, leave, type Shell, valuesOf } from "./state";
import { type ShellText, shown, unknown } from "./text";
import type { WordSurroundings } from "./words";

type Substitution = Parameters<WordSurroundings["substitute"]>[0];

function substitute(shell: Shell, part: Substitution, context: ShellContext): ShellText {
  const { script } = part;
  if (script === undefined) return unknown(part.text);
  const line = context.place.lineOf(part.pos);
  const inner = copyOf(shell);
  inner.left = false;
  inner.failing = false;
  const { output } = context.tree(
    inner,
    script,
    part.type === "ProcessSubstitution" && part.operator === ">" ? unknown("input") : "",
    context,
    line,
  );
  if (part.type === "CommandExpansion") return output;
  const path = `/dev/fd/${shell.log.files.size + 1000}`;
  shell.log.files.set(path, [{ text: output, line, linesMatch: false }]);
  return path;
}

/** The surroundings of a word that stands in this place of this shell. */
export function surroundings(shell: Shell, context: ShellContext): WordSurroundings {
  return {
    valuesOf: (name) => {
      const set = shell.variables.has(name) || /^\d|^[^A-Za-z_]/.test(name);
      if (!set && shell.unset) leave(shell);
      return valuesOf(shell, name);
    },
    assign: (name, values) => shell.variables.set(name, values),
    parameters: () => shell.parameters,
    substitute: (part) => substitute(shell, part, context),
    runInside: (part) => context.inside(shell, part, context),
  };
}

/** A text as one value: unknown when there are several. */
export function oneOf(texts: readonly ShellText[], source: string): ShellText {
  return texts.length === 1 ? (texts[0] ?? "") : unknown(texts.map(shown).join(" or ") || source);
}
