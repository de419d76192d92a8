/** What happens to state that exists: one platform file after another in the same folder, applied to the emulator's own account. */
import { join } from "node:path";
import type { Cloud, Line } from "./apply-platform";
import { answered, type Call } from "./emulator";
import { leftBehind } from "./prepare";
import { call, object } from "./reader";
import { type Workspace, workspaceIn } from "./workspace";

/** The account that the emulator takes unknown credentials for; the platform files of scenarios are for it. */
export const ownAccount = "123456789012";

/** What a scenario has. */
export interface Bench extends Workspace {
  /** Calls AWS in the region of the scenario; they must succeed. */
  readonly aws: (...calls: readonly Call[]) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Holds two values to be equal. */
  readonly expect: (what: string, actual: unknown, expected: unknown) => void;
}

/** A story about one stack. */
export interface Scenario {
  readonly name: string;
  /** What is shown when it went well. */
  readonly detail: string;
  readonly region: string;
  /** The name of the stack in the platform file. */
  readonly stack: string;
  /** Where Terraform works, below the folder of the stack. */
  readonly root: string;
  readonly tell: (bench: Bench) => Promise<void>;
}

/** Tells a scenario to an empty cloud, and destroys what is left of it; no role may outlive that. */
export async function told(scenario: Scenario, folder: string, { emulator, env }: Cloud): Promise<Line> {
  const { name, detail, region, stack, root } = scenario;
  const findings: string[] = [];
  const place = { region };
  try {
    await emulator.reset();
    const workspace = workspaceIn(join(folder, "scenario"), stack, root, emulator, env);
    await scenario.tell({
      ...workspace,
      aws: async (...calls) => answered(await emulator.call(place, calls)),
      expect: (what, actual, expected) => {
        const [shown, wanted] = [JSON.stringify(actual, undefined, 2), JSON.stringify(expected, undefined, 2)];
        if (shown !== wanted) findings.push(`${what}: ${shown}\nexpected: ${wanted}`);
      },
    });
    await workspace.destroy();
    findings.push(...(await leftBehind({ name, place }, emulator)));
  } catch (problem) {
    findings.push(problem instanceof Error ? problem.message : String(problem));
  }
  return { name, detail, findings };
}

interface Statement {
  readonly Sid: string;
  readonly Resource: unknown;
}

/** The statements of a role's inline policies that concern keys, at AWS: their resources by Sid. */
export async function keyStatements({ aws }: Bench, role: string): Promise<Readonly<Record<string, unknown>>> {
  const [listed] = await aws(call("iam", "list_role_policies", { RoleName: role }));
  const names = (listed?.PolicyNames ?? []) as readonly string[];
  const policies = await aws(...names.map((PolicyName) => call("iam", "get_role_policy", { RoleName: role, PolicyName })));
  const statements = policies.flatMap(({ PolicyDocument }) => object(PolicyDocument).Statement as readonly Statement[]);
  const own = statements.filter((statement) => JSON.stringify(statement).includes('"kms:'));
  return Object.fromEntries(
    own.map(({ Sid, Resource }, index) => [
      own.findIndex((other) => other.Sid === Sid) === index ? Sid : `${Sid} again`,
      Resource,
    ]),
  );
}
