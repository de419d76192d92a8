/** The access that the Terraform of a stack folder gives, beside the one that its `access.json` says. */
import type { StackAccess } from "../../review/access";
import type { AccessDiff } from "../../review/change";
import { diffAccess } from "../../review/diff";
import { withTypesOf } from "../../review/late-types";
import { terraformAccess } from "../../review/terraform/access";
import { joinFiles } from "../../review/terraform/files";
import { restOf } from "../../review/terraform/rest";
import type { FileTree, StackFile } from "./tree";

/** What the Terraform files of a stack say, or the file that is not read and its text. */
export type TerraformRead =
  | { readonly ok: true; readonly access: StackAccess; readonly rest: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly file: string; readonly line?: number; readonly text: string };

/** Reads the Terraform files of a stack's folder together. */
export async function readTerraform(tree: FileTree, { stack, terraform }: StackFile): Promise<TerraformRead> {
  const files: { name: string; text: string }[] = [];
  for (const path of terraform) {
    files.push({ name: path.split("/").at(-1) ?? "", text: new TextDecoder().decode(await tree.read(path)) });
  }
  const all = files.map(({ name, text }) => `${name}\n${text}`).join("\n");
  const joined = joinFiles(files);
  if (!joined.ok) return { ...joined, text: all };
  const read = terraformAccess({ terraform: {}, ...joined.value }, stack);
  const [access] = read.ok ? read.value.after.stacks : [];
  if (access === undefined) return { ok: false, file: files[0]?.name ?? "", text: all };
  // What runs with which role is not in `access.json`, so that the two could not be compared.
  const { runsWith: _runsWith, ...policies } = access;
  return { ok: true, access: policies, rest: restOf(joined.value) };
}

/** How the Terraform of a stack differs from what its `access.json` says. */
function terraformDiff(recorded: StackAccess, written: StackAccess): AccessDiff {
  return diffAccess({ stacks: [recorded] }, { stacks: [{ ...written, unread: recorded.unread }], untyped: true });
}

/**
 * The access of a stack as a comparison takes it. Where the Terraform says the same, `access.json` tells the services and lines too; where it says something else, it
 * counts alone. Terraform that is not read is listed as unread, so that a comparison with anything else is never a pass.
 */
export function asWritten(recorded: StackAccess, read: TerraformRead): StackAccess {
  if (!read.ok) return { ...recorded, unread: { ...recorded.unread, [read.file]: read.text } };
  const { access } = read;
  if (terraformDiff(recorded, access).verdict === "unchanged")
    return { ...recorded, unread: { ...recorded.unread, ...access.unread } };
  const [typed = access] = withTypesOf({ stacks: [recorded] }, { stacks: [access] }).stacks;
  const { account, region } = recorded;
  const known = new Map(recorded.principals.map((one) => [one.address, one]));
  return {
    ...typed,
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    principals: typed.principals.map((one) => {
      const old = known.get(one.address);
      return old === undefined
        ? one
        : { ...one, kind: old.kind, services: old.services, ...(old.account === undefined ? {} : { account: old.account }) };
    }),
    resources: typed.resources.map((one) => ({
      ...one,
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
    })),
  };
}
