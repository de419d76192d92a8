// Timings, as medians and as ratios within one run: machines differ and are noisy, ratios less so. Run: npm run bench [-- <services> ...]
const { execFileSync } = require("node:child_process");
const { mkdtempSync, readdirSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

require("./typescript");
const { sites } = require("./sites");
const { isPresent, terraformEnvironment } = require("./terraform/command");

const root = join(__dirname, "..");
const { planPlatform } = require("../dist/modules/pipeline");
const { stackJson, printJson } = require("../dist/modules/resources/configuration");

/** Milliseconds of the middle of `runs` calls. */
function median(runs, work) {
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1e6;
  }).sort((a, b) => a - b);
  return times[Math.floor(runs / 2)];
}

function line(what, milliseconds, note = "") {
  console.log(`${what.padEnd(58)} ${milliseconds.toFixed(0).padStart(7)} ms  ${note}`);
}

function generate(text) {
  const outcome = planPlatform({ file: "platform.yaml", text });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems.slice(0, 3)));
  return outcome.value.stacks.map(({ resources }) => printJson(stackJson(resources)).length);
}

function processes() {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-bench-"));
  const cli = join(root, "dist/modules/cli/main.js");
  const node = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: "ignore" });
  const empty = median(9, () => node("-e", "0"));
  line("node, doing nothing", empty);
  const help = median(9, () => node(cli, "--help"));
  line("rolewright --help", help, `${(help / empty).toFixed(1)} x node`);
  const techflow = median(9, () => node(cli, "generate", "examples/techflow/platform.yaml", "--out", folder));
  line("rolewright generate examples/techflow/platform.yaml", techflow, `${(techflow / empty).toFixed(1)} x node; budget 500 ms`);
  rmSync(folder, { recursive: true });
}

function fleets(counts) {
  let first;
  for (const count of counts) {
    const text = sites(count);
    generate(sites(50));
    const time = median(count > 2000 ? 1 : 3, () => generate(text));
    first ??= time / count;
    const memory = `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`;
    line(
      `${count} services: read, resolve, plan, Terraform JSON`,
      time,
      `${(time / count / first).toFixed(2)} x per service; ${memory}`,
    );
  }
}

/** What Terraform itself takes for one stack, beside which generating it must not be felt. */
function terraform() {
  if (!isPresent()) {
    console.log("terraform is not on PATH: not measured");
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "rolewright-bench-"));
  const env = terraformEnvironment();
  try {
    const example = ["generate", "examples/techflow/platform.yaml", "--out", folder];
    const generating = median(3, () =>
      execFileSync(process.execPath, [join(root, "dist/modules/cli/main.js"), ...example], { cwd: root, stdio: "ignore" }),
    );
    const [stack] = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const run = (...args) => execFileSync("terraform", args, { cwd: join(folder, stack.name), env, stdio: "ignore" });
    run("init", "-backend=false");
    const validating = median(3, () => run("validate"));
    line("terraform validate of that stack", validating, `${(validating / generating).toFixed(1)} x generating it`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function printing() {
  execFileSync(process.execPath, [join(root, "scripts", "measure-hcl.mjs")], { cwd: root, stdio: "inherit" });
}

processes();
terraform();
printing();
fleets(process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000, 10_000]);
