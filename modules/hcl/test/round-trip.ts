/** Reads printed HCL back with the real HCL2 parser and brings both sides to one form. */
import { parse } from "@cdktf/hcl2json";

type Json = { readonly [name: string]: unknown };

/** Which arguments are blocks, by resource type, written down here by hand so that the test does not believe the printer. */
const blocks: Readonly<Record<string, Json>> = {
  aws_launch_template: {
    block_device_mappings: { ebs: {} },
    metadata_options: {},
    tag_specifications: {},
    iam_instance_profile: {},
    monitoring: {},
    network_interfaces: { connection_tracking_specification: {} },
  },
  aws_ecs_service: {
    capacity_provider_strategy: {},
    deployment_circuit_breaker: {},
    load_balancer: {},
    network_configuration: {},
    service_connect_configuration: {
      service: { client_alias: {}, tls: { issuer_cert_authority: {} } },
    },
    timeouts: {},
    volume_configuration: { managed_ebs_volume: { tag_specifications: {} } },
  },
  aws_autoscaling_group: {
    launch_template: {},
    mixed_instances_policy: {
      instances_distribution: {},
      launch_template: { launch_template_specification: {}, override: {} },
    },
    tag: {},
  },
  aws_ecr_repository: { encryption_configuration: {}, image_scanning_configuration: {} },
  aws_ecs_capacity_provider: { auto_scaling_group_provider: { managed_scaling: {} } },
  aws_ecs_cluster_capacity_providers: { default_capacity_provider_strategy: {} },
  aws_ecs_task_definition: {
    runtime_platform: {},
    volume: {
      efs_volume_configuration: { authorization_config: {} },
      fsx_windows_file_server_volume_configuration: { authorization_config: {} },
    },
  },
  aws_security_group: { ingress: {}, egress: {}, timeouts: {} },
  aws_iam_role: { inline_policy: {} },
  aws_ecs_cluster: {
    setting: {},
    configuration: { execute_command_configuration: { log_configuration: {} } },
    service_connect_defaults: {},
  },
  "data.aws_ami": { filter: {}, timeouts: {} },
  "provider.aws": { assume_role: {}, default_tags: {}, ignore_tags: {} },
};

/** Text that is printed as a bare truth value or number, by resource type and argument. */
const scalars: Readonly<Record<string, readonly string[]>> = {
  aws_launch_template: ["encrypted", "delete_on_termination", "associate_public_ip_address"],
  aws_ecs_task_definition: ["cpu", "memory"],
};

/** Arguments that Terraform takes as blocks or as an attribute. */
const ambiguous = new Set(["ingress", "egress"]);

const lifecycle = {
  references: ["ignore_changes", "replace_triggered_by"],
  literals: ["create_before_destroy", "prevent_destroy"],
};

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Literal text as a template that yields it. */
export function escapeTemplate(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}

/** The text of a template without holes. */
function unescapeTemplate(text: string): string {
  return text.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{");
}

function clean(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd").normalize("NFC");
}

/** JSON with every string and key mapped. */
function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === "string") return map(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, map));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [map(key), mapStrings(item, map)]));
}

// a byte order mark in front of a template is dropped by Terraform
const template = (value: unknown) => mapStrings(value, (text) => clean(text.replace(/^\ufeff/, "")));
const literal = (value: unknown) => mapStrings(value, (text) => escapeTemplate(clean(text)));

/** Values that are printed bare; keys stay. */
function bare(value: unknown): unknown {
  if (typeof value === "string") return `\${${value}}`;
  if (Array.isArray(value)) return value.map(bare);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, bare(item)])) : value;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** A body of a provider's block as the parser gives it: blocks as lists, comments gone. */
