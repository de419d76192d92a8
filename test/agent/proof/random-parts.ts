/** Random user data of several parts, by a seed, and what cloud-init does with them: written from its documentation, apart from the scan. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { stringify } from "yaml";
import { agentReads } from "../instance";
import { block, changer, type Dice, diceOf, good, line, writer } from "./random-scripts";

interface File {
  readonly path: string;
  readonly content: string;
  readonly append?: boolean | string | number;
  readonly encoding?: string;
  readonly defer?: boolean;
}
interface Config {
  readonly bootcmd?: readonly (string | readonly string[])[];
  readonly runcmd?: readonly (string | readonly string[])[];
  readonly write_files?: readonly File[];
}
/** A part: a cloud-config, or a script with its name. `appends` is whether its lists are put behind those before. */
export type Part =
  | { readonly config: Config; readonly appends: boolean }
  | { readonly script: string; readonly name?: string; readonly hook?: true };

const unit = "/etc/systemd/system/ecs.service.d/x.conf";

function command(dice: Dice): string | readonly string[] {
  const simple = dice.one([() => writer(dice), () => changer(dice)])();
  return dice.one([simple, simple, ["bash", "-c", simple], ["rm", "-f", "/etc/ecs/ecs.config"], ["true", "it's"]]);
}

function file(dice: Dice): File {
  const text = dice.one([
    `${line(dice)}\n`,
    `${line(dice)}\n${line(dice)}\n`,
    `#!/bin/bash\n${writer(dice)}\n`,
    `@reboot root ${dice.one(["rm -f /etc/ecs/ecs.config", "true", "sed -i s/true/false/ /etc/ecs/ecs.config"])}\n`,
    `[Service]\nExecStartPre=/bin/sh -c '${dice.one(["true", "echo ECS_CLUSTER=x >> /etc/ecs/ecs.config", "rm -f /etc/ecs/ecs.config"])}'\n`,
  ]);
  const path = text.startsWith("@")
    ? "/etc/cron.d/x"
    : text.startsWith("[")
      ? unit
      : dice.one(["/etc/ecs/ecs.config", "/tmp/a", "/tmp/s.sh"]);
  const form = dice.below(6);
  const base64 = (bytes: Buffer | string): string => Buffer.from(bytes).toString("base64");
  return {
    path,
    ...(form === 0 ? { content: base64(text), encoding: "b64" } : {}),
    ...(form === 1 ? { content: base64(gzipSync(text)), encoding: "gz+base64" } : {}),
    ...(form > 1 ? { content: text } : {}),
    ...(dice.below(3) > 0 ? { append: dice.one([true, "yes", 1, false]) } : {}),
    ...(dice.below(4) === 0 ? { defer: true } : {}),
  } as File;
}

function part(dice: Dice): Part {
  if (dice.below(2) === 0) {
    const name = dice.one([undefined, undefined, "a.sh", "b.sh", "runcmd", "zz.sh"]);
    const script = `#!/bin/bash\n${dice.one([writer(dice), changer(dice), "bash /tmp/s.sh", "true"])}\n`;
    return { script, ...(name === undefined ? {} : { name }), ...(dice.below(5) === 0 ? { hook: true as const } : {}) };
  }
  const commands = () => Array.from({ length: 1 + dice.below(2) }, () => command(dice));
  const config: Config = {
    ...(dice.below(3) === 0 ? { bootcmd: commands() } : {}),
    ...(dice.below(2) === 0 ? { runcmd: commands() } : {}),
    ...(dice.below(2) === 0 ? { write_files: Array.from({ length: 1 + dice.below(2) }, () => file(dice)) } : {}),
  };
  return { config, appends: dice.below(3) === 0 };
}

/** The parts of a seed; with `complete` the lines that the platform asks for are in one of them. */
export function randomParts(seed: number, complete: boolean): readonly Part[] {
  const dice = diceOf(seed);
  const parts = Array.from({ length: 1 + dice.below(3) }, () => part(dice));
  if (!complete) return parts;
  const lines = `${good.join("\n")}\n`;
  const whole = dice.one<Part>([
    { script: `#!/bin/bash\n${block}\n` },
    { script: `#!/bin/bash\n${block}\n`, name: "b.sh" },
    { config: { write_files: [{ path: "/etc/ecs/ecs.config", content: lines, append: true }] }, appends: true },
    { config: { runcmd: [block] }, appends: true },
  ]);
  return [...parts.slice(0, 1), whole, ...parts.slice(1)];
}

