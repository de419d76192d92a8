/** Outside programs that are given the agent's configuration. */
import type { Call } from "./context";
import { unchecked } from "./state";
import { shown } from "./text";

/** Commands that read what they name, or change nothing of its text. */
const readers = new Set([
  ...[
    "cat",
    "grep",
    "egrep",
    "fgrep",
    "zgrep",
    "head",
    "tail",
    "wc",
    "ls",
    "ll",
    "stat",
    "file",
    "test",
    "[",
    "md5sum",
    "sha1sum",
  ],
  ...[
    "sha256sum",
    "sha512sum",
    "cksum",
    "diff",
    "cmp",
    "comm",
    "cut",
    "sort",
    "uniq",
    "paste",
    "tac",
    "rev",
    "nl",
    "fold",
    "column",
  ],
  ...[
    "logger",
    "less",
    "more",
    "od",
    "xxd",
    "hexdump",
    "strings",
    "jq",
    "yq",
    "chmod",
    "chown",
    "chgrp",
    "touch",
    "mkdir",
    "readlink",
  ],
  ...[
    "realpath",
    "dirname",
    "basename",
    "du",
    "df",
    "getfacl",
    "restorecon",
    "chcon",
    "setfacl",
    "echo",
    "printf",
    "wall",
    "cd",
    "pushd",
  ],
  ...[
    "sed",
    "awk",
    "gawk",
    "mawk",
    "tr",
    "base64",
    "gzip",
    "systemctl",
    "inotifywait",
    "lsattr",
    "namei",
    "tree",
    "which",
    "type",
  ],
  ...[
    "perl",
    "unlink",
    "shred",
    "truncate",
    "rmdir",
    "aws",
    "curl",
    "wget",
    "semanage",
    "tar",
    "zip",
    "cpio",
    "find",
    "rsync",
    "scp",
    "cp",
    "mv",
    "ln",
    "install",
    "dd",
    "rm",
    "tee",
  ],
  ...[
    "export",
    "declare",
    "local",
    "readonly",
    "typeset",
    "alias",
    "set",
    "trap",
    "source",
    ".",
    "mapfile",
    "read",
    "envsubst",
    "date",
  ],
  ...["true", "false", ":", "exit", "return", "sleep", "wait", "env", "id", "hostname", "uname", "mountpoint", "findmnt"],
]);

/** Whether an outside program is given the agent's configuration, and so may change it. */
export function readForeign(call: Call): void {
  const { shell, name, args, line } = call;
  if (readers.has(name)) return;
  const folder = ["docker", "podman", "nerdctl", "ctr", "mount", "chattr"].includes(name);
  for (const word of args) {
    const path = word.replace(/^-[A-Za-z]|^--?[A-Za-z-]+=/, "");
    const mounts = folder && /^(\/|\/etc\/?|\/etc\/ecs\/?)(:|$)/.test(path);
    const names = /(^|[^A-Za-z0-9_.-])(\/etc\/ecs|\/var\/lib\/ecs)(?![A-Za-z0-9_-])|ecs\.config/.test(shown(word));
    if (!mounts && !names) continue;
    unchecked(shell, `\`${shown(name)}\` is given \`${shown(word).slice(0, 80)}\`, and may change the agent configuration`, line);
  }
}
