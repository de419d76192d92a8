/** The words of messages about values: what was found, what is possible, how to mend it. */
import { quote } from "../problem";
import type { YamlNode } from "./tree";

/** What stands in the file, in the words of a message. */
export function found(node: YamlNode): string {
  if (node.kind === "list") return "a list";
  if (node.kind === "mapping") return "a mapping";
  if (node.value === null) return "nothing";
  if (typeof node.value === "string") return `the text ${quote(node.value)}`;
  return typeof node.value === "number" ? `the number ${quote(node.source)}` : quote(node.source);
}

/** How to turn what was found into one of `options`, where that is plain. */
export function cure(node: YamlNode, options: readonly string[]): string | undefined {
  const list = options.some((option) => option.startsWith("a list"));
  const mapping = options.includes("a mapping");
  if (node.kind === "list") return mapping ? "write `name: value` lines, without `-`" : undefined;
  if (node.kind === "mapping") return list ? "begin every item with `-`" : undefined;
  if (node.value === null) return list || mapping ? `remove the key, or write \`${list ? "[]" : "{}"}\`` : undefined;
  if (typeof node.value === "string") return stringCure(node.value, list, options);
  if (options.some(isText)) return numberCure(node.source, node.value);
  return list ? `write \`[${node.source}]\`` : undefined;
}

function isText(option: string): boolean {
  return (
    option === "text" ||
    option.startsWith("an ") ||
    (option.startsWith("a ") && !/^a (?:list|mapping|number|whole number)/.test(option))
  );
}

function stringCure(value: string, list: boolean, options: readonly string[]): string | undefined {
  if (list) return `write it as a list: ${quote(`[${value}]`)}`;
  const isNumber = options.some((option) => option.endsWith("number")) && /^-?[0-9]+$/.test(value);
  const isBoolean = options.includes(words.boolean) && /^(?:true|false)$/i.test(value);
  if (isNumber || isBoolean) return "remove the quotes";
  if (!options.includes(words.boolean) || !/^(?:yes|no|on|off)$/i.test(value)) return undefined;
  return `write \`${/^(?:yes|on)$/i.test(value)}\``;
}

const words = { boolean: "`true` or `false`" } as const;

function numberCure(source: string, value: string | number | boolean): string {
  const zeros = typeof value === "number" && /^0[0-9]/.test(source) ? "; without them its leading zeros are lost" : "";
  return `put it in quotes: \`"${source}"\`${zeros}`;
}

/** A list of values in backticks, for a sentence. */
export function choices(values: readonly unknown[]): string {
  return values
    .map((value) => `\`${String(value)}\``)
    .join(", ")
    .replace(/, (?=[^,]*$)/, " or ");
}
