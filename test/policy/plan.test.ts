/** The policy stage as a whole: which roles a stack has, whose they are, and what it does not depend on. */
import { stringify } from "yaml";
import type { ServiceModel } from "../../modules/model/model";
import { documentStatement } from "../../modules/policy/document";
import { planPolicies } from "../../modules/policy/plan";
import type { Grant, Policy } from "../../modules/policy/statement";
import { expectGolden } from "../cli/golden";
import { everyPolicy, everyStack } from "./everything";
import {
  awslogs,
  capacity,
  cluster,
  container,
  ecrImage,
  executionRole,
  reporting,
  repository,
  role,
  secret,
  service,
  stack,
  stackOf,
  taskRole,
} from "./fixture";

const plan = (model: Parameters<typeof planPolicies>[0]) => reporting((report) => planPolicies(model, report));
const shown = (model: Parameters<typeof planPolicies>[0]) =>
  plan(model).value.roles.map(({ kind, role: { name }, owner, description, policies }) => ({
    kind,
    name,
    owner,
    description,
    policies: policies.map(({ name: policy }) => policy),
  }));

test("an empty stack has no policies", () => {
  expect(plan(stack())).toEqual({ value: { roles: [], repositories: [], buckets: [] }, problems: [] });
});

test("an execution role that nothing needs is not written; the task role always is", () => {
  expect(shown(stackOf(service()))).toEqual([
    { kind: "task", name: "shop-orders-task", owner: "orders", description: "Task role of service orders", policies: [] },
  ]);
});

test("an existing execution role is in the list though nothing needs it", () => {
  const existing = executionRole({ role: role("theirs", { existing: true }) });
  expect(shown(stackOf(service({ executionRole: existing }))).map(({ kind, name }) => [kind, name])).toEqual([
    ["task", "shop-orders-task"],
    ["execution", "theirs"],
  ]);
});

test("an existing role carries what it must allow, whatever its size", () => {
  const existing = executionRole({ role: role("theirs", { existing: true }) });
  const secrets = Array.from({ length: 200 }, (_, index) => secret(`s${index}`));
  const { value, problems } = plan(stackOf(service({ executionRole: existing, containers: [container({ secrets })] })));
  expect(problems).toEqual([]);
  expect(value.roles.find(({ kind }) => kind === "execution")?.policies[0]?.grants[0]?.statement.Resource).toHaveLength(200);
});

test("one existing task role of two services must allow what both need", () => {
  const theirs = taskRole({ role: role("theirs", { existing: true }) });
  const exec = { path: ["services", "orders", "exec"] };
  const services = [
    service({ taskRole: theirs, exec }),
    service({ name: "carts", taskRole: theirs, exec: { path: ["services", "carts", "exec"] } }),
  ];
  const [both, ...others] = plan(stack({ services })).value.roles;
  expect(others).toEqual([]);
  expect(both?.owner).toBe("orders, carts");
  expect(both?.policies[0]?.grants.map(({ statement, reason }) => [statement.Sid, reason.paths])).toEqual([
    [
      "OpenExecChannel",
      [
        ["services", "carts", "exec"],
        ["services", "orders", "exec"],
      ],
    ],
  ]);
});

test("overrides, infrastructure and instance roles belong to their service or capacity", () => {
  const one = service({
    overrides: [taskRole({ role: role("shop-orders-import"), override: "import" })],
    infrastructureRole: role("shop-orders-infrastructure"),
  });
  expect(shown(stack({ services: [one], clusters: [cluster({ capacities: [capacity()] })] }))).toEqual([
    {
      kind: "task",
      name: "shop-orders-import",
      owner: "orders",
      description: "Task role of service orders for manual runs: import",
      policies: [],
    },
    {
      kind: "infrastructure",
      name: "shop-orders-infrastructure",
      owner: "orders",
      description: "Infrastructure role of service orders",
      policies: [],
    },
    { kind: "task", name: "shop-orders-task", owner: "orders", description: "Task role of service orders", policies: [] },
    {
      kind: "instance",
      name: "shop-production-instance",
      owner: "shop-production-ec2",
      description: "Container instance role of cluster production",
      policies: ["shop-production-instance"],
    },
  ]);
});

test.each([
  [["a"], "Execution role of service a"],
  [["a", "b"], "Execution role shared by services a, b"],
  [["a", "b", "c", "d", "e"], "Execution role shared by 5 services"],
])("the execution role of %j is described as %s", (services, expected) => {
  const shared = executionRole({ services });
  const model = stack({
    services: services.map((name) => service({ name, containers: [container({ image: ecrImage("a") })] })),
    executionRoles: [shared],
  });
  expect(plan(model).value.roles.find(({ kind }) => kind === "execution")?.description).toBe(expected);
});

test("a repository that nobody else pulls from is not in the list", () => {
  expect(plan(stack({ repositories: [repository()] })).value.repositories).toEqual([]);
});

test("all roles that are too large are reported in one run", () => {
  const secrets = Array.from({ length: 200 }, (_, index) => secret(`s${index}`));
  const large = (name: string): ServiceModel =>
    service({
      name,
      containers: [container({ secrets })],
      executionRole: executionRole({ services: [name], role: role(`${name}-execution`) }),
    });
  const services = [large("a"), large("b")];
  const { problems } = plan(stack({ services, executionRoles: services.map((one) => one.executionRole) }));
  expect(problems.map(({ code, path }) => [code, path])).toEqual([
    ["policy-too-large", ["services", "a-execution"]],
    ["policy-too-large", ["services", "b-execution"]],
  ]);
});

/** A grant as text: its statement, what it depends on, and its reason with all that is shown to people. */
const grantShown = ({ statement, when, reason }: Grant) => ({
  ...documentStatement(statement),
  ...(when === undefined ? {} : { when: when.name }),
  reason: { ...reason, paths: reason.paths.map((path) => path.join(".")) },
});
const policyShown = ({ name, grants }: Policy) => ({ name, grants: grants.map(grantShown) });

test("every feature at once: every statement with its reason is what a person has read", () => {
  const shownPolicies = {
    roles: everyPolicy.roles.map(({ role, kind, owner, description, trust, policies }) => ({
      role: role.name,
      kind,
      owner,
      description,
      trust: trust.grants.map(grantShown),
      policies: policies.map(policyShown),
    })),
    repositories: everyPolicy.repositories.map(({ policy }) => policyShown(policy)),
    buckets: everyPolicy.buckets.map(({ policy }) => policyShown(policy)),
  };
  expectGolden("policy/everything.golden.yaml", stringify(shownPolicies, { lineWidth: 0, aliasDuplicateObjects: false }));
});

test("the same model gives the same policies", () => {
  expect(JSON.stringify(plan(everyStack))).toBe(JSON.stringify(plan(structuredClone(everyStack))));
});

test("services in another order give the same roles", () => {
  const services = ["a", "b"].map((name) =>
    service({
      name,
      taskRole: taskRole({ role: role(`${name}-task`) }),
      containers: [container({ logging: awslogs(`/ecs/${name}`) })],
      executionRole: executionRole({ services: [name], role: role(`${name}-execution`) }),
    }),
  );
  const executionRoles = services.map((one) => one.executionRole);
  expect(plan(stack({ services: services.toReversed(), executionRoles: executionRoles.toReversed() }))).toEqual(
    plan(stack({ services, executionRoles })),
  );
});
