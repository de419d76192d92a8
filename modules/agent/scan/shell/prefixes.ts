/** Commands that run the command behind them. */
import type { ShellText } from "./text";

/** How the words of such a command go: options that take the next word, and how many words stand before the command. */
interface Prefix {
  readonly valued: readonly string[];
  readonly operands?: number;
  readonly assignments?: true;
}

const prefixes: Readonly<Record<string, Prefix>> = {
  sudo: { valued: ["-u", "-g", "-h", "-p", "-C", "-r", "-t", "-T", "-U", "-D", "-R", "--user", "--group"], assignments: true },
  doas: { valued: ["-u", "-C"] },
  env: { valued: ["-u", "-C", "--unset", "--chdir"], assignments: true },
  timeout: { valued: ["-s", "-k", "--signal", "--kill-after"], operands: 1 },
  nice: { valued: ["-n", "--adjustment"] },
  ionice: { valued: ["-c", "-n", "--class", "--classdata"] },
  chrt: { valued: ["-T", "-P", "-D"], operands: 1 },
  taskset: { valued: [], operands: 1 },
  stdbuf: { valued: ["-i", "-o", "-e"] },
  nohup: { valued: [] },
  setsid: { valued: [] },
  time: { valued: ["-f", "-o"] },
  command: { valued: [] },
  builtin: { valued: [] },
  exec: { valued: ["-a"] },
  xargs: {
    valued: ["-I", "-n", "-P", "-L", "-d", "-a", "-s", "-E", "--max-args", "--max-procs", "--delimiter", "--arg-file"],
  },
  chroot: { valued: [], operands: 1 },
  unshare: { valued: ["-S", "-G"] },
  setpriv: { valued: [] },
  busybox: { valued: [] },
  runuser: { valued: ["-u", "-g", "-G"] },
  "systemd-run": { valued: ["-p", "-u", "-E", "-M", "-H", "--property", "--unit", "--on-active", "--on-boot", "--on-calendar"] },
  "cloud-init-per": { valued: [], operands: 2 },
  ts: { valued: [] },
  chronic: { valued: [] },
  watch: { valued: ["-n", "--interval"] },
};

/** What stands before a command, and the command. */
interface Peeled {
  readonly names: readonly string[];
  readonly passed: readonly ShellText[];
  readonly words: readonly ShellText[];
}

/** The name of a program without its folder. */
export const baseName = (word: ShellText): ShellText => word.replace(/^(?:[^\uFDD0]*\/)(?=[^/]+$)/, "");

function operandsFrom(words: readonly ShellText[], { valued, operands = 0, assignments }: Prefix): number {
  let at = 1;
  for (; at < words.length; at++) {
    const word = words[at] ?? "";
    if (word === "--") {
      at += 1;
      break;
    }
    if (valued.includes(word)) at += 1;
    else if (!word.startsWith("-") && !(assignments && /^[A-Za-z_]\w*=/.test(word))) break;
  }
  return at + operands;
}

/** Takes the prefixes off, one after the other. A prefix without a command behind it is a command. */
export function peel(words: readonly ShellText[]): Peeled {
  const names: string[] = [];
  const passed: ShellText[] = [];
  let rest = words;
  for (let count = 0; count < 16; count++) {
    const name = baseName(rest[0] ?? "");
    const prefix = Object.hasOwn(prefixes, name) ? prefixes[name] : undefined;
    if (prefix === undefined || (name === "command" && /^-[vV]/.test(rest[1] ?? ""))) break;
    const from = operandsFrom(rest, prefix);
    if (from >= rest.length) break;
    names.push(name);
    passed.push(...rest.slice(1, from));
    rest = rest.slice(from);
  }
  return { names, passed, words: rest };
}
