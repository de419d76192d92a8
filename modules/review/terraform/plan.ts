/** Reads `terraform show -json` of a plan or a state (https://developer.hashicorp.com/terraform/internals/json-format). */
import { isObject } from "../../collections";
import { error, hasErrors, type Outcome, type Problem, quote } from "../../problem";
import { at, elements, type Node, optionalText, type Reader, refuse, text } from "../json";
import { isWrittenIn, referencesOf } from "./references";
import type { TerraformResource, TerraformSide } from "./resource";

/** A plan has two sides, a state has one. */
export type ShownTerraform =
  | {
      readonly kind: "plan";
      readonly before: TerraformSide;
      readonly after: TerraformSide;
      /** Another plan is needed to get to what the configuration says: this one is of targets only, or something waits. */
      readonly incomplete: boolean;
    }
  | { readonly kind: "state"; readonly after: TerraformSide };

/** Whether a JSON value claims to be of this format. */
export function isShownTerraform(value: unknown): boolean {
  return isObject(value) && "format_version" in value;
}

/**
 * The managed resources of a plan, before and after, or of a state. Formats of major version 1, and 0.1 and 0.2, which had the same shape. Code: `plan-unreadable`, with
 * the path of each fault.
 */
export function readShownTerraform(value: unknown): Outcome<ShownTerraform> {
  const problems: Problem[] = [];
  const reader: Reader = { code: "plan-unreadable", report: (problem) => void problems.push(problem) };
  const root: Node = { value, path: [] };
  const version = isObject(value) ? value.format_version : undefined;
  if (typeof version !== "string" || !/^(?:1\.\d+|0\.[12])$/.test(version)) {
    const message = `format version ${quote(String(version ?? "none"))} of Terraform's JSON is not known`;
    return {
      ok: false,
      problems: [
        error(reader.code, ["format_version"], message, "known are versions 0.1, 0.2 and 1: use `terraform show -json`"),
      ],
    };
  }
  const isPlan = isObject(value) && ("planned_values" in value || "resource_changes" in value);
  const shown = isPlan ? plan(root, reader) : state(root, reader);
  return hasErrors(problems) ? { ok: false, problems } : { ok: true, value: shown, problems };
}

function plan(root: Node, reader: Reader): ShownTerraform {
  if (at(root, "errored").value === true) {
    const help = "mend what failed and plan again: what such a plan would do is not known";
    reader.report(error(reader.code, ["errored"], "the plan ended with an error", help));
  }
  const prior = at(root, "prior_state");
  const changes = changesOf(at(root, "resource_changes"), reader);
  const configuration = at(root, "configuration").value;
  const targets = referencesOf(configuration);
  const isWritten = isWrittenIn(configuration);
  const before = isAbsent(prior) ? [] : modulesOf(at(at(prior, "values"), "root_module"), "", reader, new Map());
  const planned = modulesOf(at(at(root, "planned_values"), "root_module"), "", reader, changes);
  // A plan of `-refresh-only` plans nothing: it tells what has changed in AWS without Terraform.
  if (planned.length === 0 && isAbsent(at(root, "resource_changes"))) {
    const earlier = beforeDrift(before, at(root, "resource_drift"), reader);
    return {
      kind: "plan",
      before: side(earlier, targets, () => false),
      after: side(before, targets, () => false),
      incomplete: false,
    };
  }
  // `removed` with `destroy = false`: Terraform forgets it, the plan has it without values, and AWS keeps it as it is.
  const isForgotten = ({ address }: TerraformResource): boolean => changes.get(address)?.isForgotten === true;
  const after = [...planned.filter((resource) => !isForgotten(resource)), ...before.filter(isForgotten)];
  // https://developer.hashicorp.com/terraform/internals/json-format#plan-representation
  const incomplete = at(root, "complete").value === false;
  return { kind: "plan", before: side(before, targets, () => false), after: side(after, targets, isWritten), incomplete };
}

