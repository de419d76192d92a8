/** The access of an output folder. */
import { basename, dirname, join } from "node:path";
import { error, type Problem, quote, warning } from "../../problem";
import type { Access, StackAccess } from "../../review/access";
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
  for (const one of found) {
    const { path } = one;
    const read = await readStack(tree, one, shown);
    if (!read.ok) problems.push(...read.problems.map((problem) => inFile(problem, `${shown}/${path}`)));
    else {
      stacks.push(...read.value.after.stacks);
      untyped ||= read.value.after.untyped === true;
      file ??= read.value.file;
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  const after: Access = { stacks, ...(file === undefined ? {} : { source: file }), ...(untyped ? { untyped } : {}) };
  return { ok: true, value: { after, ...(file === undefined ? {} : { file }) } };
}

/** The access of a stack: what its Terraform says, with what `access.json` knows of it besides as far as that is the same. */
async function readStack(tree: FileTree, file: StackFile, shown: string): Promise<Read> {
  const read = readStackFile(`${shown}/${file.path}`, await tree.read(file.path), file.stack);
  if (!read.ok || file.terraform.length === 0 || !file.path.endsWith(accessName)) return read;
  const [recorded] = read.value.after.stacks;
  if (recorded === undefined) return read;
  const stack = asWritten(recorded, await readTerraform(tree, file));
  return { ok: true, value: { ...read.value, after: { ...read.value.after, stacks: [stack] } } };
}

function inFile(problem: Problem, file: string): Problem {
  return { ...problem, message: problem.message.includes(file) ? problem.message : `${quote(file)}: ${problem.message}` };
}

const namedAtMost = 3;

/**
 * A warning that names the files of the folder that were edited since they were generated, as far as its own list tells. The comparison does not rest on it: it
 * reads the policies in the Terraform. Code: `output-edited`. */
export function editedFiles(files: FileSystem, folder: string, shown: string): readonly Problem[] {
  const isStack = !files.existsSync(join(folder, markerName)) && files.existsSync(join(dirname(folder), markerName));
  const root = isStack ? dirname(folder) : folder;
  const marker = files.existsSync(join(root, markerName))
    ? parseMarker(files.readFileSync(join(root, markerName), "utf8"))
    : undefined;
  if (marker === undefined) return [];
  const own = [...marker.files.keys()].filter(
    (path) => (!isStack || stackOf(path) === basename(folder)) && !path.endsWith(".md"),
  );
  const edited = own.filter((path) => {
    const file = join(root, path);
    return files.existsSync(file) && !isAsListed(marker, path, files.readFileSync(file));
  });
  if (edited.length === 0) return [];
  const names = edited.slice(0, namedAtMost).map(quote);
  const more = edited.length > namedAtMost ? ` and ${edited.length - namedAtMost} more` : "";
  const message = `${quote(shown)} has files that were edited by hand: ${names.join(", ")}${more}; the comparison reads their policies, and not the values of variables`;
  return [
    warning("output-edited", [], message, "generate anew, or compare a plan: `terraform show -json plan.tfplan > plan.json`"),
  ];
}
