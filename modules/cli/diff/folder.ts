/** The access of an output folder. */
import { basename, dirname, join } from "node:path";
import { error, type Problem, quote, warning } from "../../problem";
import type { Access, StackAccess } from "../../review/access";
import { isTerraformFile } from "../../review/terraform/files";
import { isAsListed, markerName, parseMarker, stackOf } from "../folder/marker";
import type { FileSystem } from "../io";
import { accessName } from "../stack-files";
import { type Content, type Refused, readStackFile } from "./content";
import { asWritten, readTerraform } from "./hcl";
import { type FileTree, type StackFile, stackFilesOf } from "./tree";

type Read = { readonly ok: true; readonly value: Content } | Refused;

/** All stacks of an output folder, or the one of a stack's own folder. `shown` is the folder in the words of the command line. Code: `access-unreadable`. */
export async function readFolder(tree: FileTree, shown: string): Promise<Read> {
  const found = stackFilesOf(tree, basename(shown) || shown);
  if (found.length === 0) {
    const help =
      "give a folder that `rolewright generate` wrote; older versions wrote no `access.json`: generate again, or with `--syntax json`";
    return { ok: false, problems: [error("access-unreadable", [], `${quote(shown)} holds no stack with its access`, help)] };
  }
  const problems: Problem[] = [];
  const stacks: StackAccess[] = [];
  let file: string | undefined;
  let untyped = false;
  let rest: Content["rest"] = new Map();
  for (const one of found) {
    const { path } = one;
    const read = await readStack(tree, one, shown);
    if (!read.ok) problems.push(...read.problems.map((problem) => inFile(problem, `${shown}/${path}`)));
    else {
      stacks.push(...read.value.after.stacks);
      untyped ||= read.value.after.untyped === true;
      file ??= read.value.file;
      rest = joinedRest(rest, read.value.rest, one.stack);
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  const after: Access = { stacks, ...(file === undefined ? {} : { source: file }), ...(untyped ? { untyped } : {}) };
  return { ok: true, value: { after, ...(file === undefined ? {} : { file }), ...(rest === undefined ? {} : { rest }) } };
}

/** What is known of the stacks before and of one more; nothing where either is not read. */
function joinedRest(known: Content["rest"], more: Content["rest"], stack: string): Content["rest"] {
  if (known === undefined || more === undefined) return undefined;
  return new Map([...known, ...[...more].map(([address, text]) => [`${stack}\n${address}`, text] as const)]);
}

/** The access of a stack: what its Terraform says, with what `access.json` knows of it besides as far as that is the same. */
async function readStack(tree: FileTree, file: StackFile, shown: string): Promise<Read> {
  const read = readStackFile(`${shown}/${file.path}`, await tree.read(file.path), file.stack);
  if (!read.ok || file.terraform.length === 0 || !file.path.endsWith(accessName)) return read;
  const [recorded] = read.value.after.stacks;
  if (recorded === undefined) return read;
  const terraform = await readTerraform(tree, file);
  const after = { ...read.value.after, stacks: [asWritten(recorded, terraform)] };
  return { ok: true, value: { ...read.value, after, ...(terraform.ok ? { rest: terraform.rest } : {}) } };
}

function inFile(problem: Problem, file: string): Problem {
  return { ...problem, message: problem.message.includes(file) ? problem.message : `${quote(file)}: ${problem.message}` };
}

const namedAtMost = 3;

/** Files of a folder that were edited since they were generated, as far as its own list tells, and a warning that names them. */
interface Edits {
  /** Whether only files were edited that Terraform reads in the folder of a stack. */
  readonly onlyTerraform: boolean;
  readonly problems: readonly Problem[];
}

/**
 * The edits of a folder; undefined for none. The comparison does not rest on the list: it reads what the Terraform says. Code: `output-edited`.
 */
export function editsOf(files: FileSystem, folder: string, shown: string): Edits | undefined {
  const isStack = !files.existsSync(join(folder, markerName)) && files.existsSync(join(dirname(folder), markerName));
  const root = isStack ? dirname(folder) : folder;
  const marker = files.existsSync(join(root, markerName))
    ? parseMarker(files.readFileSync(join(root, markerName), "utf8"))
    : undefined;
  if (marker === undefined) return undefined;
  const own = [...marker.files.keys()].filter(
    (path) => (!isStack || stackOf(path) === basename(folder)) && !path.endsWith(".md"),
  );
  const edited = own.filter((path) => {
    const file = join(root, path);
    return files.existsSync(file) && !isAsListed(marker, path, files.readFileSync(file));
  });
  if (edited.length === 0) return undefined;
  const names = edited.slice(0, namedAtMost).map(quote);
  const more = edited.length > namedAtMost ? ` and ${edited.length - namedAtMost} more` : "";
  const message = `${quote(shown)} has files that were edited by hand: ${names.join(", ")}${more}; their policies are compared by what they mean, and what else differs counts as undecided`;
  const help = "generate anew, or compare a plan: `terraform show -json plan.tfplan > plan.json`";
  const onlyTerraform = edited.every((path) => /^[^/]+\/[^/]+$/.test(path) && isTerraformFile(path.split("/").at(-1) ?? ""));
  return { onlyTerraform, problems: [warning("output-edited", [], message, help)] };
}
