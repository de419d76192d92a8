/** The schema of the platform file for editors and other tools. */
import { z } from "zod";
import { access } from "./access";
import { resource } from "./access/item";
import { capacity, cluster } from "./cluster";
import { container, logs, s3File, secret } from "./container";
import { expectation, requestsFile, serviceExpectation } from "./expectation";
import { repository } from "./repository";
import { keyReference, name, region, tags, variable } from "./scalar";
import { platformFile } from "./schema";
import { service } from "./service";

/** A name, not an address: the schema comes with the package (`rolewright schema` prints it). */
const schemaId = "urn:rolewright:platform-file";

/** Parts that get a name of their own in the schema; everything else stands where it is used. */
const parts = {
  access,
  capacity,
  cluster,
  container,
  expectation,
  keyReference,
  logs,
  name,
  region,
  repository,
  resource,
  s3File,
  secret,
  service,
  serviceExpectation,
  tags,
  variable,
};

/** The descriptions of the schemas, and the names of the parts. */
class Names extends z.core.$ZodRegistry<z.core.GlobalMeta> {
  override get<S extends z.core.$ZodType>(schema: S): z.core.$replace<z.core.GlobalMeta, S> | undefined {
    const known = z.globalRegistry.get(schema);
    const [part] = Object.entries(parts).find(([, candidate]) => (candidate as z.core.$ZodType) === schema) ?? [];
    return part === undefined ? known : { ...known, id: part };
  }
}

/**
 * The JSON Schema (draft 7, which every editor knows) of a platform file as it is written: defaults may be left out. It accepts every file
 * that `readSpec` accepts, save that it cannot see references; keys at the top level that start with `x-` are free.
 */
export function jsonSchema(): unknown {
  const { $schema, ...schema } = z.toJSONSchema(platformFile, { io: "input", target: "draft-7", metadata: new Names() });
  return { $schema, $id: schemaId, title: "Rolewright platform file", ...schema, patternProperties: { "^x-": {} } };
}

/** The same of a requests file. */
export function requestsJsonSchema(): unknown {
  const { $schema, ...schema } = z.toJSONSchema(requestsFile, { io: "input", target: "draft-7", metadata: new Names() });
  return {
    $schema,
    $id: "urn:rolewright:requests",
    title: "Rolewright requests file",
    ...schema,
    patternProperties: { "^x-": {} },
  };
}
