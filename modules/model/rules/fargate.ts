/** What Fargate does not have (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html). */
import { error, type Path, type Report } from "../../problem";
import type { ContainerSpec, ServiceSpec, Spec } from "../../spec/schema";
import type { Model, ServiceModel } from "../model";

/** EC2-only options and sizes that do not exist, on Fargate services. Problem codes: `launch-type`, `invalid-value`, `operating-system`. */
export function checkFargate(spec: Spec, model: Model, report: Report): void {
  for (const service of model.stacks.flatMap((stack) => stack.services)) {
    const written = spec.services[service.name];
    if (written === undefined) continue;
    if (service.launchType === "fargate") checkService(service, written, report);
    else checkEc2(service, report);
  }
}

/** Something of EC2 in a Fargate service: where, what is wrong, and what to do instead. */
type Finding = readonly [path: Path, message: string, help: string];

function checkService(service: ServiceModel, spec: ServiceSpec, report: Report): void {
  const containers = Object.entries(spec.containers).flatMap(([name, container]) =>
    containerFindings(service, container, [...service.path, "containers", name]),
  );
  for (const [path, message, help] of [...service.volumes.flatMap(volumeFindings), ...containers]) {
    report(error("launch-type", path, message, help));
  }
  checkSize(service, service.path, report);
}

function volumeFindings(volume: ServiceModel["volumes"][number]): readonly Finding[] {
  if (volume.kind === "host" && volume.hostPath !== undefined) {
    return [[[...volume.path, "host"], "Fargate tasks have no host to mount from", "use `host: true`, `efs` or `ebs`"]];
  }
  if (volume.kind !== "fsx-windows") return [];
  const help = "run the service on Windows EC2 capacity";
  return [[[...volume.path, "fsxWindows"], "Fargate tasks cannot mount FSx for Windows File Server", help]];
}

function containerFindings(service: ServiceModel, spec: ContainerSpec, path: Path): readonly Finding[] {
  const found: Finding[] = [];
  if (spec.privileged === true) {
    found.push([[...path, "privileged"], "Fargate has no privileged containers", "leave it out, or run the service on EC2"]);
  }
  if (spec.router?.configuration !== undefined && "s3" in spec.router.configuration) {
    const message = "FireLens on Fargate reads no configuration from S3";
    found.push([[...path, "router", "configuration"], message, "put the file into the image and use `file`"]);
  }
  if (spec.credentialSpecs.length > 0 && service.os === "windows") {
    const help = "run the service on Windows EC2 capacity";
    found.push([[...path, "credentialSpecs"], "Windows tasks on Fargate have no gMSA", help]);
  }
  return found;
}

function checkEc2(service: ServiceModel, report: Report): void {
  for (const volume of service.volumes) {
    if (volume.kind === "fsx-windows" && service.os !== "windows") {
      report(
        error(
          "operating-system",
          [...volume.path, "fsxWindows"],
          "only Windows tasks can mount FSx for Windows File Server",
          "use `efs`",
        ),
      );
    }
  }
}

// CPU units -> memory in MiB: smallest, largest, step.
// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
const sizes: Readonly<Record<number, readonly [number, number, number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16384, 1024],
  4096: [8192, 30720, 1024],
  8192: [16384, 61440, 4096],
  16384: [32768, 122880, 8192],
};

function checkSize({ cpu = 256, memory = 512, os }: ServiceModel, path: Path, report: Report): void {
  const range = sizes[cpu];
  if (range === undefined || (os === "windows" && (cpu < 1024 || cpu > 4096))) {
    const known = Object.keys(sizes).filter((size) => os === "linux" || (Number(size) >= 1024 && Number(size) <= 4096));
    report(
      error("invalid-value", [...path, "cpu"], `Fargate has no tasks of ${cpu} CPU units`, `choose one of ${known.join(", ")}`),
    );
    return;
  }
  const [least, most, step] = range;
  const odd = memory % step !== 0 || (cpu === 256 && memory === 1536);
  if (memory < least || memory > most || odd) {
    const help = cpu === 256 ? "choose 512, 1024 or 2048" : `choose ${least} to ${most} in steps of ${step}`;
    report(error("invalid-value", [...path, "memory"], `Fargate tasks of ${cpu} CPU units cannot have ${memory} MiB`, help));
  }
}
