/** Which references are strings for sure, so that `"${ref}"` and `ref` mean the same in a JSON document. */

import type { Expression } from "../node";
import { inline } from "../print/layout";

/** Attributes that are strings wherever the AWS provider has them (https://registry.terraform.io/providers/hashicorp/aws/latest/docs). */
const stringAttribute =
  /^(?:arn|id|name|region|partition|bucket|family|url|dns_suffix|repository_url|invoke_arn|\w+_(?:arn|id|name|url))$/;

/**
 * A predicate for expressions that yield strings: quoted text, variables of type string, string attributes of AWS resources and data
 * sources, and the named values of Terraform that are strings. `variables` names the variables of type string.
 */
export function knownStrings(variables: ReadonlySet<string>): (nodes: Expression) => boolean {
  return (nodes) => {
    const [first] = nodes;
    if (first?.kind === "string") return nodes.length === 1;
    const text = inline(nodes);
    const variable = /^var\.([\w-]+)$/.exec(text)?.[1];
    if (variable !== undefined) return variables.has(variable);
    const attribute = /^(?:data\.)?aws_\w+\.[\w-]+(?:\[[^\][]*\])?\.(\w+)$/.exec(text)?.[1];
    return attribute === undefined
      ? /^(?:each\.key|path\.\w+|terraform\.workspace)$/.test(text)
      : stringAttribute.test(attribute);
  };
}
