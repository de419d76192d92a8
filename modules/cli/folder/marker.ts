/** The list of files that rolewright wrote into an output folder. It lies in that folder, so that the next run knows what is its own. */

import { createHash } from "node:crypto";
import { by, isObject } from "../../collections";

/** Name of the list in the output folder. */
export const markerName = ".rolewright.json";

const markerVersion = 2;

/** Hashes by path (`<stack>/<file>`, `<stack>/<folder>/<file>`). */
type Hashes = ReadonlyMap<string, string>;

/** What a run wrote into a folder. */
export interface Marker {
  /** The name of the platform that the files are of; absent where they are of none. */
  readonly platform?: string | undefined;
  /** Own files, each with the SHA-256 of what was written. */
  readonly files: Hashes;
  /** While files are replaced, and after a run that was killed: the SHA-256 of what lay where a new file comes. Empty otherwise. */
  readonly replacing: Hashes;
}

/** The hash of a file's content. */
export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The list as text; sorted, so that the same files give the same bytes. */
export function printMarker({ platform, files, replacing }: Marker): string {
  const sorted = (hashes: Hashes) => Object.fromEntries([...hashes].sort(by(([path]) => path)));
  const value = {
    version: markerVersion,
    ...(platform === undefined ? {} : { platform }),
    files: sorted(files),
    ...(replacing.size === 0 ? {} : { replacing: sorted(replacing) }),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The list from its text; undefined for anything that rolewright did not write, a path out of the folder above all. */
export function parseMarker(text: string): Marker | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(value) || value.version !== markerVersion) return undefined;
  const { platform } = value;
  const [files, replacing] = [hashesIn(value.files), hashesIn(value.replacing ?? {})];
  if (files === undefined || replacing === undefined || (platform !== undefined && typeof platform !== "string"))
    return undefined;
  return { files, replacing, ...(platform === undefined ? {} : { platform }) };
}

function hashesIn(value: unknown): Hashes | undefined {
  if (!isObject(value)) return undefined;
  const entries = Object.entries(value);
  const isHash = (hash: unknown): hash is string => typeof hash === "string";
  return entries.every((entry): entry is [string, string] => isOwnPath(entry[0]) && isHash(entry[1]))
    ? new Map(entries)
    : undefined;
}

/** Names without a leading dot, so that none of them leads out of the folder. */
function isOwnPath(path: string): boolean {
  return /^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*\/){0,3}[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(path);
}

/** The stack folder that a path of an output folder is in; "" for a file of the output folder itself. */
export function stackOf(path: string): string {
  return path.includes("/") ? (path.split("/")[0] ?? "") : "";
}

/**
 * Whether the content of an own file is what a run wrote there, or after a killed run what the list says it was about to replace. Other line ends are no edit: git
 * changes them where it was told to (`core.autocrlf`), and nothing is lost with them.
 */
export function isAsListed({ files, replacing }: Marker, path: string, content: Uint8Array): boolean {
  const known = [files.get(path), replacing.get(path)];
  const withPlainEnds = Buffer.from(Buffer.from(content).toString("latin1").replaceAll("\r\n", "\n"), "latin1");
  return known.includes(hashOf(content)) || known.includes(hashOf(withPlainEnds));
}
