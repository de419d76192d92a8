/** Names that AWS or Terraform wants unique: clusters, repositories, task definition families, Terraform addresses. */
import { error, type Path, type ProblemCode, quote, type Report } from "../../problem";
import type { Model, StackModel } from "../model";
import { terraformName } from "../role-name";

interface Named {
  readonly name: string;
  readonly path: Path;
}

/** Two things of one kind and name in one account and region, two stacks whose folders would be one. Problem codes: `duplicate-name`, `duplicate-family`. */
export function checkNames(model: Model, report: Report): void {
  for (const stack of model.stacks) checkStack(stack, report);
  checkFolders(model, report);
}

/** A stack is a folder, and so is its name: macOS and Windows do not tell cases apart. */
function checkFolders({ stacks }: Model, report: Report): void {
  const seen = new Map<string, string>();
  for (const { name, account } of stacks) {
    const other = seen.get(name.toLowerCase());
    const message = `the stacks ${quote(other ?? "")} and ${quote(name)} differ by case only, and are one folder on macOS and Windows`;
    if (other !== undefined) report(error("duplicate-name", ["accounts", account.name], message, "rename one of the accounts"));
    seen.set(name.toLowerCase(), name);
  }
}

function checkStack(stack: StackModel, report: Report): void {
  const { clusters, repositories, services } = stack;
  const capacities = clusters.flatMap((cluster) => cluster.capacities);
  unique("duplicate-name", "clusters", clusters, "rename one, or let the services share the cluster", report);
  unique("duplicate-name", "repositories", repositories, "declare the repository once", report);
  unique(
    "duplicate-name",
    "capacity providers",
    capacities.map(({ fullName, path }) => ({ name: fullName, path })),
    "rename one of the clusters or kinds of capacity",
    report,
  );
  unique(
    "duplicate-family",
    "task definitions",
    services.map(({ family, path }) => ({ name: family, path })),
    "give one of the services a `family` of its own",
    report,
  );
  for (const [what, things] of Object.entries({
    services,
    clusters: clusters.map(({ key, path }) => ({ name: key, path })),
    repositories: repositories.map(({ key, path }) => ({ name: key, path })),
  })) {
    const addresses = things.map(({ name, path }) => ({ name: terraformName(name), path }));
    unique(
      "duplicate-name",
      `${what} with the Terraform name`,
      addresses,
      "Terraform addresses fold case and `-`, `_`, `.` and `/`: rename one",
      report,
    );
  }
}

function unique(code: ProblemCode, what: string, things: readonly Named[], help: string, report: Report): void {
  const seen = new Set<string>();
  for (const { name, path } of things) {
    if (seen.has(name)) report(error(code, path, `two ${what} are called ${quote(name)}`, help));
    seen.add(name);
  }
}