function expectedBody(body: Json, tree: Json, type = ""): Json {
  const entries = Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
    if (name === "//") return [];
    const inner = tree[name];
    const isAttribute = ambiguous.has(name) && (typeof value === "string" || (Array.isArray(value) && value.length === 0));
    if (typeof value === "string" && scalars[type]?.includes(name) && /^(?:true|false|0|[1-9][0-9]{0,9})$/.test(value)) {
      return [[name, JSON.parse(value)]];
    }
    if (inner === undefined || isAttribute) return [[name, template(value)]];
    const bodies = list(value).filter(isObject);
    return bodies.length === 0 ? [] : [[name, bodies.map((item) => expectedBody(item, inner as Json, type))]];
  });
  return Object.fromEntries(entries);
}

function expectedResource(body: Json, type: string): Json {
  const { provider, depends_on, lifecycle: life, dynamic, ...rest } = body;
  const out: Record<string, unknown> = { ...expectedBody(rest, blocks[type] ?? {}, type) };
  if (provider !== undefined) out.provider = bare(provider);
  if (depends_on !== undefined) out.depends_on = bare(depends_on);
  if (isObject(life)) {
    const entries = Object.entries(life).map(([name, value]) => [
      name,
      lifecycle.references.includes(name) ? bare(value) : value,
    ]);
    out.lifecycle = [Object.fromEntries(entries)];
  }
  if (isObject(dynamic)) {
    const entries = Object.entries(dynamic).map(([name, value]) => {
      const tree = (blocks[type]?.[name] ?? {}) as Json;
      return [
        name,
        list(value)
          .filter(isObject)
          .map(({ content, iterator, ...others }) => ({
            ...(template(others) as Json),
            ...(iterator === undefined ? {} : { iterator: bare(iterator) }),
            content: [expectedBody(content as Json, tree, type)],
          })),
      ];
    });
    out.dynamic = Object.fromEntries(entries);
  }
  return out;
}

function mapValues(value: unknown, map: (item: Json, name: string) => unknown): Json {
  return Object.fromEntries(
    Object.entries(value as Json).map(([name, item]) => [name, list(item).map((each) => map(each as Json, name))]),
  );
}

function expectedVariable(body: Json): Json {
  const { type, validation, "//": _, ...rest } = body;
  return {
    ...(literal(rest) as Json),
    ...(type === undefined ? {} : { type: bare(type) }),
    ...(validation === undefined ? {} : { validation: list(validation).map(template) }),
  };
}

function expectedOutput(body: Json): Json {
  const { value, depends_on, "//": _, ...rest } = body;
  const references = depends_on === undefined ? {} : { depends_on: bare(depends_on) };
  return { ...(literal(rest) as Json), ...references, ...(value === undefined ? {} : { value: template(value) }) };
}

function expectedTerraform(body: Json): Json {
  const { backend, required_providers, ...rest } = body;
  return {
    ...(literal(rest) as Json),
    ...(backend === undefined ? {} : { backend: mapValues(backend, (item) => literal(item)) }),
    ...(required_providers === undefined ? {} : { required_providers: list(required_providers).map(literal) }),
  };
}

const kinds: Readonly<Record<string, (value: unknown) => unknown>> = {
  terraform: (value) => list(value).map((body) => expectedTerraform(body as Json)),
  provider: (value) =>
    mapValues(value, (body, name) => {
      const { alias, ...rest } = body;
      return {
        ...expectedBody(rest, blocks[`provider.${name}`] ?? {}),
        ...(alias === undefined ? {} : { alias: literal(alias) }),
      };
    }),
  variable: (value) => mapValues(value, expectedVariable),
  locals: (value) =>
    list(value).map((body) => {
      const { "//": _, ...values } = body as Json;
      return template(values);
    }),
  output: (value) => mapValues(value, expectedOutput),
  module: (value) =>
    mapValues(value, ({ source, version, providers, depends_on, ...rest }) => ({
      ...(template(rest) as Json),
      ...(source === undefined ? {} : { source: literal(source) }),
      ...(version === undefined ? {} : { version: literal(version) }),
      ...(providers === undefined ? {} : { providers: bare(providers) }),
      ...(depends_on === undefined ? {} : { depends_on: bare(depends_on) }),
    })),
  resource: (value) =>
    Object.fromEntries(
      Object.entries(value as Json).map(([type, all]) => [type, mapValues(all, (body) => expectedResource(body, type))]),
    ),
  data: (value) =>
    Object.fromEntries(
      Object.entries(value as Json).map(([type, all]) => [
        type,
        mapValues(all, (body) => expectedResource(body, `data.${type}`)),
      ]),
    ),
  moved: (value) => list(value).map(bare),
  import: (value) => list(value).map((body) => ({ ...(template(body) as Json), to: bare((body as Json).to) })),
};

