/** A folder that a platform file is generated into again and again, with Terraform's state in it. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Environment, run } from "../../scripts/terraform/command";
import type { Emulator } from "./emulator";
import { emulatorOverride } from "./provider";

const project = join(__dirname, "..", "..");

/** Where a scenario works. */
export interface Workspace {
  /** Generates from a platform file, as a user does; all of it in the folder of one stack. */
  readonly generate: (platform: string, ...options: readonly string[]) => Promise<void>;
  /** What a generated file says. */
  readonly read: (file: string) => string;
  /** Writes a file into the folder of the stack. */
  readonly write: (file: string, text: string) => void;
  /** Plans, and says what would change (`changesIn`). */
  readonly plan: (...options: readonly string[]) => Promise<readonly string[]>;
  /** Applies what was planned last. */
  readonly apply: () => Promise<void>;
  readonly destroy: (...options: readonly string[]) => Promise<void>;
}

/** The workspace of the only stack of a platform. `root` is where Terraform works, below the folder of the stack. */
export function workspaceIn(folder: string, stack: string, root: string, emulator: Emulator, env: Environment): Workspace {
  const place = join(folder, "generated", stack);
  const must = async (command: string, args: readonly string[], where: string): Promise<string> => {
    const { stdout, error } = await run(command, args, where, env);
    if (error !== "") throw new Error(`${command} ${args.join(" ")}: ${error}`);
    return stdout;
  };
  const terraform = (...args: readonly string[]): Promise<string> => must("terraform", args, join(place, root));
  let isInitialised = false;
  return {
    generate: async (platform, ...options) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "platform.yaml"), platform);
      const node = ["-r", join(project, "scripts", "typescript.js"), join(project, "modules", "cli", "main.ts")];
      await must(process.execPath, [...node, "generate", "platform.yaml", "--out", "generated", ...options], folder);
      writeFileSync(join(place, root, "zz_override.tf.json"), JSON.stringify(emulatorOverride({}, emulator.endpoint, undefined)));
    },
    read: (file) => readFileSync(join(place, file), "utf8"),
    write: (file, text) => writeFileSync(join(place, file), text),
    plan: async (...options) => {
      if (!isInitialised) await terraform("init", "-no-color");
      isInitialised = true;
      await terraform("plan", "-no-color", "-out=plan.bin", ...options);
      return changesIn(await terraform("show", "-json", "plan.bin"));
    },
    apply: async () => {
      await terraform("apply", "-no-color", "plan.bin");
    },
    destroy: async (...options) => {
      await terraform("destroy", "-no-color", "-auto-approve", "-refresh=false", ...options);
    },
  };
}

interface ResourceChange {
  readonly address: string;
  readonly mode: string;
  readonly previous_address?: string;
  readonly change: { readonly actions: readonly string[]; readonly importing?: { readonly id: string } };
}

/** What a plan changes, in order: `create aws_iam_role.a`, `import x as a`, `move a to b`, `move a to b, replace`, `update a`; what stays as it is is left out. */
function changesIn(shown: string): readonly string[] {
  const { resource_changes: changes = [] } = JSON.parse(shown) as { readonly resource_changes?: readonly ResourceChange[] };
  return changes
    .filter(({ mode }) => mode === "managed")
    .map(({ address, previous_address: former, change: { actions, importing } }) => {
      const action = actions.length === 2 ? "replace" : (actions[0] ?? "");
      const isKept = action === "no-op";
      if (former !== undefined) return `move ${former} to ${address}${isKept ? "" : `, ${action}`}`;
      if (importing !== undefined) return `import ${importing.id} as ${address}${isKept ? "" : `, ${action}`}`;
      return isKept ? "" : `${action} ${address}`;
    })
    .filter((change) => change !== "")
    .sort();
}
