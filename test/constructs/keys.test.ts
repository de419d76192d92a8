/** A key that may be empty at plan time, at every place where the schema takes one: no statement ever has an empty resource. */
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Fn, type TerraformStack, TerraformVariable } from "cdktf";
import { Cluster, Ec2Capacity, ExecutionRole, Service, TaskRole } from "../../modules/constructs";
import type { AccessProp } from "../../modules/constructs/grants";
import { platformFile } from "../../modules/spec/schema";
import { sample } from "../laws";
import { keyPlaces } from "./schema-keys";
import { type Synthesised, synthStack } from "./synth";

type Build = (stack: TerraformStack, key: string) => void;
/** What becomes of a key: a statement of a role, an argument of a resource. */
type Becomes = "statement" | "argument" | "both";
type Place = readonly [path: string, becomes: Becomes, build: Build];

const here = { account: "444455556666", region: "us-east-1", platform: "shop" };
const cluster = { name: "main" };
const secret = "arn:aws:secretsmanager:us-east-1:444455556666:secret:a-AbCdEf";
const image = "docker.io/library/nginx:1";
const app = { image, logs: { driver: "none" } } as const;
const network = { subnets: ["subnet-1"], securityGroups: ["sg-1"] };
const machine = (key: string) => ({ ...network, instanceTypes: ["m7g.large"], architecture: "arm64" as const, volume: { key } });

const secretForms = (
  place: string,
  container: (given: { secret: string; key: string } | { parameter: string; key: string }) => object,
): readonly Place[] => [
  [`${place}{secret}.key`, "statement", executionRole((key) => container({ secret, key }))],
  [`${place}{parameter}.key`, "statement", executionRole((key) => container({ parameter: "/a", key }))],
];

/** An execution role with these options; those of the container `app` stand in `app`. */
function executionRole(given: (key: string) => object): Build {
  return (stack, key) => {
    const { app: container, ...options } = { app: {}, ...given(key) };
    new ExecutionRole(stack, "r", { ...here, containers: { app: { ...app, ...container } }, ...options });
  };
}

function service(given: (key: string) => object, cluster: object = { name: "main" }): Build {
  return (stack, key) =>
    void new Service(stack, "r", { ...here, cluster: { name: "main", ...cluster }, containers: { app }, ...given(key) });
}

const container = "services.*.containers.*";
const ofContainers: readonly Place[] = [
  ...secretForms(`${container}.secrets.*`, (A) => ({ app: { secrets: { A } } })),
  ...secretForms(`${container}.registryCredentials`, (registryCredentials) => ({ app: { registryCredentials } })),
  ...secretForms(`${container}.credentialSpecs.*.secret`, (given) => ({
    app: { credentialSpecs: [{ from: { parameter: "/spec" }, domainless: true, secret: given }] },
  })),
  ...secretForms(`${container}.logs.secretOptions.*`, (token) => ({
    app: { logs: { driver: "splunk", secretOptions: { "splunk-token": token } } },
  })),
  ...secretForms("services.*.logs.secretOptions.*", (token) => ({
    app: { logs: undefined },
    logs: { driver: "splunk", secretOptions: { "splunk-token": token } },
  })),
  ...secretForms("services.*.volumes.*.fsxWindows.credentials", (credentials) => ({
    volumes: { files: { fsxWindows: { fileSystem: "fs-0123456789abcdef0", domain: "corp.example.com", credentials } } },
  })),
  [
    `${container}.environmentFiles.*.key`,
    "statement",
    executionRole((key) => ({ app: { environmentFiles: [{ object: "s3://b-1/a.env", key }] } })),
  ],
  [
    `${container}.credentialSpecs.*.from{s3}.s3.key`,
    "statement",
    executionRole((key) => ({ app: { credentialSpecs: [{ from: { s3: { object: "s3://b-1/spec.json", key } } }] } })),
  ],
  [
    `${container}.router.configuration{s3}.s3.key`,
    "statement",
    executionRole((key) => ({ app: { router: { configuration: { s3: { object: "s3://b-1/fluent.conf", key } } } } })),
  ],
  [`${container}.logs.key`, "argument", service((key) => ({ containers: { app: { image, logs: { key } } } }))],
  ["services.*.logs.key", "argument", service((key) => ({ containers: { app: { image } }, logs: { key } }))],
];

const accessItems: Readonly<Record<string, object>> = {
  s3: { bucket: "b-1", can: "read" },
  dynamodb: { table: "orders", can: "read" },
  "dynamodb-stream": { table: "orders" },
  "rds-data": { cluster: "orders", secret },
  sqs: { queue: "jobs", can: "send" },
  sns: { topic: "news" },
  kinesis: { stream: "clicks", can: "read" },
  states: { machine: "pay", can: "describe" },
  secret: { secret },
  parameter: { parameter: "/a" },
  kms: { can: "decrypt" },
};
/** A policy whose every statement depended on a key would be none without it, which AWS refuses. */
const withoutKey = { sqs: { queue: "audit", can: "send" } };
const ofAccess = Object.entries(accessItems).flatMap(([intent, item]): readonly Place[] => {
  const access = (key: string) => [{ [intent]: { ...item, key } }, withoutKey] as readonly AccessProp[];
  return [
    [
      `services.*.access.*.${intent}.key`,
      "statement",
      (stack, key) => void new TaskRole(stack, "r", { ...here, access: access(key) }),
    ],
    [`services.*.access.*.${intent}.key`, "statement", service((key) => ({ access: access(key) }))],
    [`services.*.access.*.${intent}.key`, "statement", (stack, key) => new TaskRole(stack, "r", here).grant(...access(key))],
    [
      `services.*.taskRoleOverrides.*.access.*.${intent}.key`,
      "statement",
      service((key) => ({ taskRoleOverrides: { repair: { access: access(key), why: "by hand" } } })),
    ],
  ];
});

