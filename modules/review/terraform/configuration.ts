/** Reads configuration in Terraform's JSON syntax (`cdk.tf.json`), as synthesis writes it (https://developer.hashicorp.com/terraform/language/syntax/json). */
import { isObject } from "../../collections";
import { showText } from "../../iam/text";
import { error, hasErrors, type Outcome, type Problem } from "../../problem";
import { at, entries, type Node, type Reader } from "../json";
import { policyDocumentOf } from "./document-data";
import { policyOfTemplate, textOfTemplate } from "./expression";
import { isText, type TerraformResource, type TerraformSide, textOf } from "./resource";

/** Whether a JSON value looks like a configuration: it has blocks of one. */
function isConfiguration(value: unknown): boolean {
  return (
    isObject(value) && ["resource", "terraform", "provider", "data", "output", "variable"].some((name) => isObject(value[name]))
  );
}

/** The resources of a configuration. Expressions that nobody can read stay expressions. Code: `plan-unreadable`. */
export function readConfiguration(value: unknown): Outcome<TerraformSide> {
  const problems: Problem[] = [];
  const reader: Reader = { code: "plan-unreadable", report: (problem) => void problems.push(problem) };
  if (!isConfiguration(value)) {
    return {
      ok: false,
      problems: [
        error("plan-unreadable", [], "this is no Terraform configuration", "give the cdk.tf.json that a synthesis wrote"),
      ],
    };
  }
  const root: Node = { value, path: [] };
  const source: Source = { resources: at(root, "resource"), data: at(root, "data") };
  const resources = entries(source.resources, reader).flatMap(([type, named]) =>
    entries(named, reader).flatMap(([name, body]) => resourceOf(type, name, body, source)),
  );
  if (hasErrors(problems)) return { ok: false, problems };
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const targets: TerraformSide["targets"] = (from, attribute, types) => {
    const text = textOf(from, attribute);
    const [type = "", name = ""] =
      text === undefined || typeof text === "string" ? [] : showText(text).replace(/^\$\{/, "").split(".");
    const target = byAddress.get(`${type}.${name}`);
    return target === undefined || !types.includes(type) ? [] : [target];
  };
  return { ok: true, value: { resources, targets, isWritten: () => true }, problems };
}

interface Source {
  readonly resources: Node;
  readonly data: Node;
}

/** Attributes that hold policies. */
const policyAttributes: ReadonlySet<string> = new Set(["policy", "assume_role_policy"]);

function resourceOf(type: string, name: string, { value }: Node, source: Source): readonly TerraformResource[] {
  const body = Array.isArray(value) ? value[0] : value;
  if (!isObject(body) || !type.startsWith("aws_")) return [];
  const values = Object.entries(body).map(([key, item]) => [key, read(key, item, source, 0)] as const);
  return [
    { address: `${type}.${name}`, type, name, module: "", index: "", values: Object.fromEntries(values), unknown: new Set() },
  ];
}

const MAX_DEPTH = 16;

function read(key: string, value: unknown, source: Source, depth: number): unknown {
  if (typeof value === "string") return policyAttributes.has(key) ? policyOf(value, source) : resolved(value, source, 0);
  if (Array.isArray(value)) return depth > MAX_DEPTH ? [] : value.map((item) => read(key, item, source, depth + 1));
  if (!isObject(value) || depth > MAX_DEPTH) return value;
  const block = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, read(name, item, source, depth + 1)]));
  return key === "inline_policy" ? [block] : block;
}

/** The text of a string; a reference to an argument that is written out is that argument. */
function resolved(template: string, source: Source, depth: number): unknown {
  const text = textOfTemplate(template);
  if (text === undefined || typeof text === "string" || !("late" in text)) return text ?? template;
  const [type = "", name = "", attribute = ""] = text.name.split(".");
  const body = at(at(source.resources, type), name);
  const argument = at(body, attribute === "id" && /^aws_iam_(?:role|user|group)$/.test(type) ? "name" : attribute).value;
  if (typeof argument !== "string" || depth > MAX_DEPTH) return text;
  const value = resolved(argument, source, depth + 1);
  return isText(value) ? value : text;
}

/** The policy of a string: its own JSON, or the data source `aws_iam_policy_document` that it refers to. */
function policyOf(template: string, { data }: Source): unknown {
  const name = /^\$\{data\.aws_iam_policy_document\.([\w-]+)\.json\}$/.exec(template)?.[1];
  if (name === undefined) return policyOfTemplate(template);
  const document = policyDocumentOf(at(at(data, "aws_iam_policy_document"), name).value);
  return document === undefined ? { policy: "opaque", text: template } : { policy: "document", document, onlyWith: {} };
}
