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
    ["a block", "<powershell>\nWrite-Host 1\n</powershell>", "Write-Host 1\n\n", ""],
    ["a block in other letters, with blanks around it", " \n<PowerShell>Write-Host 1</POWERSHELL>\n ", "Write-Host 1\n\n", ""],
    ["no block", "\n  \n  Write-Host 1 \n", "Write-Host 1\n\n", ""],
    ["a block that begins with blank lines", "<powershell>\n \n\n  a\n b \n</powershell>", "  a\n b\n\n", ""],
    [
      "a block that runs at every start",
      "<persist> TRUE </persist><powershell>a</powershell>",
      "a\n\n",
      "<persist>true</persist>\n",
    ],
    ["a block that runs once", "<powershell>a</powershell>\n<Persist>false</Persist>", "a\n\n", "<persist>false</persist>\n"],
    ["an empty block", "<powershell>\n</powershell>", "", ""],
    ["words that only look like a block", "# <powershellish> <scripts>", "# <powershellish> <scripts>\n\n", ""],
  ])("takes over %s", (_, extra, before, after) => {
    const own = render(request("windows"));
    const merged = own.replace("<powershell>\n", () => `<powershell>\n${before}`) + after;
    expect(render(request("windows", {}, extra))).toBe(merged);
  });

  it.each(["powershell", "script", "persist", "powershellArguments", "version", "runAsLocalSystem", "detach"])(
    "refuses a further block of %s",
    (tag) => {
      for (const extra of [`a\n<${tag}>`, `a\n</${tag.toUpperCase()}>`, `<powershell>a</powershell>\n<${tag}>1`]) {
        expect(problemsOf(request("windows", {}, extra)).problems).toContain("user-data-invalid");
      }
    },
  );

  it("takes a variant", () => {
    expect(problemsOf({ ...request("windows"), variant: "2022-core" }).problems).toEqual([]);
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