/** The MIME text of parts. Anchors stand for equal commands, and keys come in by `<<`. */
export function textOf(parts: readonly Part[]): string {
  const written = parts.map((one) => {
    if ("script" in one) {
      const name = one.name === undefined ? "" : `Content-Disposition: attachment; filename="${one.name}"\n`;
      const type = one.hook ? "text/cloud-boothook" : "text/x-shellscript";
      return `Content-Type: ${type}\n${name}Content-Transfer-Encoding: base64\n\n${Buffer.from(one.script).toString("base64")}\n`;
    }
    const { runcmd, ...others } = one.config;
    const shared = runcmd === undefined ? {} : { base: { runcmd } };
    const body = stringify({ ...shared, ...others }, { lineWidth: 0 });
    const anchored = runcmd === undefined ? body : `${body.replace(/^base:/, "base: &base")}<<: *base\n`;
    const how = one.appends ? "merge_how: list(append)+dict(recurse_array)+str()\n" : "";
    return `Content-Type: text/cloud-config\n\n${how}${anchored}`;
  });
  return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n${written.map((one) => `--b\n${one}\n`).join("")}--b--\n`;
}

function mergedConfig(parts: readonly Part[]): Config {
  let config: Config = {};
  for (const one of parts) {
    if (!("config" in one)) continue;
    const before = config as Record<string, readonly unknown[] | undefined>;
    const entries = Object.entries(one.config).map(([key, list]) => [
      key,
      one.appends ? [...(before[key] ?? []), ...list] : list,
    ]);
    config = { ...config, ...Object.fromEntries(entries) };
  }
  return config;
}

/** Commands that the system runs once the scripts are done: those of cron at a start, and those before the agent's unit. */
function startedLater(root: string): readonly string[] {
  const table = join(root, "etc/cron.d/x");
  const lines = existsSync(table) ? readFileSync(table, "utf8").split("\n") : [];
  const timed = lines.filter((one) => one.startsWith("@reboot root ")).map((one) => one.replace("@reboot root ", ""));
  const drop = join(root, dirname(unit).slice(1));
  const units = existsSync(drop) ? readdirSync(drop).map((name) => readFileSync(join(drop, name), "utf8")) : [];
  return [...timed, ...units.flatMap((text) => [...text.matchAll(/^ExecStartPre=(.*)$/gm)].map(([, start = ""]) => start))];
}

/** What the agent reads after the first start and one more, and after what the system runs then. */
export function outcome(parts: readonly Part[], own?: string): Record<string, string> {
  const root = mkdtempSync(join(tmpdir(), "parts-"));
  const placed = (text: string): string => text.replace(/\/(etc\/|tmp\/|tmp$)/gm, `${root}/$1`);
  let count = 0;
  const run = (text: string): void => {
    const path = join(root, `script${count++}`);
    writeFileSync(path, placed(text));
    const env = { PATH: `${root}/bin:${process.env.PATH}` };
    execFileSync("bash", ["-c", `cd ${root}; bash ${path}; true`], { env, stdio: ["ignore", "pipe", "pipe"], timeout: 20_000 });
  };
  const shellOf = (commands: readonly (string | readonly string[])[] = []): string =>
    commands
      .map((one) => (typeof one === "string" ? one : one.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ")))
      .join("\n");
  const store = ({ path, content, encoding, append }: File): void => {
    const plain =
      encoding === undefined
        ? content
        : execFileSync("bash", ["-c", `base64 -d${encoding === "b64" ? "" : " | gunzip"}`], { input: content });
    const at = placed(path);
    mkdirSync(dirname(at), { recursive: true });
    const adds = ["true", "yes", "1"].includes(String(append));
    writeFileSync(at, plain, { flag: adds ? "a" : "w" });
  };
  try {
    for (const folder of ["etc/ecs", "tmp", "bin"]) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, "bin/sudo"), '#!/bin/sh\nwhile [ "$1" = -u ]; do shift 2; done\nexec "$@"\n', { mode: 0o755 });
    const config = mergedConfig(parts);
    const early = (): void => {
      for (const one of parts) if ("script" in one && one.hook) run(one.script);
      run(shellOf(config.bootcmd));
    };
    early();
    for (const late of [false, true]) for (const one of config.write_files ?? []) if ((one.defer === true) === late) store(one);
    const scripts = new Map<string, string>();
    for (const [index, one] of parts.entries()) {
      if ("script" in one && !one.hook) scripts.set(one.name ?? `part-00${index + 1}`, one.script);
    }
    if (config.runcmd !== undefined) scripts.set("runcmd", shellOf(config.runcmd));
    if (own !== undefined) scripts.set("zzzz-ecs-agent.sh", own);
    for (const name of [...scripts.keys()].sort()) run(scripts.get(name)!);
    early();
    for (const one of startedLater(root)) run(one);
    return agentReads(readFileSync(join(root, "etc/ecs/ecs.config"), { encoding: "utf8", flag: "a+" }));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