/** What Terraform knew before it saw what had changed without it. */
function beforeDrift(now: readonly TerraformResource[], node: Node, reader: Reader): readonly TerraformResource[] {
  if (isAbsent(node)) return now;
  const entries = elements(node, reader);
  const changed = new Set(entries.map((entry) => at(entry, "address").value));
  const earlier = entries.flatMap((entry) => {
    const values = at(at(entry, "change"), "before");
    if (isAbsent(values) || !isObject(entry.value)) return [];
    const module = optionalText(at(entry, "module_address"), reader) ?? "";
    return resourceOf({ value: { ...entry.value, values: values.value }, path: entry.path }, module, reader, new Map());
  });
  return [...now.filter(({ address }) => !changed.has(address)), ...earlier];
}

function state(root: Node, reader: Reader): ShownTerraform {
  const values = at(root, "values");
  const resources = isAbsent(values) ? [] : modulesOf(at(values, "root_module"), "", reader, new Map());
  return { kind: "state", after: side(resources, referencesOf(undefined), () => false) };
}

function side(
  resources: readonly TerraformResource[],
  targets: ReturnType<typeof referencesOf>,
  isWritten: TerraformSide["isWritten"],
): TerraformSide {
  return { resources, targets: targets(resources), isWritten };
}

function isAbsent({ value }: Node): boolean {
  return value === undefined || value === null;
}

interface Change extends Pick<TerraformResource, "unknown" | "formerly"> {
  readonly isForgotten: boolean;
}

/** What is known after apply, where things were before, and what Terraform lets go, by address. */
function changesOf(node: Node, reader: Reader): ReadonlyMap<string, Change> {
  if (isAbsent(node)) return new Map();
  const changes = elements(node, reader).map((entry): [string, Change] => {
    const unknown = at(at(entry, "change"), "after_unknown").value;
    const names = isObject(unknown) ? Object.keys(unknown).filter((name) => holdsTrue(unknown[name])) : [];
    const formerly = optionalText(at(entry, "previous_address"), reader);
    const { value: actions } = at(at(entry, "change"), "actions");
    const isForgotten = Array.isArray(actions) && actions.length === 1 && actions[0] === "forget";
    const change = { unknown: new Set(names), isForgotten, ...(formerly === undefined ? {} : { formerly }) };
    return [text(at(entry, "address"), reader), change];
  });
  return new Map(changes);
}

const MAX_DEPTH = 64;

function holdsTrue(value: unknown, depth = 0): boolean {
  if (value === true) return true;
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return false;
  return Object.values(value).some((item) => holdsTrue(item, depth + 1));
}

/** The managed resources of a module and those below it. */
function modulesOf(
  root: Node,
  address: string,
  reader: Reader,
  changes: ReadonlyMap<string, Change>,
): readonly TerraformResource[] {
  const found: TerraformResource[] = [];
  const open: { readonly node: Node; readonly address: string }[] = [{ node: root, address }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isAbsent(next.node)) continue;
    if (!isObject(next.node.value)) refuse(next.node, "a module", reader);
    const { address: module } = next;
    const resources = at(next.node, "resources");
    if (!isAbsent(resources))
      found.push(...elements(resources, reader).flatMap((node) => resourceOf(node, module, reader, changes)));
    const children = at(next.node, "child_modules");
    if (isAbsent(children)) continue;
    open.push(...elements(children, reader).map((node) => ({ node, address: optionalText(at(node, "address"), reader) ?? "" })));
  }
  return found;
}

function resourceOf(
  node: Node,
  module: string,
  reader: Reader,
  changes: ReadonlyMap<string, Change>,
): readonly TerraformResource[] {
  if (at(node, "mode").value !== "managed" || at(node, "deposed_key").value !== undefined) return [];
  const address = text(at(node, "address"), reader);
  const values = at(node, "values");
  const index = at(node, "index").value;
  const change = changes.get(address);
  if (!isAbsent(values) && !isObject(values.value)) refuse(values, "an object", reader);
  return [
    {
      address,
      type: text(at(node, "type"), reader),
      name: text(at(node, "name"), reader),
      module,
      index: index === undefined || index === null ? "" : JSON.stringify(index),
      values: isObject(values.value) ? values.value : {},
      unknown: change?.unknown ?? new Set(),
      ...(change?.formerly === undefined ? {} : { formerly: change.formerly }),
    },
  ];
}
