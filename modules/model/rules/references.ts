/** References inside a service that the model keeps as names: volumes of mounts, containers to wait for, log routers. */
import { error, type Path, quote, type Report } from "../../problem";
import type { ServiceSpec, Spec } from "../../spec/schema";
import { declaredNames } from "../declared-names";

/** Names inside services that nothing declares. Problem codes: `unknown-reference`, `missing-key`. */
export function checkReferences(spec: Spec, report: Report): void {
  for (const [name, service] of Object.entries(spec.services)) checkService(service, ["services", name], report);
}

function checkService(service: ServiceSpec, path: Path, report: Report): void {
  for (const [name, container] of Object.entries(service.containers)) {
    const at = [...path, "containers", name];
    container.mounts.forEach((mount, index) => {
      if (Object.hasOwn(service.volumes, mount.volume)) return;
      const help = declaredNames("volumes", mount.volume, Object.keys(service.volumes));
      report(error("unknown-reference", [...at, "mounts", index, "volume"], `no volume ${quote(mount.volume)}`, help));
    });
    for (const other of Object.keys(container.dependsOn)) {
      if (other !== name && Object.hasOwn(service.containers, other)) continue;
      const help = declaredNames(
        "containers",
        other,
        Object.keys(service.containers).filter((candidate) => candidate !== name),
      );
      report(error("unknown-reference", [...at, "dependsOn", other], `no other container ${quote(other)}`, help));
    }
  }
  checkRouters(service, path, report);
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html
function checkRouters(service: ServiceSpec, path: Path, report: Report): void {
  const containers = Object.entries(service.containers);
  const routers = containers.filter(([, container]) => container.router !== undefined).map(([name]) => name);
  const routed = containers.filter(([, { logs }]) => (logs ?? service.logs)?.driver === "awsfirelens");
  for (const [name, container] of routed) {
    const at = container.logs === undefined ? [...path, "logs", "driver"] : [...path, "containers", name, "logs", "driver"];
    if (routers.length === 0) {
      report(error("missing-key", at, "no container of the service routes logs", "add a container with `router: {}`"));
    } else if (routers.includes(name)) {
      report(
        error("invalid-value", at, `log router ${quote(name)} cannot route its own logs`, "give it `logs: { driver: awslogs }`"),
      );
    }
  }
  const [, second] = routers;
  if (second !== undefined) {
    report(error("invalid-value", [...path, "containers", second, "router"], "a task has one log router", "keep one `router`"));
  }
}
