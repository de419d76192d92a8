/** What PowerShell does to the agent's configuration on Windows. */
import { type ScanEvent, watched } from "./event";

/** PowerShell without comments, every line in its place, and what is left open at its end. */
interface Code {
  readonly code: string;
  readonly open?: string;
  readonly line: number;
}

const single = "'\u2018\u2019\u201a\u201b";
const double = '"\u201c\u201d\u201e';

/** Comments, here-strings and strings; everything else is one character at a time. */
const token = new RegExp(
  [
    "(?<block><#[\\s\\S]*?(?:#>|$(?![\\s\\S])))",
    `(?<document>@[${single}][ \\t]*\\n[\\s\\S]*?(?:\\n[${single}]@|$(?![\\s\\S]))|@[${double}][ \\t]*\\n[\\s\\S]*?(?:\\n[${double}]@|$(?![\\s\\S])))`,
    `(?<text>[${single}](?:[^${single}]|[${single}]{2})*(?:[${single}]|$(?![\\s\\S]))|[${double}](?:[^${double}\`]|\`[\\s\\S]|[${double}]{2})*(?:[${double}]|$(?![\\s\\S])))`,
    "(?<line>(?<![\\w`])#[^\\n]*)",
    "(?<escaped>`[\\s\\S])",
    "(?<bracket>[{}()])",
  ].join("|"),
  "gy",
);

/** A whole string: its last mark is neither escaped nor one of a pair. */
const closed = new RegExp(
  `^(?:[${single}](?:[^${single}]|[${single}]{2})*[${single}]|[${double}](?:[^${double}\`]|\`[\\s\\S]|[${double}]{2})*[${double}])$`,
);

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** What an unfinished token is called, if this one is unfinished. */
function unfinished(groups: Readonly<Record<string, string | undefined>>): string | undefined {
  const { block, document, text } = groups;
  if (block !== undefined && !/^<#[\s\S]*#>$/.test(block)) return "a comment";
  if (document !== undefined && !new RegExp(`\\n[${single}${double}]@$`).test(document)) return "a here-string";
  if (text !== undefined && !closed.test(text)) return "a string";
  return undefined;
}

function readCode(text: string): Code {
  let code = "";
  let open: string | undefined;
  const brackets: number[] = [];
  for (let at = 0; at < text.length && open === undefined; ) {
    token.lastIndex = at;
    const found = token.exec(text);
    const groups: Readonly<Record<string, string | undefined>> = found?.groups ?? {};
    const piece = found?.[0] ?? text[at] ?? "";
    open = unfinished(groups);
    const { bracket } = groups;
    if (bracket === "{" || bracket === "(") brackets.push(at);
    else if (bracket !== undefined) brackets.pop();
    code += groups.block !== undefined || groups.line !== undefined ? blank(piece) : piece;
    at += piece.length;
  }
  const from = open === undefined ? (brackets.at(-1) ?? 0) : code.length - 1;
  const what = open ?? (brackets.length > 0 ? "a bracket" : undefined);
  return { code, line: code.slice(0, from).split("\n").length, ...(what === undefined ? {} : { open: what }) };
}

/** The value as the agent will see it in its environment. */
function plain(text: string): string {
  if (/^\$(true|false)$/i.test(text)) return text.slice(1).toLowerCase();
  const inner = new RegExp(`^[${single}${double}]([\\s\\S]*)[${single}${double}]$`).exec(text);
  return inner?.[1]?.replaceAll('`"', '"') ?? text;
}

const value = `(\\$\\w+|"(?:[^"\`]|\`.)*"|'[^']*'|[^\\s,;)]+)`;
const lineAt = (code: string, index: number): number => code.slice(0, index).split("\n").length;

function readVariables(code: string): readonly ScanEvent[] {
  const pattern = new RegExp(
    `(?<![A-Z0-9_])(${watched.join("|")})(?![A-Z0-9_])['"}]?(?:\\s*[,=]\\s*|[ \\t]+(?:-Value[ \\t]+)?)${value}`,
    "gi",
  );
  return [...code.matchAll(pattern)].flatMap((found): readonly ScanEvent[] => {
    const name = (found[1] ?? "").toUpperCase();
    const text = plain(found[2] ?? "");
    // The variable alone does not set up the credential proxy: only the parameter of Initialize-ECSAgent counts as on.
    if (name === "ECS_ENABLE_TASK_IAM_ROLE" && text.toLowerCase() === "true") return [];
    return [{ kind: "set", name, value: text, line: lineAt(code, found.index) }];
  });
}

const parameters: Readonly<Record<string, string>> = {
  EnableTaskIAMRole: "ECS_ENABLE_TASK_IAM_ROLE",
  EnableTaskENI: "ECS_ENABLE_TASK_ENI",
  AwsvpcBlockIMDS: "ECS_AWSVPC_BLOCK_IMDS",
};

function readInitialize(code: string): readonly ScanEvent[] {
  return [...code.matchAll(/(?<![\w-])Initialize-ECSAgent\b((?:`\r?\n|[^\n;|])*)/gi)].flatMap((call): readonly ScanEvent[] => {
    const line = lineAt(code, call.index);
    const given = call[1] ?? "";
    // Splatted parameters are looked for in the whole text.
    const splat = /(^|\s)@\w+/.test(given);
    const events: ScanEvent[] = [{ kind: "initialize", line }];
    for (const [parameter, name] of Object.entries(parameters)) {
      const direct = new RegExp(`-${parameter}\\b(?:\\s*:\\s*([^\\s;}]+))?`, "i").exec(given);
      const splatted = splat ? new RegExp(`\\b${parameter}\\b['"]?\\s*=\\s*([^\\s;}]+)`, "i").exec(code) : null;
      if (direct !== null) events.push({ kind: "set", name, value: plain(direct[1] ?? "$true"), line });
      else if (splatted !== null) events.push({ kind: "set", name, value: plain(splatted[1] ?? ""), line });
    }
    const cluster = new RegExp(`-Cluster\\b[\\s:]+${value}`, "i").exec(given);
    if (cluster !== null) events.push({ kind: "set", name: "ECS_CLUSTER", value: plain(cluster[1] ?? ""), line });
    return events;
  });
}

/**
 * The events of PowerShell. Text that is left open, or leaves the script, is an `invalid` event: what follows it, the start of the agent,
 * would not run. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_windows_container_instance.html
 */
export function readPowershell(text: string): readonly ScanEvent[] {
  const { code, open, line } = readCode(text);
  const events: ScanEvent[] = [];
  if (open !== undefined) {
    events.push({ kind: "invalid", why: `${open} is not closed, so that nothing after it runs`, help: "close it", line });
  }
  const leaves = /^(exit|return)\b/im.exec(code);
  if (leaves !== null) {
    const why = `\`${leaves[1]}\` leaves the script before the agent starts`;
    events.push({ kind: "invalid", why, help: "remove it, or put it into a function", line: lineAt(code, leaves.index) });
  }
  return [...events, ...readVariables(code), ...readInitialize(code)];
}
