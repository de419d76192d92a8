import { everything, request } from "./agent-configuration";
import { agentReads, pythonReads, runScript } from "./instance";
import { problemsOf, render } from "./rendered";

const shell = "#!/bin/bash\nyum install -y jq\necho 'grüße' > /tmp/x\n";

describe("user data of Amazon Linux 2023", () => {
  it("gives the agent every value as it was meant, when bash runs it", () => {
    const { config } = runScript(render(request("al2023", everything)), "ECS_CLUSTER=default\n");
    const read = agentReads(config);
    expect(read).toMatchObject({
      ECS_CLUSTER: "production",
      ECS_ENABLE_TASK_IAM_ROLE: "true",
      ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST: "true",
      ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE: "true",
      ECS_AWSVPC_BLOCK_IMDS: "true",
      ECS_RESERVED_MEMORY: "256",
    });
    expect(JSON.parse(read.ECS_CONTAINER_INSTANCE_TAGS!)).toEqual(everything.instanceTags);
    expect(JSON.parse(read.ECS_INSTANCE_ATTRIBUTES!)).toEqual(everything.instanceAttributes);
    expect(JSON.parse(read.ECS_AVAILABLE_LOGGING_DRIVERS!)).toEqual(everything.loggingDrivers);
  });

  it("never quotes a value (bug 7: quoted booleans in ecs.config)", () => {
    const { config } = runScript(render(request("al2023", everything)));
    for (const value of Object.values(agentReads(config))) expect(value).toMatch(/^[^"']/);
  });

  it("has no variants", () => {
    expect(problemsOf({ ...request("al2023"), variant: "2" })).toEqual({ text: undefined, problems: ["operating-system"] });
  });

  it("says nothing of host mode when no service uses it", () => {
    expect(render(request("al2023"))).not.toContain("NETWORK_HOST");
  });

  it("wins over the user's script and survives a last line that it left unfinished", () => {
    const text = render(request("al2023", {}, "#!/bin/bash\nprintf 'ECS_LOGLEVEL=debug' >> /etc/ecs/ecs.config\n"));
    const [users, own] = pythonReads(text);
    const first = runScript(users!.body).config;
    expect(agentReads(runScript(own!.body, first).config)).toMatchObject({
      ECS_LOGLEVEL: "debug",
      ECS_CLUSTER: "production",
      ECS_ENABLE_TASK_IAM_ROLE: "true",
    });
  });

  it("runs after every script of the user, whose names decide the order in cloud-init", () => {
    const own = pythonReads(render(request("al2023", {}, shell))).at(-1)!;
    expect(["part-001", "runcmd", own.filename].sort().at(-1)).toBe(own.filename);
  });

  it("drops metadata traffic of bridges in Docker's own chain, and saves the rule", () => {
    const { calls, saved } = runScript(render(request("al2023", { bridgeFirewall: true })));
    const rule = "--in-interface docker+ --destination 169.254.169.254/32 --jump DROP";
    expect(calls).toEqual([
      "iptables --wait --new-chain DOCKER-USER",
      `iptables --wait --check DOCKER-USER ${rule}`,
      `iptables --wait --insert DOCKER-USER 1 ${rule}`,
      "dnf install --assumeyes iptables-services",
      "iptables-save ",
      "systemctl enable iptables",
    ]);
    expect(saved).toBe("saved\n");
  });

  it("does not insert the rule a second time", () => {
    const { calls } = runScript(render(request("al2023", { bridgeFirewall: true })), "", "the rule");
    expect(calls.filter((call) => call.includes("--insert"))).toEqual([]);
  });

  it("keeps the user's parts byte for byte, whatever their characters", () => {
    const parts = pythonReads(render(request("al2023", {}, shell)));
    expect(parts.map(({ type }) => type)).toEqual(["text/x-shellscript", "text/x-shellscript"]);
    expect(parts[0]!.body.trimEnd()).toBe(shell.trimEnd());
  });

  it("flattens a multipart of the user and adds its own part", () => {
    const extra = [
      'Content-Type: multipart/mixed; boundary="==rolewright=="',
      "MIME-Version: 1.0",
      "",
      "--==rolewright==",
      'Content-Type: text/cloud-config; charset="us-ascii"',
      'Content-Disposition: attachment; filename="a.yaml"',
      "X-Merge-Type: list(append)",
      "",
      "#cloud-config",
      "packages: [jq]",
      "--==rolewright==",
      "Content-Type: text/x-shellscript",
      "Content-Transfer-Encoding: base64",
      "",
      Buffer.from("#!/bin/sh\ncat <<'E'\n--==rolewright==\nE\n").toString("base64"),
      "--==rolewright==--",
    ].join("\n");
    const text = render(request("al2023", {}, extra));
    const parts = pythonReads(text);
    expect(parts.map(({ filename }) => filename)).toEqual(["a.yaml", null, "zzzz-ecs-agent.sh"]);
    expect(parts[0]!.body.trimEnd()).toBe("#cloud-config\npackages: [jq]");
    expect(parts[1]!.body).toBe("#!/bin/sh\ncat <<'E'\n--==rolewright==\nE\n\n".slice(0, -1));
    expect(text).toContain("x-merge-type: list(append)");
  });

  it.each([
    ["text without a first line that cloud-init knows", "yum update -y", ["1 user-data-invalid"]],
    ["PowerShell", "<powershell>\nWrite-Host\n</powershell>", ["1 user-data-invalid"]],
    ["a multipart without boundary", "MIME-Version: 1.0\nContent-Type: multipart/mixed\n\nx", ["1 user-data-invalid"]],
    ["text that is fetched", "#include\nhttps://example.com/x", ["1 user-data-invalid"]],
    [
      "a line that sets the flag false",
      "#!/bin/sh\necho ECS_ENABLE_TASK_IAM_ROLE=false >> /etc/ecs/ecs.config",
      ["2 agent-flag-off"],
    ],
    [
      "a part that would run later",
      'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/x-shellscript\nContent-Disposition: attachment; filename="zzzzz"\n\n#!/bin/sh\n--b--\n',
      ["8 agent-flag-overwritten"],
    ],
  ])("refuses %s", (_, extra, problems) => {
    expect(problemsOf(request("al2023", {}, extra))).toEqual({ text: undefined, problems });
  });
});
