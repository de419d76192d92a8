/** Expectations made to take forever: nothing takes long. */
import { planPlatform } from "../../../modules/pipeline";
import { cpuTime } from "../cpu-time";

const head = [
  "platform: shop",
  'accounts: { production: { id: "123456789012", region: us-east-1 } }',
  "clusters: { main: {} }",
  "services:",
  '  api: { cluster: main, logs: { driver: none }, containers: { app: { image: "public.ecr.aws/x/y:1" } }, access: [{ dynamodb: { table: sessions, can: read } }, { s3: { bucket: photos, can: read } }] }',
  '  web: { cluster: main, logs: { driver: none }, containers: { app: { image: "public.ecr.aws/x/y:1" } } }',
].join("\n");

function expecting(...entries: readonly string[]) {
  return planPlatform({
    file: "platform.yaml",
    text: `${head}\nexpect:\n${entries.map((entry) => `  - ${entry}`).join("\n")}\n`,
  });
}

const costly: readonly [string, () => readonly string[]][] = [
  ["a resource of a thousand stars", () => [`{ deny: "s3:*", on: "arn:aws:s3:::${"*".repeat(1000)}", service: api }`]],
  [
    "a resource of six hundred stars and letters",
    () => [`{ deny: "s3:*", on: "arn:aws:s3:::${"*a".repeat(600)}b", service: api }`],
  ],
  ["an action of stars and letters", () => [`{ deny: "s3:${"*e".repeat(60)}q", service: api }`]],
  [
    "an action of stars and questions to be allowed",
    () => [`{ allow: "s3:${"*?".repeat(60)}", on: "arn:aws:s3:::${"*?".repeat(400)}", service: api }`],
  ],
  ["a name of two thousand slashes", () => [`{ deny: "s3:*", on: "${"/".repeat(2000)}" }`]],
  [
    "a context of two thousand keys",
    () => [
      `{ deny: "s3:*", service: api, context: { ${Array.from({ length: 2000 }, (_, index) => `"a:k${index}": x`).join(", ")} } }`,
    ],
  ],
  [
    "ten thousand expectations",
    () =>
      Array.from({ length: 10_000 }, (_, index) =>
        index % 2 === 0
          ? '{ deny: "dynamodb:PutItem", on: sessions, service: api }'
          : '{ allow: "dynamodb:GetItem", on: sessions, service: api }',
      ),
  ],
  [
    "two thousand wrong names",
    () => Array.from({ length: 2000 }, (_, index) => `{ deny: "dynamodb:*", on: nothing-${index}, service: api }`),
  ],
];

test.each(costly)("%s takes no time worth mentioning", (_name, entries) => {
  const text = entries();
  const took = cpuTime(() => expect(expecting(...text).problems.length).toBeLessThanOrEqual(2001));
  expect(took).toBeLessThan(8000);
});
