/** The cases of `test/cases/access`: one file an intent, refusals beside what is granted. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { AccountRegion } from "../../../modules/model/model";
import { home } from "./item";

export interface Case {
  readonly claim: string;
  readonly item: Readonly<Record<string, unknown>>;
  readonly place?: Partial<AccountRegion>;
  readonly organization?: string;
  /** The code of the only problem; `schema` when the schema refuses it. */
  readonly problem?: string;
  readonly statements?: readonly Readonly<Record<string, unknown>>[];
}

const folder = join(__dirname, "../../cases/access");

export const files: readonly { readonly name: string; readonly cases: readonly Case[] }[] = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => ({
    name: file.replace(".yaml", ""),
    cases: parse(readFileSync(join(folder, file), "utf8")) as readonly Case[],
  }));

export const granted: readonly Case[] = files.flatMap(({ cases }) => cases).filter(({ statements }) => statements !== undefined);

export function accountRegionOf({ place }: Case): AccountRegion {
  return { ...home, ...place };
}
