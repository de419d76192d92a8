/** What `echo` and `printf` print. */
import { type ShellText, unknown } from "./text";

const simple: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "",
  b: "",
  f: "\f",
  v: "",
  "\\": "\\",
  '"': '"',
  "'": "'",
};

/** Backslash escapes of `printf`, `echo -e` and `%b`. */
function unescaped(text: ShellText): ShellText {
  return text.replace(
    /\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|0?([0-7]{1,3})|(c)[\s\S]*|([\s\S]))/g,
    (all, hex, code, octal, end, one) => {
      const number = hex ?? code;
      if (number !== undefined) return String.fromCharCode(Number.parseInt(number, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return end === undefined ? (simple[one as string] ?? (all as string)) : "";
    },
  );
}

/** The format filled in from the arguments, used again while there are some left, as printf does. */
function formatted(format: ShellText, values: readonly ShellText[]): ShellText {
  const parts = format.split(/(%(?:%|[-+ #0]*(?:\*|\d*)(?:\.(?:\*|\d*))?[a-zA-Z]|\([^)]*\)T))/);
  const takes = parts.filter((part, index) => index % 2 === 1 && part !== "%%").length;
  const rounds = takes === 0 ? 1 : Math.min(Math.max(1, Math.ceil(values.length / takes)), 1000);
  let next = 0;
  const round = parts.map((part, index) => (): ShellText => {
    if (index % 2 === 0) return unescaped(part);
    return part === "%%" ? "%" : filled(part, values[next++] ?? "");
  });
  return Array.from({ length: rounds }, () => round.map((part) => part()).join("")).join("");
}

function filled(place: string, value: ShellText): ShellText {
  if (/^%[sdqi]$/.test(place)) return value;
  return place === "%b" ? unescaped(value) : unknown(`${place} of ${value}`);
}

/** The words of `echo` behind its options. */
function echoed(words: readonly ShellText[]): { readonly options: string; readonly text: ShellText } {
  const options = words.findIndex((word) => !/^-[neE]+$/.test(word));
  const rest = options < 0 ? [] : words.slice(options);
  return { options: (options < 0 ? words : words.slice(0, options)).join(""), text: rest.join(" ") };
}

/** What a command prints on its standard output, and what it would print if every escape were replaced, as other shells do. */
interface Printed {
  readonly output: ShellText;
  readonly escapes: ShellText;
  /** The variable that `printf -v` sets instead. */
  readonly variable?: string;
}

/** The text that `echo` or `printf` prints; nothing for other commands. */
export function printed(name: string, words: readonly ShellText[]): Printed | undefined {
  if (name === "echo") {
    const { options, text } = echoed(words);
    const escapes = unescaped(text);
    const body = options.includes("e") && !options.endsWith("E") ? escapes : text;
    return { output: options.includes("n") ? body : `${body}\n`, escapes };
  }
  if (name !== "printf") return undefined;
  const [first = "", second = ""] = words;
  const variable = first === "-v" ? { variable: second } : {};
  const rest = words.slice(first === "-v" ? 2 : 0);
  const [format = "", ...values] = rest[0] === "--" ? rest.slice(1) : rest;
  const output = formatted(format, values);
  return { output, escapes: output.replace(/\\n/g, "\n"), ...variable };
}