const exec = (key: string) => ({ exec: { logGroup: "/exec", key } });
const ofInfrastructure: readonly Place[] = [
  ["clusters.*.exec.key", "argument", (stack, key) => void new Cluster(stack, "r", { ...here, exec: { key } })],
  [
    "clusters.*.exec.key",
    "statement",
    (stack, key) => void new TaskRole(stack, "r", { ...here, exec: true, cluster: { ...cluster, ...exec(key) } }),
  ],
  ["clusters.*.exec.key", "statement", (stack, key) => service(() => ({ exec: true }), exec(key))(stack, key)],
  [
    "clusters.*.exec.key",
    "both",
    (stack, key) => {
      const written = new Cluster(stack, "c", { ...here, exec: { key } });
      new TaskRole(stack, "r", { ...here, exec: true, cluster: written });
    },
  ],
  ["clusters.*.ec2.volume.key", "argument", (stack, key) => void new Cluster(stack, "r", { ...here, ec2: machine(key) })],
  [
    "clusters.*.capacity.*.volume.key",
    "argument",
    (stack, key) => void new Cluster(stack, "r", { ...here, capacity: { arm: machine(key) } }),
  ],
  [
    "clusters.*.capacity.*.volume.key",
    "argument",
    (stack, key) => void new Ec2Capacity(stack, "r", { ...here, cluster, ...machine(key) }),
  ],
  [
    "services.*.volumes.*.ebs.key",
    "both",
    service((key) => ({
      containers: { app: { ...app, mounts: [{ volume: "data", path: "/data" }] } },
      volumes: { data: { ebs: { sizeGiB: 10, key } } },
      deployment: network,
    })),
  ],
  [
    "services.*.deployment.serviceConnect.tls.key",
    "both",
    service((key) => ({
      containers: { app: { ...app, ports: [{ port: 80, name: "http" }] } },
      deployment: {
        ...network,
        serviceConnect: {
          namespace: "shop",
          services: [{ portName: "http" }],
          tls: {
            certificateAuthority:
              "arn:aws:acm-pca:us-east-1:444455556666:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab",
            key,
          },
        },
      },
    })),
  ],
];

/** Constructs write no ECR repository, and a construct's props have no names for keys. */
const withoutConstruct = /^(?:keys|repositories)\./;

const places = [...ofContainers, ...ofAccess, ...ofInfrastructure];

/** Every string of the resources, with the name of the argument that it is. */
function strings(value: unknown, argument = ""): readonly (readonly [argument: string, text: string])[] {
  if (typeof value === "string") return [[argument, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => strings(item, Array.isArray(value) || key === "" ? argument : key));
}

function written(build: Build, keyOf: (stack: TerraformStack) => string) {
  const json: Synthesised = synthStack((stack) => build(stack, keyOf(stack)));
  const { aws_kms_key: _, ...resources } = json.resource;
  const all = strings(resources);
  const policies = all.filter(([argument]) => argument === "policy" || argument === "assume_role_policy").map(([, text]) => text);
  const keyArguments = all.filter(([argument]) => /^kms_key(?:_id)?$/.test(argument)).map(([, text]) => text);
  return { policies: policies.join("\n"), keyArguments };
}

const variable = (stack: TerraformStack) => new TerraformVariable(stack, "key", { type: "string", default: "" }).stringValue;
const conditional = (stack: TerraformStack) => Fn.conditional(true, variable(stack), "");
const literal = () => "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ofResource = (stack: TerraformStack) => new KmsKey(stack, "k", {}).arn;

test("the table has every place where the schema takes a key", () => {
  const wanted = keyPlaces(platformFile).filter((place) => !withoutConstruct.test(place));
  expect([...new Set(places.map(([path]) => path))].sort()).toEqual([...new Set(wanted)].sort());
});

/** The text without the lists that are there only under a condition; `condition` is how each begins. */
function unconditional(text: string, condition: string): string {
  const [before = "", ...rest] = text.split(`[${condition}`);
  return before + rest.map((body) => body.slice(endOfList(body))).join("");
}

/** Where the list ends whose first bracket stands before the text. */
function endOfList(text: string): number {
  let depth = 1;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "[") depth += 1;
    if (text[at] === "]") depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error(`no end of the list: ${text}`);
}

describe.each([
  ["a variable", variable, "${var.key}", "var.key"],
  ["a conditional", conditional, '${true ? var.key : ""}', '"${true ? var.key : ""}"'],
])("%s that may be empty", (_, keyOf, argument, expression) => {
  test.each(sample(places, 5))("%s: %s", (_path, becomes, build) => {
    const { policies, keyArguments } = written(build, keyOf);
    const condition = `for k in compact([${expression}]) : `;
    if (becomes === "argument") expect(policies).not.toContain("var.key");
    else expect(policies).toContain(condition);
    expect(unconditional(policies, condition)).not.toContain("var.key");
    // Terraform's provider takes `""` for an argument that is absent.
    expect([...new Set(keyArguments)]).toEqual(becomes === "statement" ? [] : [argument]);
  });
});

describe.each([
  ["a literal ARN", literal, literal()],
  ["the ARN of a key", ofResource, "aws_kms_key.k.arn"],
])("%s is certain", (_, keyOf, expression) => {
  test.each(sample(places, 5))("%s: %s", (_path, becomes, build) => {
    const { policies, keyArguments } = written(build, keyOf);
    expect(policies).not.toContain("compact(");
    expect(policies.includes(expression)).toBe(becomes !== "argument");
    expect(keyArguments.every((text) => text.includes(expression))).toBe(true);
    expect(keyArguments.length > 0).toBe(becomes !== "statement");
  });
});
