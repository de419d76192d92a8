/** JavaScript gives constructs what TypeScript would refuse: every prop that is missing, null or of another type is a located problem, never a raw error. */
import { App, TerraformStack } from "cdktf";
import * as constructs from "../../modules/constructs";

type Loose = new (scope: TerraformStack, id: string, props?: unknown) => unknown;

const common = { account: "444455556666", region: "us-east-1" };
const containers = { app: { image: "docker.io/library/nginx:1", logs: { driver: "none" } } };
const cluster = { name: "main" };

/** Every construct with the props that it needs. */
const complete: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  TaskRole: {},
  ExecutionRole: { containers },
  Cluster: {},
  Ec2Capacity: { cluster, instanceTypes: ["m7i.large"], subnets: ["subnet-1"], securityGroups: ["sg-1"] },
  RepositoryPolicy: { repository: "base" },
  Service: { cluster, containers },
};

const app = new App();
let stacks = 0;

function problemsOf(name: string, props: unknown): readonly constructs.ProblemsError["problems"][number][] {
  const construct = (constructs as unknown as Readonly<Record<string, Loose>>)[name]!;
  stacks += 1;
  const stack = new TerraformStack(app, `stack${stacks}`);
  try {
    new construct(stack, "x", props);
  } catch (thrown) {
    if (!(thrown instanceof constructs.ProblemsError)) throw thrown;
    return thrown.problems.filter(({ severity }) => severity === "error");
  }
  return [];
}

const said = (name: string, props: unknown) =>
  problemsOf(name, props).map(({ code, path, message, help }) => [code, path.join("."), message, help]);

describe.each(Object.keys(complete))("%s", (name) => {
  const whole = { ...common, ...complete[name] };

  test("takes what it needs", () => {
    expect(problemsOf(name, whole)).toEqual([]);
  });

  test.each([null, "shop", 1, ["shop"]])("takes no %j as its props", (props) => {
    expect(problemsOf(name, props)).toMatchObject([{ code: "wrong-type", path: [] }]);
  });

  test("names each required prop that is missing, all at once and with its cure", () => {
    const required = Object.keys(complete[name] ?? {});
    const found = problemsOf(name, common);
    expect(found.map(({ code, message }) => `${code} ${message}`)).toEqual(
      required.map((prop) => `missing-key missing prop \`${prop}\``),
    );
    for (const { help } of found) expect(help).toMatch(/\S/);
  });

  test("throws nothing but problems for a prop that is null, a number, a list, an object, a function", () => {
    for (const prop of propsOf(name)) {
      for (const value of [null, 7, ["x", null], { nonsense: null }, "some text", () => 1, true]) {
        const found = problemsOf(name, { ...whole, [prop]: value });
        const near = found.filter(({ path }) => path.length === 0 || path[0] === prop || Object.hasOwn(whole, String(path[0])));
        expect([prop, value, found.length - near.length]).toEqual([prop, value, 0]);
        if (value === null) expect([prop, found.length > 0]).toEqual([prop, true]);
      }
    }
  });
});

/** Every prop of a construct, as the message for an unknown one lists them. */
function propsOf(name: string): readonly string[] {
  const [problem] = problemsOf(name, { ...common, ...complete[name], zzzzzzzz: 1 });
  return (problem?.help ?? "").replace("known: ", "").split(", ");
}

const named: readonly (readonly [string, object, readonly (readonly [string, string, string, string])[]])[] = [
  [
    "Service",
    { cluster: "main", containers },
    [
      [
        "wrong-type",
        "cluster",
        "expected a cluster, found the text `main`",
        'pass a `Cluster`, an `EcsCluster`, or `{ name: "..." }`',
      ],
    ],
  ],
  [
    "Service",
    { cluster: {}, containers },
    [["missing-key", "cluster", "missing prop `name`", "`name`: the name of the cluster"]],
  ],
  [
    "Service",
    { cluster, containers, taskRole: "arn:aws:iam::444455556666:role/x", capacity: { name: "c" } },
    [
      [
        "missing-key",
        "capacity",
        "missing prop `capacityProviderName`",
        'pass an `Ec2Capacity`, or `{ capacityProviderName: "..." }`',
      ],
      [
        "wrong-type",
        "taskRole",
        "expected a role, found the text `arn:aws:iam::444455556666:role/x`",
        'pass a `TaskRole`, an `IamRole`, `{ arn: "..." }`, or the options of a role to write',
      ],
    ],
  ],
  [
    "Service",
    { cluster, containers, repositories: { base: "base" } },
    [
      [
        "wrong-type",
        "repositories.base",
        "expected a repository, found the text `base`",
        "pass an `EcrRepository`, or `{ repositoryUrl, arn }`",
      ],
    ],
  ],
  [
    "RepositoryPolicy",
    { repository: "base", pullers: ["arn:aws:iam::111122223333:role/x", {}], accounts: "111122223333" },
    [
      [
        "wrong-type",
        "pullers.0",
        "expected a role that pulls, found the text `arn:aws:iam::111122223333:role/x`",
        'pass `{ roleArn: "..." }`',
      ],
      ["missing-key", "pullers.1", "missing prop `roleArn`", 'pass `{ roleArn: "..." }`'],
      ["wrong-type", "accounts", "expected a list, found the text `111122223333`", "write `[...]` around the items"],
    ],
  ],
  [
    "TaskRole",
    { policies: "inlined", tags: { Team: 3 }, ownAccounts: "111122223333" },
    [
      ["wrong-type", "ownAccounts", "expected a list, found the text `111122223333`", "write `[...]` around the items"],
      ["invalid-value", "policies", "`inlined` is not one of the choices", "use `inline` or `managed`"],
      ["wrong-type", "tags.Team", "expected text, found the number `3`", "pass a string"],
    ],
  ],
];

test.each(named)("%s says of %j what is wrong and what to pass", (name, props, problems) => {
  expect(said(name, { ...common, ...props })).toEqual(problems);
});
