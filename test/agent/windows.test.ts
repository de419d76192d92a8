import { literal } from "../../modules/agent/powershell-literal";
import { everything, request } from "./agent-configuration";
import { problemsOf, render } from "./rendered";

describe("user data of Windows", () => {
  it("always passes -EnableTaskIAMRole (bug 7: Windows user data without it)", () => {
    for (const taskEni of [true, false]) {
      const lines = render(request("windows", { taskEni })).split("\n");
      expect(lines.filter((line) => /^Initialize-ECSAgent .*-EnableTaskIAMRole( |$)/.test(line))).toHaveLength(1);
    }
  });

  it("starts the agent last, so that it sees every variable", () => {
    const lines = render(request("windows", { ...everything, hostModeTaskRoles: false }, "Write-Host 'x'"))
      .trimEnd()
      .split("\n");
    expect(lines.at(-2)).toMatch(/^Initialize-ECSAgent/);
    expect(lines.at(-1)).toBe("</powershell>");
  });

  it.each([
    ["the end of the block", "Write-Host '</powershell>'", ["user-data-invalid"]],
    ["a second block", "<powershell>\na\n</powershell>\n<powershell>\nb\n</powershell>", ["user-data-invalid"]],
    ["a batch block", "<script>\necho\n</script>", ["user-data-invalid"]],
    ["an early start of the agent", "Initialize-ECSAgent -EnableTaskIAMRole", ["1 agent-flag-overwritten"]],
  ])("refuses %s", (_, extra, problems) => {
    expect(problemsOf(request("windows", {}, extra))).toEqual({ text: undefined, problems });
  });
});

describe("a PowerShell literal", () => {
  it.each([
    ["it's", "'it''s'"],
    ["\u2018a\u2019 \u201ab\u201b", "'\u2018\u2018a\u2019\u2019 \u201a\u201ab\u201b\u201b'"],
    ['$x `n "a"', "'$x `n \"a\"'"],
  ])("of %s is %s", (text, written) => {
    expect(literal(text)).toBe(written);
  });
});
