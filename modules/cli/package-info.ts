/** What package.json says of this package. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Name, version, and where to report bugs, if there is such a place. */
export interface PackageInfo {
  readonly name: string;
  readonly version: string;
  readonly homepage?: string;
  readonly bugs?: { readonly url: string };
}

/** Reads the package.json above this file, which is one folder deeper when compiled. */
export function packageInfo(folder: string = __dirname): PackageInfo {
  const file = join(folder, "package.json");
  if (existsSync(file)) {
    const info = JSON.parse(readFileSync(file, "utf8")) as PackageInfo;
    if (info.name === "rolewright") return info;
  }
  const parent = dirname(folder);
  if (parent === folder) throw new Error("the package.json of rolewright is missing");
  return packageInfo(parent);
}
