/** Which changes bring an output folder from what it holds to what it shall hold, and in which order. */
import { join } from "node:path";
import type { FileSystem } from "../io";
import { guardOf, guardText, isGuard, stacksToGuard } from "./guard";
import type { OutputFolder } from "./inspect";
import { hashOf, type Marker, markerName, printMarker, stackOf } from "./marker";
import type { Change } from "./replace";

/** What is to be done, by path. */
export interface Wanted {
  readonly output: ReadonlyMap<string, string>;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** The list of own files when everything is done. */
  readonly marker: Marker;
}

/** The stacks that get a guard: those with several changed Terraform files, and those that a killed run has left one in. */
export function guardedStacks(files: FileSystem, folder: OutputFolder, { written, removed }: Wanted): readonly string[] {
  const left = [...folder.own.keys()].filter(isGuard).map(stackOf);
  const changed = [...written, ...removed].filter((path) => newFolder(files, folder, path) === undefined);
  return [...new Set([...left, ...stacksToGuard(changed)])];
}

/**
 * The changes in their order. The list of own files goes first and names everything that is ours before or after, with the hashes of what is replaced, so that the
 * run after a killed one knows its own files and takes none of them for edited; then stack by stack the guard, new folders, new texts and removals; the final list last.
 */
export function changesOf(files: FileSystem, folder: OutputFolder, wanted: Wanted): readonly Change[] {
  const { written, removed, marker } = wanted;
  const guarded = guardedStacks(files, folder, wanted);
  const guards = new Map(guarded.map((stack): [string, string] => [guardOf(stack), ""]));
  const stacks = [...new Set([...written, ...removed, ...guards.keys()].map(stackOf))];
  const changes = stacks.flatMap((stack): Change[] => {
    const own = stackChanges(files, folder, wanted, stack);
    const guard = guardOf(stack);
    return guarded.includes(stack)
      ? [{ kind: "put", path: guard, text: guardText }, ...own, { kind: "remove", path: guard }]
      : [...own];
  });
  const replacing = new Map(
    written
      .map((path) => [path, join(folder.path, path)] as const)
      .filter(([, target]) => files.existsSync(target))
      .map(([path, target]) => [path, hashOf(files.readFileSync(target))] as const),
  );
  const first = { ...marker, files: new Map([...folder.own, ...marker.files, ...guards]), replacing };
  return [putMarker(first), ...changes, putMarker(marker)];
}

function putMarker(marker: Marker): Change {
  return { kind: "put", path: markerName, text: printMarker(marker) };
}

function stackChanges(
  files: FileSystem,
  folder: OutputFolder,
  { output, written, removed }: Wanted,
  stack: string,
): readonly Change[] {
  const added = new Map<string, Map<string, string>>();
  const replaced: Change[] = [];
  for (const path of written.filter((candidate) => stackOf(candidate) === stack)) {
    const text = output.get(path) ?? "";
    const parent = newFolder(files, folder, path);
    if (parent === undefined) replaced.push({ kind: "put", path, text });
    else added.set(parent, (added.get(parent) ?? new Map<string, string>()).set(path.slice(parent.length + 1), text));
  }
  return [
    ...[...added].map(([path, contents]): Change => ({ kind: "add-folder", path, files: contents })),
    ...replaced,
    ...removed.filter((path) => stackOf(path) === stack).map((path): Change => ({ kind: "remove", path })),
  ];
}

/** The outermost folder of a path that does not exist yet; it comes in whole. */
function newFolder(files: FileSystem, folder: OutputFolder, path: string): string | undefined {
  const parents = path.split("/").slice(0, -1);
  const index = parents.findIndex((_, at) => !files.existsSync(join(folder.path, ...parents.slice(0, at + 1))));
  return index < 0 ? undefined : parents.slice(0, index + 1).join("/");
}
