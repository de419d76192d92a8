/** Host: on container instances, tasks keep to their containers, or the other tasks of the same instances are told. */

import { append } from "../../collections";
import { showText } from "../../iam/text";
import type { RoleStack, ServicePart } from "../../model/model";
import { quote } from "../../problem";
import { type HostRisk, hostRisks } from "./host-risks";
import type { Counterexample, Finding, Theorem } from "./theorem";

/**
 * Whoever has the credentials of an instance can collect those of every task on it, as the ECS agent does. A service that lets its tasks out must have
 * the instances to itself, or acknowledge the risk by its id
 * (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html).
 */
export const host = {
  id: "host",
  title: "no task is let out onto container instances that other services use, but for what is acknowledged",
  short: "no task is let out onto instances of other services unacknowledged",
  scope: "platform",
  holdsOver:
    "the network mode, privileged containers and host paths of every service on EC2; what containers escape by without them, other tasks on clusters that exist already, and what user data runs on the instances are not looked at",
  compared: "services on EC2, each for every way out",
  sides: ["the task definition of each service on EC2", "the services that run on the same capacity"],
  problem: "danger",
  find: ({ model }) => together(model.stacks.flatMap(hostsOf)),
} as const satisfies Theorem;

function together(hosts: readonly Host[]): Finding {
  const all = hosts.flatMap(({ services, where }) =>
    services.flatMap((service) => hostRisks.map((risk) => ({ service, risk, what: risk.found(service), services, where }))),
  );
  const met = all.filter(({ what }) => what.length > 0);
  const open = met.filter(({ service, risk, services }) => services.length > 1 && !isAcknowledged(service, risk));
  return {
    compared: all.length,
    counterexamples: open.map(counterexample),
    assumptions: met.filter((one) => !open.includes(one)).map(assumption),
  };
}

/** Services on the same instances. */
interface Host {
  readonly services: readonly ServicePart[];
  readonly where: string;
}

function hostsOf({ services }: RoleStack): readonly Host[] {
  const found = new Map<string, ServicePart[]>();
  for (const service of services) {
    if (service.launchType !== "ec2" || service.cluster === undefined) continue;
    append(found, `${showText(service.cluster.arn)}\n${showText(service.capacityProvider ?? "")}`, service);
  }
  return [...found.values()].map((ofHost) => ({ services: ofHost, where: whereOf(ofHost[0]) }));
}

function whereOf(service: ServicePart | undefined): string {
  const { cluster, capacityProvider } = service ?? {};
  if (capacityProvider !== undefined) return `capacity ${quote(showText(capacityProvider))}`;
  return `cluster ${quote(cluster?.key ?? "")}`;
}

interface Met {
  readonly service: ServicePart;
  readonly risk: HostRisk;
  readonly what: readonly string[];
  readonly services: readonly ServicePart[];
  readonly where: string;
}

function isAcknowledged({ acknowledge = [] }: ServicePart, { id }: HostRisk): boolean {
  return acknowledge.some((one) => one.id === id);
}

function counterexample({ service, risk, what, services, where }: Met): Counterexample {
  const others = services.filter((other) => other !== service).map(({ name }) => quote(name));
  const shown = others.length > 3 ? `${others.slice(0, 3).join(", ")} and ${others.length - 3} more` : others.join(", ");
  const acknowledge = `\`acknowledge: [{ id: ${risk.id}, why: ... }]\``;
  return {
    verdict: "refuted",
    words: `service ${quote(service.name)} (${what.join(", ")}) shares the instances of ${where} with ${shown}: its tasks can ${risk.harm}, and collect the credentials of their tasks, which is the danger ${quote(risk.id)}`,
    path: service.path,
    about: { service: service.name },
    help: `give it a capacity of its own or Fargate, or write ${acknowledge} on the service; ${risk.source}`,
  };
}

function assumption({ service, risk, what, services, where }: Met): string {
  const how = `service ${quote(service.name)} (${what.join(", ")}): its tasks can ${risk.harm}`;
  if (services.length > 1) return `acknowledged: ${quote(risk.id)} for ${how}`;
  // Of a cluster that exists already nobody knows here what else runs on it.
  const isKnown = service.capacityProvider !== undefined;
  return `${isKnown ? "alone on" : "nothing else of this platform is on"} ${where}: ${how}`;
}
