/** Pairing: both halves of every cross-account pull come from the model, and a repository lets nobody else pull. */

import { append } from "../../collections";
import { type ConditionText, type Difference, difference, type PrincipalName } from "../../iam/difference";
import { showText, type Text, text } from "../../iam/text";
import type { ExecutionRoleInputs, Repository, ServicePart } from "../../model/model";
import type { RepositoryWithPolicy } from "../../policy/policy-set";
import { quote } from "../../problem";
import { permissionsOfPolicy } from "./proven-role";
import { type Counterexample, type Evidence, type Finding, type Theorem, together } from "./theorem";
import { keyOf, type PermissionOptions, permissions, type TracedPermission } from "./traced-permission";

/** The two calls of a pull that a repository policy decides (https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html). */
const pullActions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** A service that pulls from a repository of another account. */
interface Pull {
  readonly service: ExecutionRoleInputs;
  readonly repository: Repository;
}

/** Each pull is allowed by the execution role and by the repository; each repository policy allows nothing that is neither a pull nor asked for. */
export const pairing = {
  id: "pairing",
  title: "each cross-account pull has both halves, and no repository lets anybody else pull",
  short: "pulls across accounts have both halves; nobody else may pull",
  scope: "platform",
  holdsOver:
    "every image that a container of either launch type takes from a repository of another account, and every repository policy that is written; of an execution role that exists already only the repository's half",
  compared: "permissions of repositories and of the roles that pull across accounts",
  sides: ["the policies of the repositories, and the execution roles", "the images that services take from other accounts"],
  find: pullFinding,
} as const satisfies Theorem;

function pullFinding({ stacks, roles }: Evidence): Finding {
  const services = stacks.flatMap(({ stack }) => stack.services);
  const pullsOf = pullsByRepository(services);
  const held = new Set(
    roles.flatMap(({ role, allows }) =>
      allows.map((permission) => grantOf(role.arn, permission.action, permission.resource ?? "*")),
    ),
  );
  return together(
    stacks.flatMap(({ stack, policies }) => {
      const written = new Map(policies.repositories.map((entry) => [keyOf(entry.repository.arn), entry]));
      const known = new Set(stack.repositories.map(({ arn }) => keyOf(arn)));
      const strays = policies.repositories.filter(({ repository }) => !known.has(keyOf(repository.arn)));
      return [
        ...stack.repositories.map((repository) => {
          const pulls = (pullsOf.get(keyOf(repository.arn)) ?? []).map((service): Pull => ({ service, repository }));
          return repositoryFinding(repository, written.get(keyOf(repository.arn)), pulls, held);
        }),
        ...strays.map((entry) => repositoryFinding(entry.repository, entry, [], held)),
      ];
    }),
  );
}

function pullsByRepository(services: readonly ServicePart[]): ReadonlyMap<string, readonly ExecutionRoleInputs[]> {
  const pulls = new Map<string, ExecutionRoleInputs[]>();
  for (const service of services.filter(runsContainers)) {
    const sources = service.containers.flatMap(({ image }) => (image.ecr === undefined ? [] : [image.ecr]));
    const foreign = sources.filter(({ place }) => keyOf(place.account) !== keyOf(service.place.account));
    for (const arn of new Set(foreign.map(({ repositoryArn }) => keyOf(repositoryArn)))) append(pulls, arn, service);
  }
  return pulls;
}

function runsContainers(service: ServicePart): service is ServicePart & ExecutionRoleInputs {
  return service.executionRole !== undefined && service.containers !== undefined;
}

function grantOf(role: Text, action: string, resource: Text): string {
  return `${keyOf(role)} ${action} ${keyOf(resource)}`;
}

