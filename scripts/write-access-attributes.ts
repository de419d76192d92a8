/**
 * Writes modules/review/terraform/access-attributes.ts: the attributes of the AWS provider's resources that decide about access. In a folder whose
 * `terraform { required_providers { aws = { source = "hashicorp/aws", version = "..." } } }` is initialised:
 *
 *   terraform providers schema -json > schema.json
 *   node -r ./scripts/typescript.js scripts/write-access-attributes.ts schema.json
 *
 * `npm run test:terraform` holds that the file is what the schema of its provider says.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { groupBy } from "../modules/collections";
import { accessAttributes, type ResourceSchemas } from "./terraform/access-attributes";

interface Schema {
  readonly provider_schemas: Readonly<Record<string, { readonly resource_schemas: ResourceSchemas }>>;
}

const { provider_schemas } = JSON.parse(readFileSync(process.argv[2] ?? "schema.json", "utf8")) as Schema;
const schemas = provider_schemas["registry.terraform.io/hashicorp/aws"]?.resource_schemas ?? {};
const byService = groupBy(accessAttributes(schemas), (entry) => entry.split(/[_=]/)[1] ?? "");
const lines = [...byService.values()].map((entries) => `  ${JSON.stringify(entries.join(" "))},`);
const text = `// Written by scripts/write-access-attributes.ts from the schema of the AWS provider; do not edit.

/** \`type=path,path\` with spaces between, those of a service in one text; \`*\` is the whole resource. */
export const accessAttributes: readonly string[] = [
${lines.join("\n")}
];
`;
writeFileSync(join(__dirname, "..", "modules/review/terraform/access-attributes.ts"), text);