/** What the parser must give for a stack of the kinds and types that this file knows. */
export function expected(stack: Json): Json {
  const entries = Object.entries(stack).filter(([name, value]) => name !== "//" && JSON.stringify(value) !== "{}");
  return Object.fromEntries(entries.map(([name, value]) => [name, kinds[name]?.(value)]));
}

/** The expressions inside `jsonencode(...)` and `base64encode(...)`, read by the parser as values of their own. */
async function decoded(expressions: readonly string[]): Promise<readonly unknown[]> {
  if (expressions.length === 0) return [];
  const inner = expressions.map((text, index) => `  v${index} = ${text.slice(text.indexOf("(") + 1, -2)}\n`);
  const read = await parse("x.tf", `locals {\n${inner.join("")}}\n`);
  return expressions.map((_, index) => read.locals[0][`v${index}`]);
}

/** Reads HCL back; documents and user data that were printed as calls become strings again, so that both sides compare. */
export async function readBack(files: ReadonlyMap<string, string>, respelled = false): Promise<unknown> {
  return withCalls(await parse("stack.tf", [...files.values()].join("\n")), respelled);
}

/** Documents and user data that are calls become strings; with `respelled`, expressions are compared by what they say, not by how they are laid out. */
export async function withCalls(read: unknown, respelled = false): Promise<unknown> {
  const spelling = (text: string) => (respelled && text.startsWith("${") ? oneSpelling(text) : text);
  const inDocument = (text: string) => (respelled && /^\$\{.*\}$/s.test(text) ? oneSpelling(text) : unescapeTemplate(text));
  const calls: string[] = [];
  mapStrings(read, (text) => {
    if (/^\$\{(?:jsonencode|base64encode)\(/.test(text)) calls.push(text);
    return text;
  });
  const values = await decoded(calls);
  const texts = new Map(calls.map((call, index) => [call, values[index]]));
  return mapStrings(read, (text) => {
    const value = texts.get(text);
    if (value === undefined) return spelling(text);
    if (text.startsWith("${jsonencode")) return document(JSON.stringify(mapStrings(value, inDocument)));
    return Buffer.from(unescapeTemplate(value as string)).toString("base64");
  });
}

/** An expression without comments, line ends and commas, and with bare keys, so that only what it says is left. */
function oneSpelling(expression: string): string {
  const pieces = expression.match(/"(?:[^"\\]|\\.)*"(?: =)?|#[^\n]*|[^"#]+/g) ?? [];
  return pieces
    .map((piece) => {
      if (piece.startsWith("#")) return " ";
      if (piece.startsWith('"')) return piece.replace(/^"([A-Za-z]\w*)" =$/, "$1 =");
      return piece.replace(/[\s,]+/g, " ").replace(/ +=/g, " =");
    })
    .join("")
    .replace(/(?<=[([{]) +| +(?=[)\]}])/g, "")
    .replace(/ +/g, " ");
}

/** A JSON text in one spelling; any other text as it is. */
function document(text: string): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => [key, sorted(item)]),
    );
  };
  return `json:${JSON.stringify(sorted(JSON.parse(text)))}`;
}

/** Brings the strings that are JSON objects or lists to one spelling. */
export function withDocuments(value: unknown): unknown {
  return mapStrings(value, (text) => {
    if (!/^\s*[{[]/.test(text)) return text;
    try {
      return document(clean(unescapeTemplate(text)));
    } catch {
      return text;
    }
  });
}
