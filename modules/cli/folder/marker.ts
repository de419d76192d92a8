/** The list of files that rolewright wrote into an output folder. It lies in that folder, so that the next run knows what is its own. */

import { createHash } from "node:crypto";
import { by } from "../../collections";

/** Name of the list in the output folder. */
export const markerName = ".rolewright.json";

const markerVersion = 1;

/** Own files by path (`<stack>/<file>`, `<stack>/<folder>/<file>`), each with the SHA-256 of what was written. */
export type Marker = ReadonlyMap<string, string>;

/** The hash of a file's content. */
export function hashOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The list as text; sorted, so that the same files give the same bytes. */
export function printMarker(marker: Marker): string {
  const files = Object.fromEntries([...marker].sort(by(([path]) => path)));
  return `${JSON.stringify({ version: markerVersion, files }, undefined, 2)}\n`;
}

/** The list from its text; undefined for anything that rolewright did not write, a path out of the folder above all. */
export function parseMarker(text: string): Marker | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null || !("version" in value) || !("files" in value)) return undefined;
  const { version, files } = value;
  if (version !== markerVersion || typeof files !== "object" || files === null) return undefined;
  const entries = Object.entries(files);
  return entries.every(([path, hash]) => isOwnPath(path) && typeof hash === "string") ? new Map(entries) : undefined;
}

/** Names without a leading dot, so that none of them leads out of the folder. */
function isOwnPath(path: string): boolean {
  return /^(?:[A-Za-z0-9_][A-Za-z0-9_.-]*\/){0,3}[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(path);
}

/** The stack folder that a path of an output folder is in; "" for a file of the output folder itself. */
export function stackOf(path: string): string {
  return path.includes("/") ? (path.split("/")[0] ?? "") : "";
}
