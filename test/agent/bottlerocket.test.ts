import { parse as parseToml } from "smol-toml";
import { forBottlerocket, request } from "./agent-configuration";
import { problemsOf, render } from "./rendered";

describe("user data of Bottlerocket", () => {
  it("is TOML without any task-role flag, which would stop the boot", () => {
    const text = render(request("bottlerocket", forBottlerocket));
    expect(parseToml(text)).toEqual({
      settings: {
        ecs: {
          cluster: "production",
          "awsvpc-block-imds": true,
          "enable-spot-instance-draining": true,
          "logging-drivers": ["json-file", "awslogs"],
          "reserved-memory": 256,
          "metadata-service-rps": 40,
          "metadata-service-burst": 60,
          "allow-privileged-containers": false,
          "instance-attributes": { stack: "prod", "com.example/rack": "a 1" },
        },
      },
    });
    expect(text).not.toMatch(/iam/i);
  });

  it.each([
    ["nothing but the cluster", { blockInstanceMetadata: false }, {}],
    ["the metadata blocked", {}, { "awsvpc-block-imds": true }],
    [
      "a setting that blocks them",
      { blockInstanceMetadata: false, settings: { ECS_AWSVPC_BLOCK_IMDS: true } },
      { "awsvpc-block-imds": true },
    ],
    ["Spot", { blockInstanceMetadata: false, spotDraining: true }, { "enable-spot-instance-draining": true }],
    ["one driver", { blockInstanceMetadata: false, loggingDrivers: ["awslogs"] }, { "logging-drivers": ["awslogs"] }],
  ])("says %s", (_, set, more) => {
    expect(parseToml(render(request("bottlerocket", set)))).toEqual({ settings: { ecs: { cluster: "production", ...more } } });
  });

  it("keeps whole numbers, floats, dates and lists of tables of the user", () => {
    const extra = "[settings.x]\na = 9007199254740993\nb = 1.0\nc = 1979-05-27T07:32:00Z\n[[settings.y]]\nd = 'e'\n";
    const text = render(request("bottlerocket", {}, extra));
    expect(text).toMatch(/^a = 9007199254740993$/m);
    expect(text).toMatch(/^b = 1\.0$/m);
    expect(text).toMatch(/^c = 1979-05-27T07:32:00(\.000)?Z$/m);
    expect(text).toMatch(/^\[\[settings\.y\]\]\nd = "e"$/m);
  });

  it("accepts a key of the user that says the same", () => {
    expect(render(request("bottlerocket", {}, '[settings.ecs]\ncluster = "production"\nloglevel = "debug"\n'))).toContain(
      'loglevel = "debug"',
    );
  });

  it.each([
    ["another value of a key that is set", "[settings.ecs]\nawsvpc-block-imds = false\n", ["2 agent-flag-overwritten"]],
    ["another cluster", '[settings]\necs.cluster = "x"\n', ["2 agent-cluster"]],
    ["a table in place of a value", "[settings.ecs.cluster]\na = 1\n", ["1 agent-cluster"]],
    ["an unknown key", '[settings.ecs]\nlog-level = "x"\n', ["2 unknown-key"]],
    ["keys nested too deep", `settings.${"a.".repeat(5000)}b = 1\n`, ["1 user-data-invalid"]],
    ["half of a character", 'settings.motd = "\ud800"\n', ["1 user-data-invalid"]],
    ["a script", "#!/bin/bash\ntrue\n", ["2 user-data-invalid"]],
  ])("refuses %s", (_, extra, problems) => {
    expect(problemsOf(request("bottlerocket", {}, extra))).toEqual({ text: undefined, problems });
  });

  it.each([
    ["aws-ecs-1", "ended-platform"],
    ["aws-ecs-1-nvidia", "ended-platform"],
    ["aws-ecs-10", "invalid-value"],
    ["aws-k8s-1.31", "invalid-value"],
  ])("refuses the variant %s", (variant, code) => {
    expect(problemsOf({ ...request("bottlerocket"), variant })).toEqual({ text: undefined, problems: [code] });
  });

  it.each(["aws-ecs-2", "aws-ecs-2-fips", "aws-ecs-2-nvidia", "aws-ecs-3-nvidia-fips"])("accepts the variant %s", (variant) => {
    expect(problemsOf({ ...request("bottlerocket"), variant }).problems).toEqual([]);
  });
});
