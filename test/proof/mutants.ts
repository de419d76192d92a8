/** Mutants: plans whose policies say something else than the platform file, each with the theorems that must not hold any more. */
import { concat, showText, type Text } from "../../modules/iam/text";
import type { StackPlan } from "../../modules/pipeline";
import type { RolePolicies } from "../../modules/policy/policy-set";
import type { Grant, Policy, Statement } from "../../modules/policy/statement";
import type { TheoremId } from "../../modules/verify/theorems";

export interface Mutant {
  readonly name: string;
  /** Each of these must be refuted. */
  readonly by: readonly TheoremId[];
  readonly stacks: readonly StackPlan[];
  /** The policy before and after, when one policy was changed. */
  readonly change?: { readonly from: Policy; readonly to: Policy };
}

interface Change {
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly by: readonly TheoremId[];
}

type Put = (policy: Policy) => readonly StackPlan[];

/** All mutants of a platform. */
export function mutantsOf(stacks: readonly StackPlan[]): readonly Mutant[] {
  return stacks.flatMap((stack, at) => {
    const put = (policies: StackPlan["policies"]): readonly StackPlan[] =>
      stacks.map((other, index) => (index === at ? { ...other, policies } : other));
    const { policies } = stack;
    const roles = policies.roles.flatMap((role, index) => {
      const withRole = (changed: readonly RolePolicies[]) =>
        put({ ...policies, roles: policies.roles.flatMap((other, i) => (i === index ? changed : [other])) });
      return role.role.existing ? [] : roleMutants(role, withRole);
    });
    const repositories = policies.repositories.flatMap(({ repository, policy }, index) =>
      policyMutants(`repository ${repository.name}`, policy, repositoryChanges, (changed) => {
        return put({
          ...policies,
          repositories: policies.repositories.map((o, i) => (i === index ? { repository, policy: changed } : o)),
        });
      }),
    );
    const buckets = policies.buckets.flatMap(({ bucket, policy }, index) =>
      policyMutants(`bucket ${bucket.name}`, policy, bucketChanges, (changed) =>
        put({ ...policies, buckets: policies.buckets.map((o, i) => (i === index ? { bucket, policy: changed } : o)) }),
      ),
    );
    return [...roles, ...repositories, ...buckets, ...swaps(policies.roles, (changed) => put({ ...policies, roles: changed }))];
  });
}

function roleMutants(entry: RolePolicies, put: (changed: readonly RolePolicies[]) => readonly StackPlan[]): readonly Mutant[] {
  const { role, policies, trust } = entry;
  const { permissionsBoundary, ...unbound } = role;
  const [tag] = Object.keys(role.tags);
  const about = `role ${role.name}`;
  return [
    ...policies.flatMap((policy, index) =>
      policyMutants(
        about,
        policy,
        (grant) => identityChanges(grant, accountIn(role.arn)),
        (changed) => put([{ ...entry, policies: policies.map((other, i) => (i === index ? changed : other)) }]),
      ),
    ),
    ...policyMutants(`trust of ${about}`, trust, trustChanges, (changed) => put([{ ...entry, trust: changed }])),
    {
      name: `${about}: another path`,
      by: ["attributes"],
      stacks: put([{ ...entry, role: { ...role, rolePath: "/elsewhere/" } }]),
    },
    {
      name: `${about}: another boundary`,
      by: ["attributes"],
      stacks: put([{ ...entry, role: { ...role, permissionsBoundary: "arn:aws:iam::aws:policy/x" } }]),
    },
    ...(permissionsBoundary === undefined
      ? []
      : [{ name: `${about}: no boundary`, by: ["attributes"] as const, stacks: put([{ ...entry, role: unbound }]) }]),
    ...(tag === undefined
      ? []
      : [{ name: `${about}: no tags`, by: ["attributes"] as const, stacks: put([{ ...entry, role: { ...role, tags: {} } }]) }]),
    ...(policies.length === 0
      ? []
      : [
          { name: `${about}: not written`, by: ["coverage"] as const, stacks: put([]) },
          { name: `${about}: no policies`, by: ["coverage"] as const, stacks: put([{ ...entry, policies: [] }]) },
        ]),
    {
      name: `${about}: a second role`,
      by: ["trust"],
      stacks: put([
        entry,
        { ...entry, role: { ...role, name: "stray", arn: `${showText(role.arn)}-stray` }, trust: { ...trust, grants: [] } },
      ]),
    },
  ];
}

