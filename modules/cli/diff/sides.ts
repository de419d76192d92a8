/** Both sides of a comparison, from the arguments of the command line. */
import { basename, dirname, resolve } from "node:path";
import { error, type Problem, quote } from "../../problem";
import type { Access } from "../../review/access";
import { differences } from "../../review/terraform/rest";
import type { Io } from "../io";
import { readInput, readPlatformFile } from "../platform-file";
import { systemErrorText } from "../system-error";
import { type Content, type Refused, readContent } from "./content";
import { editsOf, readFolder } from "./folder";
import { atRevision } from "./git";
import { diskTree } from "./tree";

/** Both sides; `file` is the platform file of the newer one, `problems` are warnings. */
export interface Sides {
  readonly before: Access;
  readonly after: Access;
  readonly file?: string;
  readonly problems: readonly Problem[];
}

type Read<T> = { readonly ok: true; readonly value: T; readonly problems: readonly Problem[] } | Refused;

const readAtMost = 256 * 1024 * 1024;
const nothing: Access = { stacks: [] };

/** The sides that the command line names: two things, a plan, or with `base` one thing now and at that revision. Problems: those of each source. */
export async function readSides(io: Io, names: readonly string[], base: string | undefined): Promise<Read<Sides>> {
  if (base !== undefined) return sinceBase(io, names[0], base);
  const [old = "", fresh] = names;
  const before = await readSide(io, old);
  if (!before.ok) return before;
  if (fresh === undefined) return bothOf(before.value, old, before.problems);
  const after = await readSide(io, fresh);
  if (!after.ok) return after;
  return sides(before.value, after.value, [...before.problems, ...after.problems]);
}

function sides(older: Content, newer: Content, problems: readonly Problem[]): Read<Sides> {
  const { file } = newer;
  const [before, after] = [withEdits(older, newer), withEdits(newer, older)];
  return { ok: true, value: { before, after, problems, ...(file === undefined ? {} : { file }) }, problems };
}

function bothOf(content: Content, name: string, problems: readonly Problem[]): Read<Sides> {
  if (content.before !== undefined) return sides({ after: content.before }, content, problems);
  const help = "name two of them, old and new, or add `--base <revision>`; only a Terraform plan has both sides";
  return { ok: false, problems: [error("access-unreadable", [], `${quote(name)} is one side of a comparison`, help)] };
}

/** One file or folder, now and at a revision; where the revision has none, everything is new. */
async function sinceBase(io: Io, name: string | undefined, base: string): Promise<Read<Sides>> {
  const found = name === undefined ? await readPlatformFile(io, undefined) : undefined;
  if (found !== undefined && !found.ok) return found;
  const file = name ?? found?.value.file ?? "";
  const after = await readSide(io, file);
  if (!after.ok) return after;
  const path = resolve(io.cwd, file);
  const isFolder = io.files.existsSync(path) && io.files.statSync(path).isDirectory();
  const [folder, within] = isFolder ? [path, "./"] : [dirname(path), `./${basename(path)}`];
  const before = await readRevision(io, folder, base, within, `${base}:${file}`);
  if (!before.ok) return before;
  return sides(before.value ?? { after: nothing }, after.value, after.problems);
}

async function readRevision(
  io: Io,
  folder: string,
  revision: string,
  path: string,
  shown: string,
): Promise<Read<Content | undefined>> {
  const found = await atRevision(io, folder, revision, path);
  if (!found.ok) return found;
  if (found.value.kind === "nothing") return { ok: true, value: undefined, problems: [] };
  const read = found.value.kind === "file" ? readContent(shown, found.value.bytes) : await readFolder(found.value.tree, shown);
  return read.ok ? { ...read, problems: [] } : read;
}

/** A folder of this machine; what the system does not let us read is a problem like any other. */
async function readDiskFolder({ files }: Io, name: string, path: string): Promise<Read<Content>> {
  try {
    const read = await readFolder(diskTree(files, path), name);
    if (!read.ok) return read;
    const edits = editsOf(files, path, name);
    if (edits === undefined) return { ok: true, value: read.value, problems: [] };
    const edited = { folder: name, beyond: !edits.onlyTerraform };
    return { ok: true, value: { ...read.value, edited }, problems: edits.problems };
  } catch (thrown) {
    const reason = systemErrorText(thrown);
    if (reason === undefined) throw thrown;
    const help = "make the folder and the files in it readable, or compare a revision: `<revision>:<path>`";
    return { ok: false, problems: [error("access-unreadable", [], `cannot read ${quote(name)}: ${reason}`, help)] };
  }
}

/**
 * A side with what is not decided because of hand edits on it: what its Terraform says besides policies and the other side says otherwise, by address. All of it
 * where other files were edited too, or the other side is no folder.
 */
function withEdits({ after, rest, edited }: Content, other: Content): Access {
  if (edited === undefined) return after;
  const isWhole = edited.beyond || rest === undefined || other.rest === undefined;
  const open = isWhole ? [] : differences(rest, other.rest).map((key) => key.split("\n"));
  return {
    ...after,
    stacks: after.stacks.map((stack) => {
      const own = open.filter(([name]) => name === stack.name).map(([, address]) => `${address}, edited,`);
      const unread = (isWhole ? [`the edited files of ${edited.folder}`] : own).map((one) => [one, ""] as const);
      return { ...stack, unread: { ...stack.unread, ...Object.fromEntries(unread) } };
    }),
  };
}

/** A folder, a file, `-`, or `<revision>:<path>` where no file is called so. */
async function readSide(io: Io, name: string): Promise<Read<Content>> {
  const path = resolve(io.cwd, name);
  const exists = name !== "-" && io.files.existsSync(path);
  if (exists && io.files.statSync(path).isDirectory()) return readDiskFolder(io, name, path);
  const [, revision, within] = /^([^:]{2,}):(.*)$/s.exec(name) ?? [];
  if (!exists && revision !== undefined && within !== undefined) {
    const read = await readRevision(io, io.cwd, revision, within, name);
    if (!read.ok) return read;
    if (read.value !== undefined) return { ok: true, value: read.value, problems: [] };
    return {
      ok: false,
      problems: [
        error(
          "git-failed",
          [],
          `${quote(revision)} has no ${quote(within)}`,
          "the path counts from the root of the repository, or from here as `./path`",
        ),
      ],
    };
  }
  const help = "give a platform file, an output folder, `<revision>:<path>`, or the JSON of a Terraform plan or state";
  const bytes = await readInput(io, name, readAtMost, help);
  if (!bytes.ok) return bytes;
  const read = readContent(name === "-" ? "<stdin>" : name, bytes.value);
  return read.ok ? { ...read, problems: [] } : read;
}
