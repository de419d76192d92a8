import type { Container, Logging, Secret } from "../../modules/model/model";
import { containerDefinitions } from "../../modules/resources/container-definition";
import { terraformString } from "../../modules/resources/expression";
import * as fixture from "./fixture";
import { evaluate } from "./template";

const secret: Secret = {
  name: "B",
  kind: "parameter",
  valueFrom: "arn:aws:ssm:us-east-1:123456789012:parameter/orders/b",
  resource: "arn:aws:ssm:us-east-1:123456789012:parameter/orders/b",
  exact: true,
  place: fixture.place,
  path: [],
};
const file = {
  bucketArn: "arn:aws:s3:::config",
  objectArn: "arn:aws:s3:::config/app.env",
  owner: "123456789012",
  region: "us-east-1",
  partition: "aws",
  path: [],
};
const none: Logging = { driver: "none" };

function definition(change: Partial<Container>): unknown {
  const [only] = JSON.parse(evaluate(terraformString(containerDefinitions([fixture.container("app", change)]))) as string);
  const { name: _, image: __, ...rest } = only;
  return rest;
}

const cases: readonly (readonly [string, Partial<Container>, unknown])[] = [
  ["is its name and image when nothing else is used", {}, {}],
  [
    "keeps the API's words of settings",
    { settings: { essential: false, cpu: 0, command: [] } },
    { essential: false, cpu: 0, command: [] },
  ],
  ["leaves out settings that are undefined", { settings: { user: undefined } }, {}],
  [
    "sorts the environment by name",
    { environment: { B: "2", A: "" } },
    {
      environment: [
        { name: "A", value: "" },
        { name: "B", value: "2" },
      ],
    },
  ],
  [
    "sorts secrets by name and takes valueFrom, not the IAM resource",
    { secrets: [secret, { ...secret, name: "A", valueFrom: `${secret.valueFrom}:key::` }] },
    {
      secrets: [
        { name: "A", valueFrom: `${secret.valueFrom}:key::` },
        { name: "B", valueFrom: secret.valueFrom },
      ],
    },
  ],
  [
    "names environment files by their object",
    { environmentFiles: [file] },
    { environmentFiles: [{ value: file.objectArn, type: "s3" }] },
  ],
  [
    "names registry credentials",
    { repositoryCredentials: secret },
    { repositoryCredentials: { credentialsParameter: secret.valueFrom } },
  ],
  [
    "says whether a credential specification is domainless",
    {
      credentialSpecs: [
        { kind: "s3", file, domainless: false },
        { kind: "parameter", parameter: secret, domainless: true },
      ],
    },
    { credentialSpecs: [`credentialspec:${file.objectArn}`, `credentialspecdomainless:${secret.resource}`] },
  ],
  [
    "lets the agent create the log group when asked to",
    {
      logging: {
        driver: "awslogs",
        group: "/g",
        groupArn: "arn:aws:logs:us-east-1:123456789012:log-group:/g",
        streamPrefix: "p",
        region: "eu-west-1",
        createGroup: true,
        managed: false,
        options: { mode: "non-blocking" },
        path: [],
      },
    },
    {
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          "awslogs-create-group": "true",
          "awslogs-group": "/g",
          "awslogs-region": "eu-west-1",
          "awslogs-stream-prefix": "p",
          mode: "non-blocking",
        },
      },
    },
  ],
  [
    "has no options where the driver has none",
    { logging: { driver: "journald", options: {}, secretOptions: [], path: [] } },
    { logConfiguration: { logDriver: "journald" } },
  ],
  [
    "gives secret options to the driver",
    {
      logging: {
        driver: "splunk",
        options: { "splunk-url": "https://x" },
        secretOptions: [{ ...secret, name: "splunk-token" }],
        path: [],
      },
    },
    {
      logConfiguration: {
        logDriver: "splunk",
        options: { "splunk-url": "https://x" },
        secretOptions: [{ name: "splunk-token", valueFrom: secret.valueFrom }],
      },
    },
  ],
  ["routes logs without options", { router: { type: "fluentd", options: {} } }, { firelensConfiguration: { type: "fluentd" } }],
  [
    "routes logs by a file in the image",
    { router: { type: "fluentbit", options: { a: "b" }, configuration: { kind: "file", value: "/x.conf" } } },
    {
      firelensConfiguration: {
        type: "fluentbit",
        options: { a: "b", "config-file-type": "file", "config-file-value": "/x.conf" },
      },
    },
  ],
];

describe("a container definition", () => {
  test.each(cases)("%s", (_, change, expected) => {
    expect(definition({ logging: none, settings: {}, ...change })).toEqual(expected);
  });

  test('has no log configuration when logging is off (bug 12: `awslogs-group = ""`)', () => {
    expect(definition({ logging: none })).not.toHaveProperty("logConfiguration");
  });

  test("keeps labels that look like late values", () => {
    const dockerLabels = { late: "string", name: "x", template: "${file(1)}", parts: "p", kind: "list" };
    expect(definition({ logging: none, settings: { dockerLabels } })).toEqual({ dockerLabels });
  });

  test("has its keys in one order, whatever the order of the settings", () => {
    const text = (settings: Container["settings"]) =>
      terraformString(containerDefinitions([fixture.container("app", { settings })]));
    expect(text({ essential: true, cpu: 1 })).toMatch(
      /^\[\{"name":"app","image":"[^"]+","essential":true,"cpu":1,"logConfiguration":/,
    );
  });
});
