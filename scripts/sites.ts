/** The platforms of the benchmarks. */

/** Sites with a task of two containers, a secret, and a bucket that no other site reaches. */
export function sites(count: number): string {
  return platform(count, (name) => [`s3: { bucket: ${name}-uploads, can: [read, write] }`]);
}

const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:123456789012:${rest}`;

/** What the access list of one site has, where platforms of other shapes differ. */
const shapes: Readonly<Record<string, (name: string, variable: string) => readonly string[]>> = {
  "one bucket for all": () => ["s3: { bucket: uploads, can: [read, write] }"],
  "prefixes of one bucket": (name) => [`s3: { bucket: uploads, prefix: ${name}/, can: [read, write] }`],
  "late values": (_, variable) => [
    `dynamodb: { table: { var: table_${variable} }, can: [read, write] }`,
    `s3: { bucket: { var: bucket_${variable} }, can: read }`,
    `sqs: { queue: { var: queue_${variable} }, can: send }`,
  ],
  "twenty grants": (name) =>
    Array.from({ length: 20 }, (_, index) => `dynamodb: { table: ${name}-${index}, can: [read, write] }`),
  "statements with wildcards": (name) => [
    `statement: { why: all photos, actions: ["s3:Get*"], resources: ["arn:aws:s3:::${name}-*/*"] }`,
    `statement: { why: all regions, actions: ["dynamodb:Query"], resources: ["${arn("dynamodb", `table/*-${name}`)}"] }`,
  ],
  "tasks that run tasks": (name) => [
    `statement: { actions: ["iam:PassRole"], resources: ["arn:aws:iam::123456789012:role/${name}-job"], conditions: { StringEquals: { "iam:PassedToService": ["ecs-tasks.amazonaws.com"] } } }`,
    `statement: { why: all revisions, actions: ["ecs:RunTask"], resources: ["${arn("ecs", `task-definition/${name}:*`)}"] }`,
  ],
};

/** Platforms with as many services in other shapes, by name: what could make a proof compare every pair of them. */
export function otherShapes(count: number): readonly (readonly [shape: string, text: string])[] {
  return Object.entries(shapes).map(([shape, access]) => [shape, platform(count, access)]);
}

function platform(count: number, access: (name: string, variable: string) => readonly string[]): string {
  const services = Array.from({ length: count }, (_, index) => {
    const number = String(index).padStart(6, "0");
    const name = `site-${number}`;
    return [
      `  ${name}:`,
      "    cluster: sites",
      "    containers:",
      '      web: { image: "site:12", ports: [8080], memory: 256 }',
      '      uploader: { image: "uploader:3", memory: 128, secrets: { KEY: "ssm:/sites/key" } }',
      "    access:",
      ...access(name, number).map((item) => `      - ${item}`),
    ].join("\n");
  });
  return [
    "platform: sites",
    'accounts: { hosting: { id: "123456789012", region: us-east-1 } }',
    "clusters: { sites: { ec2: { instanceTypes: [m7i.large], subnets: [subnet-1], securityGroups: [sg-1] } } }",
    "repositories: { site: {}, uploader: {} }",
    "services:",
    ...services,
  ].join("\n");
}