function repositoryFinding(
  repository: Repository,
  written: RepositoryWithPolicy | undefined,
  pulls: readonly Pull[],
  held: ReadonlySet<string>,
): Finding {
  const expected = repository.pullThroughCache ? [] : expectedPermissions(repository, pulls);
  const found = (written === undefined ? [] : permissionsOfPolicy(written.policy)).filter(isPossible);
  const common = { about: { repository: repository.name }, path: repository.path };
  const excess = difference(found, expected, "resource").map(
    (one): Counterexample => ({
      ...common,
      ...stated(one),
      words: `repository ${quote(repository.name)} lets somebody ${quote(one.permission.action)} whom no pull of the platform file names`,
    }),
  );
  const lack = difference(expected, found, "resource").map(
    (one): Counterexample => ({
      ...common,
      ...stated(one),
      words: `repository ${quote(repository.name)} refuses ${quote(one.permission.action)} to ${nameOf(one.permission)}, which the platform file lets pull`,
    }),
  );
  const halves = pulls.flatMap((pull) => missingHalves(pull, held));
  return {
    compared: found.length + expected.length + 3 * pulls.length,
    counterexamples: [...excess, ...lack, ...halves],
    assumptions: assumptionsOf(pulls),
  };
}

function stated({ verdict, request }: Difference<TracedPermission>): Pick<Counterexample, "verdict" | "request"> {
  return { verdict, ...(request === undefined ? {} : { request }) };
}

/** Accounts that may pull as a whole need no line for their roles. */
function expectedPermissions(
  { accounts, organization, place, otherPullers = [] }: Repository,
  pulls: readonly Pull[],
): readonly TracedPermission[] {
  const whole = new Set(accounts.map(keyOf));
  const root = (account: Text) => ({ kind: "AWS", name: text`arn:${place.partition}:iam::${account}:root` });
  const may = (principal: PrincipalName, conditions: readonly ConditionText[], paths: PermissionOptions["paths"]) =>
    permissions(pullActions, undefined, { principals: [principal], conditions, paths });
  const pullers = pulls.map(({ service: { place: home, path, executionRole } }) => {
    return { account: home.account, roleArn: executionRole.role.arn, path };
  });
  return [
    ...[...pullers, ...otherPullers]
      .filter(({ account }) => !whole.has(keyOf(account)) && keyOf(account) !== keyOf(place.account))
      .flatMap(({ account, roleArn, path }) =>
        may(root(account), [{ operator: "ArnEquals", key: "aws:PrincipalArn", values: [roleArn] }], [path]),
      ),
    ...accounts.filter((account) => keyOf(account) !== keyOf(place.account)).flatMap((account) => may(root(account), [], [])),
    ...(organization === undefined
      ? []
      : may({ kind: "*", name: "*" }, [{ operator: "StringEquals", key: "aws:PrincipalOrgID", values: [organization] }], [])),
  ];
}

/** One account as principal and a role of another as `aws:PrincipalArn` is a request that nobody can make. */
function isPossible({ principal, conditions }: TracedPermission): boolean {
  const account = principal?.kind === "AWS" ? accountOf(principal.name) : undefined;
  const role = conditions.find(({ operator, key }) => operator === "ArnEquals" && key === "aws:PrincipalArn")?.values;
  const other = role?.length === 1 && role[0] !== undefined ? accountOf(role[0]) : undefined;
  return account === undefined || other === undefined || account === other;
}

function accountOf(arn: Text): string | undefined {
  return /^arn:[^:]*:iam::(\d{12}):/.exec(typeof arn === "string" ? arn : "")?.[1];
}

/** The identity half: token, manifest and layers, on the repository that the other half is attached to. */
function missingHalves({ service, repository }: Pull, held: ReadonlySet<string>): readonly Counterexample[] {
  const { role } = service.executionRole;
  if (role.existing) return [];
  const needs = [...pullActions.map((action) => [action, repository.arn] as const), ["ecr:GetAuthorizationToken", "*"] as const];
  return needs
    .filter(([action, resource]) => !held.has(grantOf(role.arn, action, resource)))
    .map(([action]) => ({
      verdict: "refuted",
      words: `the execution role of service ${quote(service.name)} cannot ${quote(action)} though repository ${quote(repository.name)} would let it pull`,
      path: service.path,
      about: { role: role.name },
    }));
}

function nameOf({ principal, conditions }: TracedPermission): string {
  const [role] = conditions.find(({ key }) => key === "aws:PrincipalArn")?.values ?? [];
  return quote(showText(role ?? principal?.name ?? "somebody"));
}

function assumptionsOf(pulls: readonly Pull[]): readonly string[] {
  return pulls.length === 0
    ? []
    : ["the key of a repository lets ECR decrypt for every account that pulls, under grants of its own"];
}
