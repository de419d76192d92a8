/** Places in files, as proofs cite them. */
import { basename } from "node:path";
import type { Location } from "../../problem";

/** `platform.yaml:31`, without the folder, which differs from machine to machine; empty for no place. */
export function locationText(at: Location | undefined): string {
  return at === undefined ? "" : `${basename(at.file)}:${at.line}`;
}
