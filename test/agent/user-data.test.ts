import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderUserData, type UserDataRequest } from "../../modules/agent";
import { everything, forBottlerocket, request } from "./agent-configuration";
import { problemsOf, render } from "./rendered";

const cases = join(__dirname, "../cases/agent");

describe("golden user data", () => {
  it.each<[string, UserDataRequest]>([
    ["al2023.golden.sh", request("al2023")],
    ["al2023-everything.golden.sh", request("al2023", { ...everything, bridgeFirewall: true })],
    ["al2023-merged.golden.mime", request("al2023", {}, "#!/bin/bash\nyum install -y jq\n")],
    ["bottlerocket.golden.toml", request("bottlerocket")],
    ["bottlerocket-merged.golden.toml", request("bottlerocket", forBottlerocket, "[settings.kernel]\nlockdown = 'integrity'\n")],
    ["windows.golden.txt", request("windows")],
    [
      "windows-merged.golden.txt",
      request(
        "windows",
        { ...everything, hostModeTaskRoles: false, taskEni: false },
        "<powershell>\nWrite-Host 'hello'\n</powershell>\n<persist>true</persist>",
      ),
    ],
  ])("%s is what is rendered", (file, given) => {
    expect(render(given)).toBe(readFileSync(join(cases, file), "utf8"));
  });
});

describe("user data of a custom machine image", () => {
  const complete =
    "#!/bin/bash\necho ECS_CLUSTER=production >> /etc/ecs/ecs.config\necho ECS_ENABLE_TASK_IAM_ROLE=true >> /etc/ecs/ecs.config\n";
  const relaxed = { blockInstanceMetadata: false, executionRoleLogs: false };

  it("is the user's text, byte for byte", () => {
    expect(render(request("custom", relaxed, complete))).toBe(complete);
  });

  it("comes with a warning when a protection is missing", () => {
    const { text, problems } = problemsOf(request("custom", {}, complete));
    expect(text).toBe(complete);
    expect(problems).toEqual(["1 agent-flag-off (warning)", "1 agent-flag-off (warning)"]);
  });

  it.each([
    ["no text", undefined, ["missing-key"]],
    ["blank text", " \n", ["missing-key"]],
    ["text without the flag", "#!/bin/bash\necho ECS_CLUSTER=production >> /etc/ecs/ecs.config\n", ["1 agent-flag-off"]],
  ])("refuses %s", (_, extra, problems) => {
    expect(problemsOf(request("custom", relaxed, extra))).toEqual({ text: undefined, problems });
  });
});

describe("the size of user data", () => {
  const script = (bytes: number): string => `#!/bin/bash\n#${"x".repeat(bytes - 14)}\n`;
  const overhead = Buffer.byteLength(render(request("al2023", {}, script(100)))) - 100;

  it("may be 16,384 bytes", () => {
    expect(Buffer.byteLength(render(request("al2023", {}, script(16384 - overhead))))).toBe(16384);
  });

  it("may not be one byte more", () => {
    expect(problemsOf(request("al2023", {}, script(16385 - overhead)))).toEqual({
      text: undefined,
      problems: ["user-data-too-large"],
    });
  });

  it("is a problem of what makes it large: the configuration, or the user's own text", () => {
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}`.padEnd(128, "k"), "v".repeat(256)]));
    const pathsOf = (given: UserDataRequest): readonly unknown[] => {
      const found: unknown[] = [];
      expect(renderUserData(given, ({ code, path }) => found.push([code, path]))).toBeUndefined();
      return found;
    };
    expect(pathsOf(request("al2023", { instanceTags: tags }))).toEqual([["user-data-too-large", ["ec2"]]]);
    expect(pathsOf(request("al2023", {}, script(16385)))).toEqual([["user-data-too-large", ["ec2", "userData"]]]);
  });

  it("counts bytes, not characters", () => {
    const relaxed = { blockInstanceMetadata: false, executionRoleLogs: false };
    const text = `#!/bin/bash\n# ${"ü".repeat(9000)}\n`;
    expect(problemsOf(request("custom", relaxed, text))).toEqual({ text: undefined, problems: ["user-data-too-large"] });
  });
});