function policyMutants(about: string, policy: Policy, changes: (grant: Grant) => readonly Change[], put: Put): readonly Mutant[] {
  const mutant = (name: string, grants: readonly Grant[], by: readonly TheoremId[]): Mutant => {
    const to = { ...policy, grants };
    return { name: `${about}: ${name}`, by, stacks: put(to), change: { from: policy, to } };
  };
  return policy.grants.flatMap((grant, index) =>
    changes(grant).map(({ name, grants, by }) =>
      mutant(
        `${grant.statement.Sid}: ${name}`,
        policy.grants.flatMap((other, i) => (i === index ? grants : [other])),
        by,
      ),
    ),
  );
}

/** The policies of two roles of a kind, exchanged. */
function swaps(roles: readonly RolePolicies[], put: (roles: readonly RolePolicies[]) => readonly StackPlan[]): readonly Mutant[] {
  return roles.flatMap((left, at) => {
    const right = roles.slice(at + 1).find(({ kind, policies }) => kind === left.kind && policies.length > 0);
    if (right === undefined || left.policies.length === 0) return [];
    const exchange = (entry: RolePolicies) =>
      entry === left ? { ...left, policies: right.policies } : entry === right ? { ...right, policies: left.policies } : entry;
    const [from, to] = [left.policies[0], right.policies[0]];
    const mutant = {
      name: `roles ${left.role.name} and ${right.role.name}: policies exchanged`,
      by: ["containment"] as const,
      stacks: put(roles.map(exchange)),
    };
    return from === undefined || to === undefined ? [] : [{ ...mutant, change: { from, to } }];
  });
}

function change(name: string, grant: Grant, statement: Partial<Statement>, by: readonly TheoremId[]): Change {
  return { name, grants: [{ ...grant, statement: { ...grant.statement, ...statement } }], by };
}

function added(grant: Grant, name: string, statement: Omit<Statement, "Sid" | "Effect">, by: readonly TheoremId[]): Change {
  return {
    name,
    grants: [grant, { ...grant, statement: { Sid: `${grant.statement.Sid}Added`, Effect: "Allow", ...statement } }],
    by,
  };
}

const other = (text: Text): Text => {
  if (typeof text !== "string") return "arn:aws:kms:us-east-1:000000000000:key/other";
  return text.includes("*") ? text.replace(/(.*)\*/, "$1other") : `${text}other`;
};

function identityChanges(grant: Grant, account: string): readonly Change[] {
  const { Action, Resource = [], Condition = {} } = grant.statement;
  const [action = "", ...actions] = Action;
  const [resource = "", ...resources] = Resource;
  const service = action.split(":")[0] ?? "";
  const isKey = service === "kms";
  return [
    { name: "removed", grants: [], by: isKey ? ["coverage", "kms"] : ["coverage"] },
    change("denied", grant, { Effect: "Deny" }, ["coverage"]),
    change("every action of the service", grant, { Action: [`${service}:*`, ...actions] }, ["containment"]),
    change("another action", grant, { Action: [`${service}:RolewrightOther`, ...actions] }, ["containment", "coverage"]),
    change("one action more", grant, { Action: [...Action, "iam:PassRole"] }, ["containment"]),
    ...(actions.length === 0 ? [] : [change("one action less", grant, { Action: actions }, ["coverage"])]),
    ...(resource === "*"
      ? []
      : [change("every resource", grant, { Resource: ["*"] }, isKey ? ["containment", "kms"] : ["containment"])]),
    ...(resource === "*"
      ? [change("a resource for none", grant, { Resource: ["arn:aws:s3:::none"] }, ["coverage"])]
      : [
          change(
            "another resource",
            grant,
            { Resource: [other(resource), ...resources] },
            isKey
              ? ["containment", "coverage", "kms"]
              : typeof resource === "string" && resource.includes("*")
                ? ["coverage"]
                : ["containment", "coverage"],
          ),
          change(
            "a wildcard behind the resource",
            grant,
            { Resource: [concat(resource, "*"), ...resources] },
            typeof resource === "string" && resource.endsWith("*") ? [] : ["containment"],
          ),
        ]),
    ...(grant.statement.Resource ?? []).flatMap((each, index) => placeChanges(grant, each, index)),
    ...roleChanges(grant, account),
    ...(resources.length === 0 ? [] : [change("one resource less", grant, { Resource: resources }, ["coverage"])]),
    ...conditionChanges(grant, Condition, ["containment"], ["coverage"]),
    ...(grant.when === undefined
      ? []
      : [
          {
            name: "not conditional",
            grants: [{ statement: grant.statement, reason: grant.reason }],
            by: ["containment"] as const,
          },
        ]),
    ...(grant.when !== undefined
      ? []
      : [
          {
            name: "conditional",
            grants: [{ ...grant, when: { late: "string", name: "var.x", template: "${var.x}", mayBeEmpty: true } as const }],
            by: ["coverage"] as const,
          },
        ]),
    added(grant, "everything added", { Action: ["*"], Resource: ["*"] }, ["containment", "danger", "kms"]),
    added(grant, "a danger added", { Action: ["iam:CreatePolicyVersion"], Resource: ["*"] }, ["containment", "danger"]),
    added(grant, "a dead grant added", { Action: ["sqs:SendMessage"], Resource: ["arn:aws:s3:::photos"] }, [
      "containment",
      "dead-grants",
    ]),
    added(grant, "a key added", { Action: ["kms:Decrypt"], Resource: ["arn:aws:kms:us-east-1:123456789012:key/0"] }, [
      "containment",
      "kms",
    ]),
  ];
}

