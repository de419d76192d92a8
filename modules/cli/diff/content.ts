/** The access in one file, whatever it is: a platform file, `access.json`, a Terraform plan or state, a configuration. */
import { isObject } from "../../collections";
import { draftPlatform } from "../../pipeline";
import { error, type Problem, quote } from "../../problem";
import type { Access } from "../../review/access";
import { decodeAccess } from "../../review/decode";
import { snapshot } from "../../review/snapshot";
import { terraformAccess } from "../../review/terraform/access";
import type { Source } from "../../spec/text";

/** What a file gives: one side, or both where it is a plan. `file` is the platform file, in the words of the command line. */
export interface Content {
  readonly before?: Access;
  readonly after: Access;
  readonly file?: string;
  /** Of an output folder what its Terraform says besides policies, by `<stack>\n<address>`; absent where not all of it is read. */
  readonly rest?: ReadonlyMap<string, string>;
  /** The folder in which files were edited by hand; `beyond` where others than those that Terraform reads in a stack. */
  readonly edited?: { readonly folder: string; readonly beyond: boolean };
}

/** A refusal, with the file that its places are in. */
export interface Refused {
  readonly ok: false;
  readonly problems: readonly Problem[];
  readonly source?: Source;
}

type Read = { readonly ok: true; readonly value: Content } | Refused;

/** What people call the stack of a Terraform plan, which has no name of its own. */
const noStack = "";

/**
 * Reads a file by what is in it. Problems: those of platform files, `access-unreadable`, `plan-unreadable`. Warnings of platform files are left to `check`.
 */
export function readContent(file: string, bytes: Uint8Array): Read {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return refuse(
      "plan-unreadable",
      `${quote(file)} is a binary plan`,
      "give its JSON: `terraform show -json plan.tfplan > plan.json`",
    );
  const json = jsonOf(bytes);
  if (json === undefined && file.endsWith(".json")) {
    return refuse(
      "access-unreadable",
      `${quote(file)} is not JSON, or ends too soon`,
      "write it again: `terraform show -json plan.tfplan > plan.json`",
    );
  }
  if (!isObject(json) || isPlatform(json)) return readPlatform({ file, text: bytes });
  return readJson(file, json, noStack);
}

/** Reads the access of a stack of an output folder. */
export function readStackFile(file: string, bytes: Uint8Array, stack: string): Read {
  const json = jsonOf(bytes);
  if (isObject(json)) return readJson(file, json, stack);
  return refuse(
    "access-unreadable",
    `${quote(file)} is not JSON, or ends too soon`,
    "restore it from version control, or generate it anew",
  );
}

type Json = Readonly<Record<string, unknown>>;

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function isPlatform(json: Json): boolean {
  return "platform" in json && !("principals" in json);
}

function readJson(file: string, json: Json, stack: string): Read {
  if ("lineage" in json && "serial" in json) {
    return refuse("plan-unreadable", `${quote(file)} is a raw state file`, "give what `terraform show -json` prints of it");
  }
  if ("principals" in json) {
    const decoded = decodeAccess(json);
    if (!decoded.ok) return decoded;
    const { source, stack: access } = decoded.value;
    return { ok: true, value: { after: { source, stacks: [access] }, file: source } };
  }
  if ("format_version" in json || "resource" in json || "terraform" in json || "provider" in json) {
    const read = terraformAccess(json, stack);
    return read.ok ? { ok: true, value: read.value } : read;
  }
  const help = "give a platform file, an output folder, a `cdk.tf.json`, or the JSON of a Terraform plan or state";
  return refuse("access-unreadable", `${quote(file)} holds no access that could be compared`, help);
}

function readPlatform(source: Source): Read {
  const draft = draftPlatform(source);
  if (!draft.ok) return { ok: false, problems: draft.problems, source };
  const { stacks, cite } = draft.value;
  const after: Access = { source: source.file, stacks: stacks.map((stack) => snapshot(stack, cite)) };
  return { ok: true, value: { after, file: source.file } };
}

function refuse(code: "access-unreadable" | "plan-unreadable", message: string, help: string): Refused {
  return { ok: false, problems: [error(code, [], message, help)] };
}
