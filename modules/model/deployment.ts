/** The `aws_ecs_service` of a service. */

import { compact } from "../collections";
import { arnProblem } from "../iam/arn";
import { error, type Path, quote } from "../problem";
import type { ServiceSpec } from "../spec/schema";
import { declaredNames } from "./declared-names";
import type { Deployment, ServiceConnect, ServiceModel } from "./model";
import { isVariable } from "./scope";
import { keyOf, type StackScope, textOf } from "./stack-scope";

type DeploymentSpec = NonNullable<ServiceSpec["deployment"]>;

/** What a deployment takes from its service. */
interface DeployedService {
  readonly name: string;
  readonly launchType: ServiceModel["launchType"];
  readonly networkMode: string;
  readonly containers: readonly string[];
}

/** The service to write. Problem codes: `missing-key`, `launch-type`, `unknown-reference`, `invalid-arn`, and those of keys. */
export function resolveDeployment(scope: StackScope, spec: DeploymentSpec, service: DeployedService, path: Path): Deployment {
  const { name } = service;
  checkNetwork(scope, spec, service, path);
  const ids = (option: "subnets" | "securityGroups", what: string) =>
    spec[option].map((value, index) => textOf(scope, value, "id", [...path, option, index], `${what} of service \`${name}\``));
  const serviceConnect =
    spec.serviceConnect === undefined
      ? undefined
      : resolveServiceConnect(scope, name, spec.serviceConnect, [...path, "serviceConnect"]);
  return {
    desiredCount: spec.desiredCount,
    subnets: ids("subnets", "Subnet"),
    securityGroups: ids("securityGroups", "Security group"),
    assignPublicIp: spec.assignPublicIp,
    circuitBreaker: spec.circuitBreaker,
    loadBalancers: spec.loadBalancers.map((target, index) =>
      resolveTarget(scope, service, target, [...path, "loadBalancers", index]),
    ),
    ...compact({ serviceConnect }),
  };
}

function checkNetwork(scope: StackScope, spec: DeploymentSpec, service: DeployedService, path: Path): void {
  if (service.networkMode === "awsvpc" && spec.subnets.length === 0) {
    const message = `service ${quote(service.name)} has no subnets`;
    scope.report(error("missing-key", path, message, "tasks in `awsvpc` mode need `subnets`"));
  }
  if (service.networkMode !== "awsvpc" && spec.subnets.length + spec.securityGroups.length > 0) {
    const message = `tasks in ${service.networkMode} mode have no network interface of their own`;
    const help = "leave out `subnets` and `securityGroups`, or use `networkMode: awsvpc`";
    scope.report(error("network-mode", path, message, help));
  }
  if (spec.assignPublicIp && service.launchType !== "fargate") {
    const help = "tasks on EC2 take the addresses of their subnets";
    scope.report(error("launch-type", [...path, "assignPublicIp"], "only Fargate tasks can have a public address", help));
  }
}

type Target = DeploymentSpec["loadBalancers"][number];

function resolveTarget(
  scope: StackScope,
  service: DeployedService,
  spec: Target,
  path: Path,
): Deployment["loadBalancers"][number] {
  const at = [...path, "targetGroup"];
  if (!service.containers.includes(spec.container)) {
    const help = declaredNames("containers", spec.container, service.containers);
    scope.report(error("unknown-reference", [...path, "container"], `no container ${quote(spec.container)}`, help));
  }
  checkArn(scope, spec.targetGroup, "elasticloadbalancing", /^targetgroup\//, at);
  const targetGroupArn = textOf(scope, spec.targetGroup, "arn", at, `Target group of service \`${service.name}\``);
  return { targetGroupArn, container: spec.container, port: spec.port };
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
