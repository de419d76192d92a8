/** Tasks that are let out onto instances which other services use: by network mode, privileged containers or the host's own folders. */

import type { Violation } from "./isolation";
import { listOf, mapOf, textOf } from "./raw";
import { containersOf, type Service, type World } from "./world";

/** Folders of the host with which a task holds the others: AWS's agent and the socket of the container runtime. */
const holding = ["/", "/var", "/var/run", "/var/run/docker.sock", "/run", "/var/lib", "/var/lib/ecs"];

/** Every service that is let out beside others and acknowledges nothing. */
export function openHosts({ services, raw }: World): readonly Violation[] {
  return services.filter(isOut).flatMap((service) => {
    const onMetal = mapOf(mapOf(raw.clusters)[service.cluster]).ec2 !== undefined;
    const beside = services.find(({ name, cluster }) => cluster === service.cluster && name !== service.name);
    if (!onMetal || beside === undefined || listOf(service.options.acknowledge).length > 0) return [];
    const why = `shares instances with ${beside.name}`;
    return [{ theorem: "host", role: service.name, action: "leave", resource: service.cluster, why, open: false }];
  });
}

function isOut(service: Service): boolean {
  const volumes = Object.values(mapOf(service.options.volumes)).map((volume) => textOf(mapOf(volume).host) ?? "");
  return (
    service.options.networkMode === "host" ||
    containersOf(service).some(([, container]) => container.privileged === true) ||
    volumes.some((folder) => holding.includes(folder))
  );
}
