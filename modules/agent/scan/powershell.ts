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

/** Only the code: what stands in strings is blank. */
const bare = (code: string): string =>
  code.replace(new RegExp(token.source, "g"), (piece, ...rest) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    return groups.text === undefined && groups.document === undefined ? piece : blank(piece);
  });

/** The words in front of the brackets that are open at a place, outermost first. */
function openBefore(code: string, index: number): readonly string[] {
  const open: number[] = [];
  for (let at = 0; at < index; at++) {
    if (code[at] === "{") open.push(at);
    else if (code[at] === "}") open.pop();
  }
  return open.map((at) => code.slice(Math.max(0, at - 120), at));
}

const control = /(?:\)|\b(?:else|try|finally|do|catch(?:\s*\[[^\]]*\])?))\s*$/i;
const inFunction = /\b(?:function|filter)\s+[\w:-]+\s*(?:\([^)]*\))?\s*$/i;

/** What leaves the script, or stops the instance, before the agent is started. */
function readLeaving(code: string): readonly ScanEvent[] {
  const text = bare(code);
  const start = text.toLowerCase().lastIndexOf("initialize-ecsagent");
  const pattern =
    /(?<![\w$.:-])(exit|return|throw|break|Stop-Computer|Restart-Computer|shutdown(?:\.exe)?|Exit-PSHost)(?![\w-])|\[(?:System\.)?Environment\]::Exit/gi;
  return [...text.matchAll(pattern)].flatMap((found): readonly ScanEvent[] => {
    const word = found[1] ?? "[Environment]::Exit";
    const around = openBefore(text, found.index);
    const line = lineAt(code, found.index);
    const stays = /^return$/i.test(word) && around.some((before) => inFunction.test(before) || !control.test(before));
    if (stays || (/^break$/i.test(word) && around.length > 0) || (start >= 0 && found.index > start)) return [];
    if (around.length > 0) return [{ kind: "unchecked", why: `\`${word}\` may leave the script before the agent starts`, line }];
    const why = `\`${word}\` leaves the script before the agent starts`;
    return [{ kind: "invalid", why, help: "remove it, or put it into a function", line }];
  });
}

/** Text that is computed or fetched, and then run. */
function readComputed(code: string): readonly ScanEvent[] {
  const patterns: readonly (readonly [RegExp, string])[] = [
    [/(?<![\w$.-])(?:Invoke-Expression|iex)(?![\w-])/gi, "`Invoke-Expression` runs text that is computed"],
    [/\[scriptblock\]::Create|-EncodedCommand|\.InvokeScript\(|\bAdd-Type\b/gi, "text that is computed is run"],
    [/(?:^|[;{|(=\n])\s*[&.]\s*(?:\$|\()/g, "the name of a command is computed"],
    [
      /(?:^|[;{|(\n])\s*(?:[&.]\s*)?["']?(?:\.{1,2}\\|[a-z]:\\(?!Program ?Files|Windows)|\$env:(?:TEMP|TMP)\\)[^\s"';|)]*\.(?:ps1|psm1|exe|bat|cmd)\b/gi,
      "a file is run that the scan has not seen",
    ],
    [/(?<![\w-])(?:powershell|pwsh)(?:\.exe)?\s[^\n]*-File\b/gi, "a file is run that the scan has not seen"],
    [/SetEnvironmentVariable\(\s*(?:\$|["'][^"']*["']\s*\+|\()/gi, "the name of a variable is computed"],
    [/(?:Set-Item|New-Item|si|ni)\s+(?:-Path\s+)?["']?env:\\?\$/gi, "the name of a variable is computed"],
  ];
  return patterns.flatMap(([pattern, why]) =>
    [...code.matchAll(pattern)].map((found): ScanEvent => {
      const index = found.index + (found[0].length - found[0].trimStart().length);
      return { kind: "unchecked", why, line: lineAt(code, index) };
    }),
  );
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
  events.push(...readLeaving(code), ...readComputed(code));
  return [...events, ...readVariables(code), ...readInitialize(code)];
}
