/** What crosses an account border, and what the far end must have so that it works. */

import { distinct, groupByContent } from "../collections";
import { showText, type Text } from "../iam/text";
import type { Container, Model, Repository, ServiceModel, StackModel } from "../model/model";
import type { CrossAccountEdge } from "../output/summary";
import type { StackPolicies } from "../policy/policy-set";
import type { Path } from "../problem";
import type { Citation } from "../resources/reason";

type Reach = { readonly to: Text; readonly owner: Text; readonly needs: string; readonly path: Path };

/** An edge, and where it is asked for. */
interface AskedEdge {
  readonly edge: Omit<CrossAccountEdge, "askedForBy">;
  readonly path: Path;
}

/** Every edge of a stack into another account, then every edge from another account into it. */
export function crossAccountEdges(
  model: Model,
  stack: StackModel,
  policies: StackPolicies,
  cite: Citation,
): readonly CrossAccountEdge[] {
  const own = showText(stack.account.id);
  const writers = policyWriters(model);
  const out = stack.services.flatMap((service) =>
    reachesOf(service, writers)
      .filter(({ owner }) => showText(owner) !== own && showText(owner) !== "")
      .map(({ to, owner, needs, path }): AskedEdge => {
        return { path, edge: { direction: "out", other: showText(owner), from: service.name, to: showText(to), needs } };
      }),
  );
  return [out, ...policies.repositories.map(({ repository }) => pullsInto(repository, stack.name))].flatMap((asked) =>
    merged(asked, cite),
  );
}

/** Repository ARN -> the stack that writes its policy. */
function policyWriters(model: Model): ReadonlyMap<string, string> {
  return new Map(
    model.stacks.flatMap(({ name, repositories }) => repositories.map(({ arn }): [string, string] => [showText(arn), name])),
  );
}

function reachesOf(service: ServiceModel, writers: ReadonlyMap<string, string>): readonly Reach[] {
  const access = [service.taskRole, ...service.overrides].flatMap((taskRole) => taskRole.access);
  return [
    ...service.containers.flatMap((container) => [...pulls(container, writers), ...secrets(container), ...files(container)]),
    ...access.flatMap((item): Reach[] => {
      if (item.intent === "statement") return [];
      const { path, place, name, intent } = item;
      const needs =
        intent === "assume-role"
          ? "a trust policy there that names the task role"
          : "a policy of the resource that names the task role";
      return [{ to: `${intent} ${name}`, owner: place.account, needs, path }];
    }),
  ];
}

function pulls({ image: { ecr, path } }: Container, writers: ReadonlyMap<string, string>): readonly Reach[] {
  if (ecr === undefined) return [];
  const writer = writers.get(showText(ecr.repositoryArn));
  const needs =
    writer === undefined
      ? "a repository policy there that names the execution role"
      : `the repository policy that stack \`${writer}\` writes`;
  return [{ to: ecr.repositoryArn, owner: ecr.place.account, needs, path }];
}

function secrets({ secrets: injected, repositoryCredentials, logging }: Container): readonly Reach[] {
  const options = "secretOptions" in logging ? logging.secretOptions : [];
  const credentials = repositoryCredentials === undefined ? [] : [repositoryCredentials];
  return [...injected, ...credentials, ...options].map(({ resource, place, path }): Reach => {
    const needs = "a resource policy of the secret and a key policy that name the execution role";
    return { to: resource, owner: place.account, needs, path };
  });
}

function files({ environmentFiles, router }: Container): readonly Reach[] {
  const configuration = router?.configuration?.kind === "s3" ? [router.configuration.file] : [];
  return [...environmentFiles, ...configuration].map(({ objectArn, owner, path }): Reach => {
    return { to: objectArn, owner, needs: "a bucket policy there that names the execution role", path };
  });
}

function pullsInto({ name, place, pullers, accounts, organization, path }: Repository, stack: string): readonly AskedEdge[] {
  const needs = `the repository policy that this stack (\`${stack}\`) writes`;
  const edge = (other: string, from: string, at: Path): AskedEdge => {
    return { path: at, edge: { direction: "in", other, from, to: name, needs } };
  };
  return [
    ...pullers.map((puller) => edge(showText(puller.account), showText(puller.roleArn), puller.path)),
    ...accounts.map((account) => edge(showText(account), `arn:${place.partition}:iam::${showText(account)}:root`, path)),
    ...(organization === undefined ? [] : [edge(organization, "*", path)]),
  ];
}

/** Edges that differ only in what asks for them become one. */
function merged(asked: readonly AskedEdge[], cite: Citation): readonly CrossAccountEdge[] {
  const same = groupByContent(asked, ({ edge: { direction, other, from, to } }) => [direction, other, from, to]);
  return same.flatMap((all) => {
    const [first] = all;
    const askedForBy = distinct(all.map(({ path }) => cite([path]))).join(", ");
    return first === undefined ? [] : [{ ...first.edge, askedForBy }];
  });
}
