/** The `aws_ecs_service` of a service. */
import { error, type Path, quote } from "../problem";
import type { ServiceSpec } from "../spec/schema";
import { arnProblem } from "./arn";
import { compact } from "./compact";
import type { Deployment, Service, ServiceConnect } from "./model";
import { isVariable } from "./scope";
import { keyOf, type StackScope, textOf } from "./stack-scope";

type DeploymentSpec = NonNullable<ServiceSpec["deployment"]>;

/** The service to write. Problem codes: `missing-key`, `launch-type`, `unknown-reference`, `invalid-arn`, and those of keys. */
export function resolveDeployment(
  scope: StackScope,
  spec: DeploymentSpec,
  service: {
    readonly name: string;
    readonly launchType: Service["launchType"];
    readonly networkMode: string;
    readonly containers: readonly string[];
  },
  path: Path,
): Deployment {
  const { name } = service;
  if (service.networkMode === "awsvpc" && spec.subnets.length === 0) {
    scope.report(error("missing-key", path, `service ${quote(name)} has no subnets`, "tasks in `awsvpc` mode need `subnets`"));
  }
  if (service.networkMode !== "awsvpc" && spec.subnets.length + spec.securityGroups.length > 0) {
    const help = "leave out `subnets` and `securityGroups`, or use `networkMode: awsvpc`";
    scope.report(
      error("network-mode", path, `tasks in ${service.networkMode} mode have no network interface of their own`, help),
    );
  }
  if (spec.assignPublicIp && service.launchType !== "fargate") {
    const help = "tasks on EC2 take the addresses of their subnets";
    scope.report(error("launch-type", [...path, "assignPublicIp"], "only Fargate tasks can have a public address", help));
  }
  const serviceConnect =
    spec.serviceConnect === undefined
      ? undefined
      : resolveServiceConnect(scope, name, spec.serviceConnect, [...path, "serviceConnect"]);
  return {
    desiredCount: spec.desiredCount,
    subnets: spec.subnets.map((value, index) =>
      textOf(scope, value, "id", [...path, "subnets", index], `Subnet of service \`${name}\``),
    ),
    securityGroups: spec.securityGroups.map((value, index) =>
      textOf(scope, value, "id", [...path, "securityGroups", index], `Security group of service \`${name}\``),
    ),
    assignPublicIp: spec.assignPublicIp,
    circuitBreaker: spec.circuitBreaker,
    loadBalancers: spec.loadBalancers.map((target, index) => {
      const at = [...path, "loadBalancers", index];
      if (!service.containers.includes(target.container)) {
        scope.report(
          error(
            "unknown-reference",
            [...at, "container"],
            `no container ${quote(target.container)}`,
            `containers of the service: ${service.containers.map(quote).join(", ")}`,
          ),
        );
      }
      checkArn(scope, target.targetGroup, "elasticloadbalancing", /^targetgroup\//, [...at, "targetGroup"]);
      const arn = textOf(scope, target.targetGroup, "arn", [...at, "targetGroup"], `Target group of service \`${name}\``);
      return { targetGroupArn: arn, container: target.container, port: target.port };
    }),
    ...(serviceConnect === undefined ? {} : { serviceConnect }),
  };
}

function resolveServiceConnect(
  scope: StackScope,
  name: string,
  spec: NonNullable<DeploymentSpec["serviceConnect"]>,
  path: Path,
): ServiceConnect {
  const tls = spec.tls;
  const at = [...path, "tls", "certificateAuthority"];
  if (tls !== undefined) checkArn(scope, tls.certificateAuthority, "acm-pca", /^certificate-authority\//, at);
  const key = keyOf(scope, tls?.key, [...path, "tls", "key"], scope.place.region);
  return {
    path,
    services: spec.services.map((service) => compact(service)),
    ...(spec.namespace === undefined ? {} : { namespace: spec.namespace }),
    ...(tls === undefined
      ? {}
      : {
          tls: {
            certificateAuthorityArn: textOf(scope, tls.certificateAuthority, "arn", at, `AWS Private CA of service \`${name}\``),
            ...(key === undefined ? {} : { key }),
          },
        }),
  };
}

function checkArn(scope: StackScope, value: Parameters<typeof textOf>[1], service: string, resource: RegExp, path: Path): void {
  if (isVariable(value)) return;
  const problem = arnProblem(value, { service, resource, wildcards: "none" }, path);
  if (problem !== undefined) scope.report(problem);
}
