/** Tasks that are let out onto instances which other services use: by network mode, privileged containers or the host's own folders. */

import type { Violation } from "./isolation";
import { listOf, mapOf, textOf } from "./raw";
import { containersOf, type Service, type World } from "./world";

/** Folders of the host with which a task holds the others: AWS's agent and the socket of the container runtime. */
const holding = ["/", "/var", "/var/run", "/var/run/docker.sock", "/run", "/var/lib", "/var/lib/ecs"];

/** Every service that is let out beside others by a way that it does not acknowledge. */
export function openHosts({ services, raw }: World): readonly Violation[] {
  return services.flatMap((service) => {
    const onMetal = mapOf(mapOf(raw.clusters)[service.cluster]).ec2 !== undefined;
    const beside = services.find(({ name, cluster }) => cluster === service.cluster && name !== service.name);
    if (!onMetal || beside === undefined) return [];
    const taken = listOf(service.options.acknowledge).map((each) => textOf(mapOf(each).id));
    const why = `shares instances with ${beside.name}`;
    return waysOut(service)
      .filter((id) => !taken.includes(id))
      .map((action) => ({ theorem: "host", role: service.name, action, resource: service.cluster, why, open: false }));
  });
}

function waysOut(service: Service): readonly string[] {
  const volumes = Object.values(mapOf(service.options.volumes)).map((volume) => textOf(mapOf(volume).host) ?? "");
  return [
    ...(service.options.networkMode === "host" ? ["host-network"] : []),
    ...(containersOf(service).some(([, container]) => container.privileged === true) ? ["privileged-container"] : []),
    ...(volumes.some((folder) => holding.includes(folder)) ? ["host-path"] : []),
  ];
}
