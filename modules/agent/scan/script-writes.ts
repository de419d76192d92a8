/** What the commands of a script do to the agent's configuration. */
import { readConfigurationLines, readMentions, type ScanEvent, watchedIn } from "./event";
import { readShell, type ShellCommand } from "./shell";

const configurationFile = /(^|\/)ecs\.config$/;
const shells = /^(?:ba|da|k|z|a)?sh$|^eval$|^su$/;
const deepest = 4;

/** Words that stand before the command they introduce. */
const prefixes = new Set([
  ...[
    "sudo",
    "exec",
    "command",
    "builtin",
    "nohup",
    "time",
    "env",
    "then",
    "do",
    "else",
    "if",
    "elif",
    "while",
    "until",
    "!",
    "{",
    "-E",
  ],
]);

/** Commands that replace or remove the file that one of their words names; for the copying ones it is the last word. */
const removers = new Set(["rm", "unlink", "shred", "truncate"]);
const copiers = new Set(["cp", "mv", "ln", "install", "rsync", "scp", "aws", "curl", "wget", "dd"]);

/** `%s`, `%b`, `%d` filled in from the arguments, the format used again while there are some left, as printf does. */
function formatted(format: string, values: readonly string[]): string {
  const places = format.match(/%[sbdq]/g)?.length ?? 0;
  if (places === 0) return format;
  const rounds = Math.max(1, Math.ceil(values.length / places));
  let next = 0;
  return Array.from({ length: rounds }, () => format.replace(/%[sbdq]/g, () => values[next++] ?? "")).join("");
}

const unescaped = (text: string): string => text.replaceAll("\\n", "\n").replaceAll("\\t", "\t").replaceAll('\\"', '"');

/** The text that `echo` or `printf` prints. */
function printed(name: string, words: readonly string[]): string | undefined {
  const options = words.findIndex((word) => !/^-[neE]+$/.test(word));
  const rest = options < 0 ? [] : words.slice(options);
  if (name === "echo") return unescaped(rest.join(" "));
  return name === "printf" ? unescaped(formatted(rest[0] ?? "", rest.slice(1))) : undefined;
}

/** One `s` command of sed or perl, split at its delimiter. */
function substitution(script: string): { pattern: string; replacement: string } | undefined {
  const start = /(?:^|[;\s\d$/])s([/|#,@!:~])/.exec(script);
  const delimiter = start?.[1];
  if (start === null || delimiter === undefined) return undefined;
  const [pattern = "", replacement] = script.slice(start.index + start[0].length).split(delimiter);
  return replacement === undefined ? undefined : { pattern, replacement };
}

function readEditor(words: readonly string[], line: number): readonly ScanEvent[] {
  const onFile = words.some((word) => configurationFile.test(word));
  return words.flatMap((word): readonly ScanEvent[] => {
    const change = substitution(word);
    const named = watchedIn(word);
    if (change === undefined) {
      if (named === undefined) return [];
      const set = readConfigurationLines(word.replace(/^.*?[aci]\\?\s*(?=ECS_)/, ""), line, false);
      return set.length > 0 ? set : [{ kind: "overwrite", name: named, how: "removes or rewrites its line", line }];
    }
    const set = readConfigurationLines(change.replacement, line, false);
    if (set.length > 0) return set;
    const blind = onFile && /true|=|^\.\*|\^/.test(change.pattern) && named === undefined;
    if (named === undefined && !blind) return [];
    return [{ kind: "overwrite", ...(named === undefined ? {} : { name: named }), how: "rewrites it in place", line }];
  });
}

/** Whether the command replaces or removes the agent's configuration file. */
function replaces(name: string, words: readonly string[]): string | undefined {
  const named = words.some((word) => configurationFile.test(word.replace(/^of=/, "")));
  if (!named) return undefined;
  if (removers.has(name)) return `\`${name}\` removes or empties it`;
  if (name === "tee")
    return words.some((word) => /^(-\w*a\w*|--append)$/.test(word)) ? undefined : "`tee` without `-a` replaces it";
  const target = ["curl", "wget", "dd"].includes(name) ? named : configurationFile.test(words.at(-1) ?? "");
  return copiers.has(name) && target ? `\`${name}\` replaces it` : undefined;
}

/** The unit of the agent waits for cloud-init, so that starting it from a script waits for ever. */
function waitsForever(name: string, words: readonly string[]): boolean {
  if (name !== "systemctl" || words.includes("--no-block")) return false;
  const starts =
    words.some((word) => ["start", "restart", "try-restart", "reload-or-restart"].includes(word)) || words.includes("--now");
  return (
    starts &&
    words.some((word) => word === "ecs" || word === "ecs.service") &&
    !words.includes("disable") &&
    !words.includes("mask")
  );
}

/** What the command does to the file as a whole, whatever it writes. */
function readTarget(name: string, words: readonly string[], command: ShellCommand): readonly ScanEvent[] {
  const { line, redirects } = command;
  const events: ScanEvent[] = [];
  if (redirects.some(({ append, target }) => !append && configurationFile.test(target))) {
    events.push({ kind: "overwrite", how: "`>` empties it first", line });
  }
  const how = replaces(name, words);
  if (how !== undefined) events.push({ kind: "overwrite", how, line });
  if (waitsForever(name, words)) {
    const why = "starting the agent here waits for ever: its unit starts after cloud-init";
    events.push({ kind: "invalid", why, help: "remove it, or use `systemctl --no-block`", line });
  }
  return events;
}

/** What the command's words say, by what the command does with them. */
function readWords(name: string, words: readonly string[], line: number, depth: number): readonly ScanEvent[] {
  const text = printed(name, words);
  if (text !== undefined) return readConfigurationLines(text, line, false);
  if (name === "sed" || name === "perl") return readEditor(words, line);
  if (shells.test(name) && depth < deepest) return words.flatMap((word) => readScript(word, line, false, depth + 1));
  return words.flatMap((word) => readWordMentions(word, line));
}

function readCommand(command: ShellCommand, depth: number): readonly ScanEvent[] {
  const found = command.words.findIndex((word) => !prefixes.has(word) && !/^[A-Za-z_]\w*=/.test(word));
  const first = found < 0 ? command.words.length : found;
  const name = (command.words[first] ?? "").replace(/^.*\//, "");
  const rest = command.words.slice(first + 1);
  const inner = shells.test(name) && depth < deepest;
  return [
    // Assignments in front of the command, or alone.
    ...command.words.slice(0, first).flatMap((word) => readWordMentions(word, command.line)),
    ...readTarget(name, rest, command),
    ...readWords(name, rest, command.line, depth),
    ...command.documents.flatMap(({ text, line }) => {
      return inner ? readScript(text, line, true, depth + 1) : readConfigurationLines(text, line);
    }),
  ];
}

function readWordMentions(word: string, line: number): readonly ScanEvent[] {
  const name = watchedIn(word);
  if (name === undefined) return [];
  // A plain assignment keeps its value to the last character; anything else may go on behind it.
  return word.startsWith(`${name}=`) ? readConfigurationLines(word, line, false) : readMentions(word, line, false);
}

/**
 * The events of a shell script, in order: what it echoes, prints, writes in here-documents, passes to `tee`, edits with `sed`, assigns and
 * exports, whatever the target, because text for the agent often takes detours.
 */
export function readScript(text: string, line: number, linesMatch = true, depth = 0): readonly ScanEvent[] {
  const events = readShell(text, line).flatMap((command) => readCommand(command, depth));
  return linesMatch ? events : events.map((event) => ({ ...event, line }));
}
