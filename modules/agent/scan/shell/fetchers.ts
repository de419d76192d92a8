/** Commands that bring files along whose text nobody knows. */
import type { Call } from "./context";
import { fetched, isAbove, overwrite } from "./files";
import { unchecked } from "./state";
import { isKnown, type ShellText, shown } from "./text";

const has = (args: readonly ShellText[], pattern: RegExp): boolean => args.some((word) => pattern.test(word));

/** The files that a word of `curl` or `wget`, and the one behind it, name. */
function namedBy({ name, args }: Call, word: ShellText, after: ShellText | undefined): readonly ShellText[] {
  if (name !== "curl" && name !== "wget") return [];
  const output = name === "curl" ? /^(-\w*o|--output)$/ : /^(-\w*O|--output-document)$/;
  const joined = name === "curl" ? /^-[a-zA-Z]*o(.+)$/ : /^-[a-zA-Z]*O(.+)$/;
  const given = /^--output(?:-document)?=(.*)$/.exec(word)?.[1] ?? (word.startsWith("--") ? undefined : joined.exec(word)?.[1]);
  const url = /^(?:https?|s3|ftp):\/\/\S*\/([^/?#\s]+)/.exec(word)?.[1];
  const named =
    name === "wget" ? !has(args, /^-\w*O|^--output-document/) : has(args, /^(-\w*O\w*|--remote-name|--remote-name-all)$/);
  return [
    ...(output.test(word) && after !== undefined ? [after] : []),
    ...(given === undefined ? [] : [given]),
    ...(url !== undefined && named ? [url] : []),
  ];
}

/** Fetches a file: nobody knows its text. */
export function fetchFile(call: Call): void {
  const { shell, name, args, line } = call;
  const what = `what \`${name}\` fetches`;
  const paths = args.flatMap((word, index) => namedBy(call, word, args[index + 1]));

  if (name === "aws" && args[0] === "s3") paths.push(...awsTargets(call));
  if (name === "scp" || name === "rsync") paths.push(args.at(-1) ?? "");
  const folder = name === "wget" ? args.find((_, index) => /^(-P|--directory-prefix)$/.test(args[index - 1] ?? "")) : undefined;
  if (folder !== undefined) paths.push(`${folder.replace(/\/$/, "")}/`);
  if (name === "curl" && has(args, /^(-K|--config)/)) unchecked(shell, "what `curl` does stands in a file", line);
  for (const path of paths.filter((one) => one !== "-" && one !== "" && one !== "/dev/null" && !one.startsWith("s3://"))) {
    overwrite(shell, path, `\`${name}\` replaces it`, line);
    const above = isAbove(shell, path) && path !== "." && path !== "./" && isKnown(path);
    if (above) unchecked(shell, `\`${name}\` fetches into \`${shown(path)}\`, where the agent configuration is`, line);
    fetched(shell, path, what, line);
  }
}

function awsTargets({ args }: Call): readonly ShellText[] {
  const words = args
    .slice(2)
    .filter(
      (word, index, all) =>
        !word.startsWith("--") && !/^--(region|profile|endpoint-url|exclude|include|sse|acl)$/.test(all[index - 1] ?? ""),
    );
  const [from = "", to = ""] = words;
  if (from.startsWith("s3://") || args[1] === "sync") {
    const folder = to.endsWith("/") || to === "." || args[1] === "sync" || args.includes("--recursive");
    return folder && args[1] === "cp" && !args.includes("--recursive")
      ? [`${to === "." ? "" : to}${from.replace(/^.*\//, "")}`]
      : [folder ? `${to.replace(/\/$/, "")}/` : to];
  }
  return args[1] === "mv" ? words.slice(0, 1) : [];
}

/** Unpacks an archive. */
export function extract(call: Call): void {
  const { shell, name, args, line } = call;
  if (name === "tar" && !has(args, /^-?[a-zA-Z]*x|^--(extract|get)$/)) return;
  const option = name === "tar" ? /^(?:-C|--directory=?)(.*)$/ : /^-d(.*)$/;
  const at = args.findIndex((word) => option.test(word));
  const folder = option.exec(args[at] ?? "")?.[1] || (args[at + 1] ?? ".");
  if (at < 0 ? false : isKnown(folder) && isAbove(shell, folder)) {
    unchecked(shell, `\`${name}\` unpacks into \`${shown(folder)}\`, where the agent configuration is`, line);
  }
  fetched(shell, `${at < 0 ? shell.directory : folder}/`, `what \`${name}\` unpacks`, line);
}