/** A resource of another account, what lies below a resource or a prefix, and a prefix that others begin with. */
function placeChanges(grant: Grant, resource: Text, index: number): readonly Change[] {
  if (typeof resource !== "string") return [];
  const put = (name: string, moved: string, by: readonly TheoremId[]): Change => {
    const Resource = (grant.statement.Resource ?? []).map((other, at) => (at === index ? moved : other));
    return change(`${name} (${index})`, grant, { Resource }, by);
  };
  const open = resource.includes("*") || resource.includes("?");
  return [
    ...(/:\d{12}:/.test(resource)
      ? [put("another account", resource.replace(/:\d{12}:/, ":999999999999:"), ["containment", "coverage"])]
      : []),
    ...(open ? [] : [put("below the resource", `${resource}/x`, ["containment", "coverage"])]),
    ...(resource.endsWith("/*") ? [put("a prefix that is no folder", resource.replace(/\/\*$/, "*"), ["containment"])] : []),
    ...(resource.length > 1 && resource.endsWith("*") ? [put("a part of it", `${resource.slice(0, -1)}x/*`, ["coverage"])] : []),
  ];
}

function accountIn(arn: Text): string {
  return showText(arn).split(":")[4] ?? "";
}

/** Roles that exist already, and roles that are passed on. Nobody can pass a role of another account. */
function roleChanges(grant: Grant, account: string): readonly Change[] {
  const role = [`arn:aws:iam::${account}:role/legacy`];
  const passed = { StringEquals: { "iam:PassedToService": ["ecs-tasks.amazonaws.com"] } };
  const pass: Statement = { Sid: "Pass", Effect: "Allow", Action: ["iam:PassRole"], Resource: role, Condition: passed };
  const run: Statement = { Sid: "Run", Effect: "Allow", Action: ["ecs:RunTask"], Resource: ["*"] };
  const by = ["containment"] as const;
  const grants = (statements: readonly Statement[]) => [grant, ...statements.map((statement) => ({ ...grant, statement }))];
  return [
    {
      name: "passes every role",
      grants: grants([{ ...pass, Resource: [`arn:aws:iam::${account}:role/*`] }]),
      by: ["containment", "danger"],
    },
    {
      name: "passes a role to anybody",
      grants: grants([{ Sid: "Pass", Effect: "Allow", Action: pass.Action, Resource: role }]),
      by: ["containment", "danger"],
    },
    added(grant, "assumes a role that exists", { Action: ["sts:AssumeRole"], Resource: role }, by),
    { name: "passes a role that exists", grants: grants([pass]), by },
    // Passing one exact role to one service is what docs/danger.md calls no danger.
    { name: "runs tasks with a role that exists", grants: grants([pass, run]), by },
    added(grant, "rewrites who may assume a role", { Action: ["iam:UpdateAssumeRolePolicy"], Resource: role }, [
      "containment",
      "danger",
    ]),
  ];
}

