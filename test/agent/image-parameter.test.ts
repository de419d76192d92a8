import { type ImageRequest, systems } from "../../modules/agent";
import type { Problem } from "../../modules/problem";
import type { OperatingSystem } from "../../modules/spec/operating-system";

type Wanted = Omit<ImageRequest, "path"> & { readonly os: OperatingSystem };
type Row = [Wanted, string];

function parameter({ os, ...request }: Wanted): { name: string | undefined; problems: readonly string[] } {
  const found: Problem[] = [];
  const { imageParameter } = systems[os];
  if (imageParameter === "none") throw new Error(`no image is recommended for ${os}`);
  const name = imageParameter({ ...request, path: ["ec2"] }, (problem) => found.push(problem));
  return { name, problems: found.map(({ path, code }) => `${path.join(".")} ${code}`) };
}

describe("the parameter of the recommended image", () => {
  it.each<Row>([
    [{ os: "al2023", architecture: "x86_64" }, "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"],
    [{ os: "al2023", architecture: "arm64" }, "/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id"],
    [
      { os: "al2023", architecture: "x86_64", accelerator: "gpu" },
      "/aws/service/ecs/optimized-ami/amazon-linux-2023/gpu/recommended/image_id",
    ],
    [
      { os: "al2023", architecture: "x86_64", accelerator: "neuron" },
      "/aws/service/ecs/optimized-ami/amazon-linux-2023/neuron/recommended/image_id",
    ],
    [{ os: "bottlerocket", architecture: "arm64" }, "/aws/service/bottlerocket/aws-ecs-2/arm64/latest/image_id"],
    [
      { os: "bottlerocket", architecture: "x86_64", accelerator: "gpu" },
      "/aws/service/bottlerocket/aws-ecs-2-nvidia/x86_64/latest/image_id",
    ],
    [
      { os: "bottlerocket", architecture: "x86_64", variant: "aws-ecs-3-fips" },
      "/aws/service/bottlerocket/aws-ecs-3-fips/x86_64/latest/image_id",
    ],
    [
      { os: "windows", architecture: "x86_64" },
      "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id",
    ],
    [
      { os: "windows", architecture: "x86_64", variant: "2016-full" },
      "/aws/service/ami-windows-latest/Windows_Server-2016-English-Full-ECS_Optimized/image_id",
    ],
  ])("of %j is %s", (request, name) => {
    expect(parameter(request)).toEqual({ name, problems: [] });
  });

  it.each<Row>([
    [{ os: "al2023", architecture: "arm64", accelerator: "gpu" }, "ec2.accelerator operating-system"],
    [{ os: "al2023", architecture: "arm64", accelerator: "neuron" }, "ec2.accelerator operating-system"],
    [{ os: "bottlerocket", architecture: "x86_64", variant: "aws-ecs-1" }, "ec2.variant ended-platform"],
    [{ os: "bottlerocket", architecture: "x86_64", variant: "aws-ecs-4" }, "ec2.variant invalid-value"],
    [{ os: "bottlerocket", architecture: "x86_64", variant: "aws-ecs-2", accelerator: "gpu" }, "ec2.variant operating-system"],
    [{ os: "bottlerocket", architecture: "x86_64", accelerator: "neuron" }, "ec2.accelerator operating-system"],
    [{ os: "windows", architecture: "arm64" }, "ec2.architecture operating-system"],
    [{ os: "windows", architecture: "x86_64", accelerator: "gpu" }, "ec2.accelerator operating-system"],
    [{ os: "windows", architecture: "x86_64", variant: "2016-core" }, "ec2.variant invalid-value"],
  ])("of %j does not exist: %s", (request, problem) => {
    expect(parameter(request)).toEqual({ name: undefined, problems: [problem] });
  });
});
