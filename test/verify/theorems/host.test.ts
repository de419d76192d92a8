/** Host: ways out of a task onto instances that other services use, alone, acknowledged, or refused. */

import { draftPlatform } from "../../../modules/pipeline";
import { type Proof, prove } from "../../../modules/verify/prove";
import { isOfSystem } from "../../../modules/verify/theorems/host-risks";

const ec2 = (system = ""): string =>
  `{ ec2: { ${system} instanceTypes: [m7i.large], subnets: [subnet-0a1b2c3d4e5f60718], securityGroups: [sg-0a1b2c3d4e5f60718] } }`;
const image = '"public.ecr.aws/x/y:1"';

interface Parts {
  readonly a?: string;
  readonly container?: string;
  readonly b?: string;
  readonly clusters?: string;
}

function proofOf({
  a = "",
  container = "",
  b = "cluster: main, networkMode: bridge",
  clusters = `main: ${ec2()}`,
}: Parts): Proof {
  const text = [
    "platform: shop",
    'accounts: { prod: { id: "123456789012", region: us-east-1 } }',
    `clusters: { ${clusters} }`,
    "services:",
    `  a: { ${/cluster:/.test(a) ? "" : "cluster: main,"} logs: { driver: none }, containers: { app: { image: ${image}, memory: 256 ${container} } } ${a} }`,
    `  b: { ${b}, logs: { driver: none }, containers: { app: { image: ${image}, memory: 256 } } }`,
  ].join("\n");
  const outcome = draftPlatform({ file: "platform.yaml", text });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return prove(outcome.value);
}

function hostOf(parts: Parts) {
  const proof = proofOf(parts);
  const found = proof.theorems.find(({ id }) => id === "host");
  if (found === undefined) throw new Error("no theorem");
  return { ...found, problems: proof.problems };
}

const risks: readonly (readonly [id: string, parts: Parts, what: string])[] = [
  ["host-network", { a: ", networkMode: host" }, "`networkMode: host`"],
  [
    "privileged-container",
    { a: ", networkMode: bridge", container: ", privileged: true" },
    "container `app` with `privileged: true`",
  ],
  [
    "host-path",
    { a: ", networkMode: bridge, volumes: { sock: { host: /var/run/docker.sock } }" },
    "host path `/var/run/docker.sock`",
  ],
];

test.each(risks)("%s on instances that another service uses is refused", (id, parts, what) => {
  const { verdict, counterexamples, problems } = hostOf(parts);
  expect(verdict).toBe("refuted");
  expect(counterexamples.map(({ words }) => words)).toEqual([
    expect.stringMatching(
      new RegExp(
        `^service \`a\` \\(.*\\) shares the instances of capacity \`shop-main\` with \`b\`: .*, which is the danger \`${id}\`$`,
      ),
    ),
  ]);
  expect(counterexamples[0]?.words).toContain(what);
  expect(problems[0]).toMatchObject({
    code: "danger",
    severity: "error",
    path: ["services", "a"],
    help: expect.stringContaining(`id: ${id}`),
  });
});

test.each(risks)("%s can be taken on, and is said then", (id, parts) => {
  const { verdict, assumptions, problems } = hostOf({ ...parts, a: `${parts.a}, acknowledge: [{ id: ${id}, why: a reason }]` });
  expect([verdict, problems]).toEqual(["proved", []]);
  expect(assumptions).toEqual([expect.stringMatching(new RegExp(`^acknowledged: \`${id}\` for service \`a\` `))]);
});

test.each(risks)("%s of a service that has the instances to itself is said, and no fault", (_, parts) => {
  for (const b of ["cluster: far", "cluster: main, launchType: fargate, networkMode: awsvpc, cpu: 256, memory: 512"]) {
    const { verdict, assumptions } = hostOf({ ...parts, b, clusters: `main: ${ec2()}, far: {}` });
    expect(verdict).toBe("proved");
    expect(assumptions).toEqual([expect.stringMatching(/^alone on capacity `shop-main`: service `a` /)]);
  }
});

test("another capacity of the same cluster is another set of instances", () => {
  const kinds = "{ instanceTypes: [m7i.large], subnets: [subnet-0a1b2c3d4e5f60718], securityGroups: [sg-0a1b2c3d4e5f60718] }";
  const clusters = `main: { capacity: { one: ${kinds}, two: ${kinds} } }`;
  const of = (one: string, two: string) =>
    hostOf({ a: `, networkMode: host, capacity: ${one}`, b: `cluster: main, networkMode: bridge, capacity: ${two}`, clusters })
      .verdict;
  expect([of("one", "two"), of("one", "one")]).toEqual(["proved", "refuted"]);
});

test("an acknowledgement of a risk that the service does not take is a warning", () => {
  const { problems } = hostOf({ a: ", networkMode: bridge, acknowledge: [{ id: host-network, why: a reason }]" });
  expect(problems).toEqual([expect.objectContaining({ code: "unused-acknowledgement", severity: "warning" })]);
});

test.each([
  ...[
    "/",
    "/var",
    "/var/",
    "//var//run",
    "/var/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/etc",
    "/etc/ecs/ecs.config",
  ],
  ...["/proc", "/proc/1", "/sys/fs", "/dev", "/dev/mem", "/root/.ssh", "/home/ec2-user/.ssh", "/var/lib", "/var/lib/ecs/data"],
  ...["/var/lib/docker/containers", "/srv/../etc", "/data/./../../etc", "/opt/amazon", "/usr/bin", "/var/log/ecs", "/boot"],
  ...["C:\\", "c:/", "C:\\ProgramData\\Amazon\\ECS", "C:\\Windows\\System32", "c:\\Program Files\\Amazon", "C:\\Users"],
  ...["\\\\.\\pipe\\docker_engine", "//./pipe/docker_engine", "npipe:////./pipe/docker_engine"],
])("`%s` is a part of the host", (path) => expect(isOfSystem(path)).toBe(true));

test.each([
  "/data",
  "/mnt/efs",
  "/srv/cache",
  "/var/cache/app",
  "/var/log/app",
  "/var/libx",
  "/etcetera",
  "/runtime",
  "C:\\data",
  "D:\\Windows",
])("`%s` is none", (path) => expect(isOfSystem(path)).toBe(false));

const onExisting = (acknowledge = ""): Parts => ({
  a: `, cluster: there, launchType: ec2, networkMode: host${acknowledge}`,
  b: "cluster: main, networkMode: bridge",
  clusters: `main: ${ec2()}, there: { existing: true }`,
});

test("on a cluster that exists already, nobody says that a service is alone: it is unknown", () => {
  const { verdict, counterexamples, assumptions, problems } = hostOf(onExisting());
  expect([verdict, assumptions]).toEqual(["unknown", []]);
  expect(counterexamples.map(({ words }) => words)).toEqual([
    expect.stringMatching(/^service `a` \(`networkMode: host`\) may share the instances of cluster `there` with others: /),
  ]);
  expect(problems).toEqual([expect.objectContaining({ code: "proof-unknown", severity: "warning", path: ["services", "a"] })]);
});

test("on a cluster that exists already, the risk can be taken on", () => {
  const { verdict, assumptions, problems } = hostOf(onExisting(", acknowledge: [{ id: host-network, why: a reason }]"));
  expect([verdict, problems]).toEqual(["proved", []]);
  expect(assumptions).toEqual([expect.stringMatching(/^acknowledged: `host-network` for service `a` /)]);
});
