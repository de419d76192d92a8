/** The public SSM parameter that holds the id of the recommended machine image. */
import { error, type Path, quote, type Report } from "../problem";
import { suggestion } from "../wording";
import { checkVariant } from "./bottlerocket";
import type { OperatingSystem } from "./configuration";

/** Windows releases with an ECS-optimized image. */
const windowsReleases: readonly string[] = [
  "2025-full",
  "2025-core",
  "2022-full",
  "2022-core",
  "2019-full",
  "2019-core",
  "2016-full",
];

/** What decides the machine image. `variant` is a Bottlerocket variant or a Windows release such as `2022-core`. */
export interface ImageRequest {
  readonly os: Exclude<OperatingSystem, "custom">;
  readonly architecture: "x86_64" | "arm64";
  readonly accelerator?: "gpu" | "neuron";
  readonly variant?: string;
  /** The EC2 capacity in the platform file. */
  readonly path: Path;
}

function amazonLinux(request: ImageRequest, report: Report): string | undefined {
  const { architecture, accelerator } = request;
  if (architecture === "arm64" && accelerator !== undefined) {
    const message = `no recommended image has ${quote(accelerator)} on \`arm64\``;
    report(error("operating-system", [...request.path, "accelerator"], message, "name the `image`, or use `x86_64`"));
    return undefined;
  }
  const flavour = accelerator ?? (architecture === "arm64" ? "arm64" : undefined);
  return `/aws/service/ecs/optimized-ami/amazon-linux-2023/${flavour === undefined ? "" : `${flavour}/`}recommended/image_id`;
}

function bottlerocket(request: ImageRequest, report: Report): string | undefined {
  const { accelerator } = request;
  if (accelerator === "neuron") {
    const message = "Bottlerocket has no image with `neuron` for ECS";
    report(error("operating-system", [...request.path, "accelerator"], message, "use `al2023`"));
    return undefined;
  }
  const variant = request.variant ?? (accelerator === "gpu" ? "aws-ecs-2-nvidia" : "aws-ecs-2");
  if (accelerator === "gpu" && !variant.includes("nvidia")) {
    const message = `the variant ${quote(variant)} has no GPU support`;
    report(error("operating-system", [...request.path, "variant"], message, "use a `-nvidia` variant"));
    return undefined;
  }
  const known = checkVariant(variant, request.path, report);
  return known ? `/aws/service/bottlerocket/${variant}/${request.architecture}/latest/image_id` : undefined;
}

function windows(request: ImageRequest, report: Report): string | undefined {
  const { variant = "2022-core", architecture, accelerator } = request;
  if (architecture === "arm64" || accelerator !== undefined) {
    const message = `Windows has no recommended image for ${quote(accelerator ?? architecture)}`;
    const option = accelerator === undefined ? "architecture" : "accelerator";
    report(
      error("operating-system", [...request.path, option], message, "use `x86_64` without an accelerator, or name the `image`"),
    );
    return undefined;
  }
  if (!windowsReleases.includes(variant)) {
    const message = `unknown Windows release ${quote(variant)}`;
    report(error("invalid-value", [...request.path, "variant"], message, suggestion(variant, windowsReleases)));
    return undefined;
  }
  const [year = "", edition = ""] = variant.split("-");
  const name = `Windows_Server-${year}-English-${edition === "core" ? "Core" : "Full"}-ECS_Optimized`;
  return `/aws/service/ami-windows-latest/${name}/image_id`;
}

/**
 * The parameter name, for `resolve:ssm:<name>` as image of a launch template. Reports `ended-platform`, `operating-system` and
 * `invalid-value`. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
 */
export function imageParameter(request: ImageRequest, report: Report): string | undefined {
  if (request.os === "al2023") return amazonLinux(request, report);
  return request.os === "bottlerocket" ? bottlerocket(request, report) : windows(request, report);
}
