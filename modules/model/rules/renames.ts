/** Former names: each belongs to nothing else, and who renames something learns what Terraform replaces for it. */
import { error, type Path, quote, type Report, warning } from "../../problem";
import type { ClusterSpec, ServiceSpec, Spec } from "../../spec/schema";
import type { Model } from "../model";

/** What a rename does in AWS. */
interface Effect {
  /** What has another name there now. */
  readonly replaced: readonly string[];
  /** How to keep the former names. */
  readonly help: string;
}

interface Renamed {
  readonly name: string;
  readonly renamed?: string | undefined;
  readonly effect: () => Effect;
}

/** Checks `renamed` of services, clusters and repositories. Problem codes: `invalid-value`, `duplicate-name`, and the warning `replaced-by-rename`. */
export function checkRenames(spec: Spec, model: Model, report: Report): void {
  const services = Object.entries(spec.services).map(([name, service]): Renamed => {
    return { name, renamed: service.renamed, effect: () => serviceEffect(name, service, model) };
  });
  const clusters = Object.entries(spec.clusters).map(([name, cluster]): Renamed => {
    return { name, renamed: cluster.renamed, effect: () => clusterEffect(cluster) };
  });
  const repositories = Object.entries(spec.repositories).map(([name, repository]): Renamed => {
    const replaced = repository.name === undefined && !repository.existing ? ["repository with its images"] : [];
    const help = `\`name: ${repository.renamed}\` keeps the repository`;
    return { name, renamed: repository.renamed, effect: () => ({ replaced, help }) };
  });
  for (const [kind, things] of Object.entries({ services, clusters, repositories })) checkKind(kind, things, report);
}

function clusterEffect(cluster: ClusterSpec): Effect {
  const capacity = cluster.ec2 !== undefined || cluster.capacity !== undefined;
  const own = cluster.name === undefined && !cluster.existing;
  const replaced = [
    ...(own ? ["cluster"] : []),
    ...(capacity ? ["launch templates", "Auto Scaling groups", "instance roles"] : []),
  ];
  return { replaced, help: `\`name: ${cluster.renamed}\` keeps the cluster` };
}

function serviceEffect(name: string, spec: ServiceSpec, model: Model): Effect {
  const { taskRole, executionRole, family } = spec;
  const service = model.stacks.flatMap(({ services }) => services).find((candidate) => candidate.name === name);
  const shared = executionRole.shared !== undefined;
  const logs = [spec.logs, ...Object.values(spec.containers).map((container) => container.logs ?? spec.logs)];
  const group = logs.some((log) => (log?.driver ?? "awslogs") === "awslogs" && log?.group === undefined);
  const replaced: readonly (readonly [string, boolean, string])[] = [
    ["task role", taskRole.name === undefined && taskRole.existing === undefined, "`taskRole: { name: ... }`"],
    [
      "execution role",
      !shared && executionRole.name === undefined && executionRole.existing === undefined,
      "`executionRole: { name: ... }`",
    ],
    ["log group with its events", group, "`logs: { group: ... }`"],
    ["family of the task definition", family === undefined, "`family`"],
    ["ECS service", service?.deployment !== undefined, ""],
  ];
  const changed = replaced.filter(([, change]) => change);
  const pins = changed.flatMap(([, , pin]) => (pin === "" ? [] : [pin]));
  return {
    replaced: changed.map(([what]) => what),
    help: pins.length === 0 ? "nothing else changes" : `${pins.join(", ")} keep what they name`,
  };
}

function checkKind(kind: string, things: readonly Renamed[], report: Report): void {
  const names = new Set(things.map(({ name }) => name));
  const taken = new Map<string, string>();
  for (const { name, renamed, effect } of things) {
    if (renamed === undefined) continue;
    const { replaced, help } = effect();
    const path: Path = [kind, name, "renamed"];
    const other = taken.get(renamed);
    if (renamed === name) {
      report(error("invalid-value", path, `${quote(name)} is called so already`, "give the former name, or leave `renamed` out"));
    } else if (names.has(renamed)) {
      report(
        error("duplicate-name", path, `${quote(renamed)} still is in \`${kind}\``, "remove it there, or leave `renamed` out"),
      );
    } else if (other !== undefined) {
      report(error("duplicate-name", path, `${quote(other)} was renamed from ${quote(renamed)} as well`, "keep one of the two"));
    } else if (replaced.length > 0) {
      const message = `renaming ${quote(renamed)} to ${quote(name)} gives new names in AWS, so that Terraform replaces: ${replaced.join(", ")}`;
      report(warning("replaced-by-rename", path, message, help));
    }
    taken.set(renamed, name);
  }
}