/** Each condition dropped, opened to anything, and given another value. */
function conditionChanges(
  grant: Grant,
  Condition: NonNullable<Statement["Condition"]>,
  wider: readonly TheoremId[],
  narrower: readonly TheoremId[],
): readonly Change[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]) => {
      const { [key]: _dropped, ...rest } = keys;
      const { [operator]: _operator, ...others } = Condition;
      const left = { ...others, ...(Object.keys(rest).length === 0 ? {} : { [operator]: rest }) };
      const { Condition: _old, ...bare } = grant.statement;
      const statement = Object.keys(left).length === 0 ? bare : { ...bare, Condition: left };
      const isVia = key === "kms:ViaService" ? (["kms"] as const) : [];
      const dropped = { name: `without ${operator} ${key}`, grants: [{ ...grant, statement }], by: [...wider, ...isVia] };
      if (!/^(String|Arn)(Equals|Like)$/.test(operator)) return [dropped];
      const open = { ...left, StringLike: { ...left.StringLike, [key]: ["*"] } };
      const elsewhere = { ...Condition, [operator]: { ...keys, [key]: values.map(other) } };
      return [
        dropped,
        change(`any ${key}`, grant, { Condition: open }, [...wider, ...isVia]),
        change(`another ${key}`, grant, { Condition: elsewhere }, narrower),
        ...(values.length > 1
          ? [
              change(
                `one ${key} less`,
                grant,
                { Condition: { ...Condition, [operator]: { ...keys, [key]: values.slice(1) } } },
                narrower,
              ),
            ]
          : []),
      ];
    }),
  );
}

function trustChanges(grant: Grant): readonly Change[] {
  const by = ["trust"] as const;
  return [
    { name: "removed", grants: [], by },
    change("denied", grant, { Effect: "Deny" }, by),
    change("trusts Lambda", grant, { Principal: { Service: ["lambda.amazonaws.com"] } }, by),
    change("trusts everybody", grant, { Principal: "*" }, by),
    change("trusts a role that exists", grant, { Principal: { AWS: ["arn:aws:iam::123456789012:role/legacy"] } }, by),
    change("trusts another account", grant, { Principal: { AWS: ["arn:aws:iam::999999999999:root"] } }, by),
    change("every action of STS", grant, { Action: ["sts:*"] }, by),
    change("another action", grant, { Action: ["sts:AssumeRoleWithWebIdentity"] }, by),
    added(grant, "an account added", { Principal: { AWS: ["arn:aws:iam::999999999999:root"] }, Action: ["sts:AssumeRole"] }, by),
    ...conditionChanges(grant, grant.statement.Condition ?? {}, by, by),
  ];
}

function repositoryChanges(grant: Grant): readonly Change[] {
  const by = ["pairing"] as const;
  const { Action } = grant.statement;
  return [
    { name: "removed", grants: [], by },
    change("denied", grant, { Effect: "Deny" }, by),
    ...(grant.statement.Principal === "*"
      ? []
      : [change("for everybody", grant, { Principal: "*" }, grant.statement.Condition === undefined ? by : by)]),
    change("for another account", grant, { Principal: { AWS: ["arn:aws:iam::999999999999:root"] } }, by),
    change("every action", grant, { Action: ["ecr:*"] }, by),
    change("pushing too", grant, { Action: [...Action, "ecr:PutImage"] }, by),
    change("one action less", grant, { Action: Action.slice(1) }, by),
    added(grant, "an account added", { Principal: { AWS: ["arn:aws:iam::999999999999:root"] }, Action }, by),
    ...conditionChanges(grant, grant.statement.Condition ?? {}, by, by),
  ];
}

function bucketChanges(grant: Grant): readonly Change[] {
  const by = ["perimeter"] as const;
  return [
    { name: "removed", grants: [], by },
    change("allowed", grant, { Effect: "Allow" }, by),
    change("only objects", grant, { Resource: (grant.statement.Resource ?? []).slice(1) }, by),
    change("only reading", grant, { Action: ["s3:GetObject"] }, by),
    change("for one account", grant, { Principal: { AWS: ["arn:aws:iam::999999999999:root"] } }, by),
    change("another bucket", grant, { Resource: ["arn:aws:s3:::other"] }, by),
    ...conditionChanges(grant, grant.statement.Condition ?? {}, by, by),
  ];
}
