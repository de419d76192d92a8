/** A Python virtual environment with the emulator in it, made once and used again while its requirements stay the same. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const project = join(__dirname, "..", "..");
const requirements = join(__dirname, "requirements.txt");
const folder = join(project, "node_modules", ".cache", "rolewright", "apply-python");

/** The path of its interpreter; or, as a problem, why there is none. */
export type Python = { readonly path: string } | { readonly problem: string };

/** Finds a Python that can have virtual environments, makes one and installs the requirements. */
export function pythonEnvironment(): Python {
  const path = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const wanted = readFileSync(requirements, "utf8");
  const stamp = join(folder, "installed.txt");
  if (existsSync(path) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return { path };
  const base = ["python3.11", "python3.12", "python3.13", "python3", "python"].find(isUsable);
  if (base === undefined)
    return { problem: "no Python 3.10 or later with venv and ensurepip is on PATH (Debian, Ubuntu: the package python3-venv)" };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const problem =
    failure(base, ["-m", "venv", folder]) ??
    failure(path, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]);
  if (problem !== undefined) return { problem };
  writeFileSync(stamp, wanted);
  return { path };
}

function isUsable(command: string): boolean {
  return failure(command, ["-c", "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))"]) === undefined;
}

function failure(command: string, args: readonly string[]): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8", stdio: ["ignore", "ignore", "pipe"] });
  return status === 0 ? undefined : (error?.message ?? `${command} ${args.join(" ")}: ${stderr.trim()}`);
}
