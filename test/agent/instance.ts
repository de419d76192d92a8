/** What an instance does with user data: cloud-init's reading, bash, and the agent's reading of its configuration. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * What the agent's service reads from `ecs.config`: lines split at the first `=`, cut at their ends, nothing unquoted, the last one wins.
 * Written from the description of the format, apart from the code under test.
 */
export function agentReads(file: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const line of file.trim().split("\n")) {
    const [name, ...rest] = line.trim().split("=");
    if (rest.length > 0) variables[name!] = rest.join("=");
  }
  return variables;
}

/**
 * Runs a script with bash: `/etc/` in its text becomes a temporary folder, and `iptables`, `iptables-save`, `dnf` and `systemctl` are
 * stubs first in the path that note how they were called. `has` are calls that the iptables stub answers with success.
 */
export function runScript(script: string, before = "", has = ""): { config: string; calls: readonly string[]; saved: string } {
  const root = mkdtempSync(join(tmpdir(), "user-data-"));
  try {
    for (const folder of ["bin", "etc/ecs", "etc/sysconfig"]) mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, "etc/ecs/ecs.config"), before);
    writeFileSync(join(root, "calls"), "");
    for (const name of ["iptables", "iptables-save", "dnf", "systemctl"]) {
      const fails = name === "iptables" ? `case "$*" in *--insert*) ;; *--check*) [ -n "${has}" ] ;; *) exit 1 ;; esac` : "";
      const stub = `#!/bin/sh\necho "${name} $*" >> ${root}/calls\n${name === "iptables-save" ? "echo saved" : fails}\n`;
      writeFileSync(join(root, "bin", name), stub, { mode: 0o755 });
    }
    writeFileSync(join(root, "script"), script.replaceAll("/etc/", `${root}/etc/`));
    execFileSync("bash", [join(root, "script")], { env: { PATH: `${root}/bin:${process.env.PATH}` }, stdio: "pipe" });
    const read = (name: string): string => readFileSync(join(root, name), "utf8");
    const saved = has === "" && !script.includes("iptables-save") ? "" : read("etc/sysconfig/iptables");
    return { config: read("etc/ecs/ecs.config"), calls: read("calls").trim().split("\n"), saved };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The parts of a MIME text as Python's email package gives them, which is what cloud-init uses. */
export function pythonReads(text: string): readonly { type: string; filename: string | null; body: string }[] {
  const code = [
    "import email, json, sys",
    "message = email.message_from_string(sys.stdin.buffer.read().decode('utf-8'))",
    "parts = [p for p in message.walk() if p.get_content_maintype() != 'multipart']",
    "read = lambda p: p.get_payload(decode=True).decode('utf-8')",
    "print(json.dumps([{'type': p.get_content_type(), 'filename': p.get_filename(), 'body': read(p)} for p in parts]))",
  ].join("\n");
  return JSON.parse(execFileSync("python3", ["-c", code], { input: text, encoding: "utf8" }));
}
