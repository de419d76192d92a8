/** Files of a git revision. git runs without a shell, reads objects only, and never sees a revision as an option. */
import { execFile } from "node:child_process";
import { error, type Outcome, quote } from "../../problem";
import type { Io } from "../io";
import { type FileTree, isRead } from "./tree";

/** What a revision has at a path: a file, a folder, or nothing. */
export type AtRevision =
  | { readonly kind: "file"; readonly bytes: Uint8Array }
  | { readonly kind: "folder"; readonly tree: FileTree }
  | { readonly kind: "nothing" };

const readAtMost = 256 * 1024 * 1024;

interface Run {
  readonly ok: boolean;
  readonly out: Buffer;
  readonly err: string;
  /** git could not be started. */
  readonly missing: boolean;
}

function git(io: Io, folder: string, args: readonly string[]): Promise<Run> {
  const env = { ...io.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" };
  return new Promise((resolve) => {
    execFile(
      "git",
      [...args],
      { cwd: folder, env, encoding: "buffer", maxBuffer: readAtMost, windowsHide: true },
      (failure, out, err) => {
        const missing = failure !== null && "code" in failure && typeof failure.code === "string";
        resolve({ ok: failure === null, out, err: err.toString("utf8"), missing });
      },
    );
  });
}

/**
 * What revision `revision` has at `path`, which counts from `folder` when it begins with `./` and from the root of the repository otherwise. Code: `git-failed` when
 * git is missing, the folder is in no repository, or the revision is not known.
 */
export async function atRevision(io: Io, folder: string, revision: string, path: string): Promise<Outcome<AtRevision>> {
  const commit = await commitOf(io, folder, revision);
  if (!commit.ok) return commit;
  const object = `${commit.value}:${path}`;
  const type = await git(io, folder, ["cat-file", "-t", object]);
  const kind = type.out.toString("utf8").trim();
  if (!type.ok || (kind !== "blob" && kind !== "tree")) return { ok: true, value: { kind: "nothing" }, problems: [] };
  if (kind === "tree") return { ok: true, value: { kind: "folder", tree: await treeOf(io, folder, object) }, problems: [] };
  const bytes = await blob(io, folder, object);
  return { ok: true, value: { kind: "file", bytes }, problems: [] };
}

async function commitOf(io: Io, folder: string, revision: string): Promise<Outcome<string>> {
  const isOption = revision === "" || revision.startsWith("-") || revision.includes("\0");
  if (isOption) return refused(`${quote(revision)} is no revision`, "name a branch, a tag or a commit");
  const run = await git(io, folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  if (run.missing) return refused("git cannot be started", "install git, or compare two files or output folders");
  const commit = /^[0-9a-f]{40,64}$/m.exec(run.out.toString("utf8"))?.[0];
  if (run.ok && commit !== undefined) return { ok: true, value: commit, problems: [] };
  const why = run.err.trim().split("\n")[0] ?? "";
  if (why.includes("not a git repository"))
    return refused("this folder is in no git repository", "compare two files or output folders");
  const help =
    "name a branch, a tag or a commit; a shallow checkout has no other branches: fetch the base first (`fetch-depth: 0`)";
  return refused(`git does not know revision ${quote(revision)}${why === "" ? "" : `: ${why}`}`, help);
}

function refused(message: string, help: string): Outcome<never> {
  return { ok: false, problems: [error("git-failed", [], message, help)] };
}

async function treeOf(io: Io, folder: string, object: string): Promise<FileTree> {
  const { out } = await git(io, folder, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", object]);
  const paths = out
    .toString("utf8")
    .split("\0")
    .filter((path) => path !== "" && isRead(path));
  const base = object.endsWith("/") || object.endsWith(":") ? object : `${object}/`;
  return { paths: paths.sort(), read: (path) => blob(io, folder, `${base}${path}`) };
}

async function blob(io: Io, folder: string, object: string): Promise<Uint8Array> {
  const { out } = await git(io, folder, ["cat-file", "blob", object]);
  return out;
}
