/** The plans of all examples that are accepted. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type PlatformPlan, planPlatform } from "../../modules/pipeline";

const examples = join(__dirname, "..", "..", "examples");

/** Every example that has a platform file, by its name. */
export function examplePlans(): readonly { readonly name: string; readonly plan: PlatformPlan }[] {
  return readdirSync(examples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(examples, entry.name)).includes("platform.yaml"))
    .map(({ name }) => {
      const outcome = planPlatform({ file: "platform.yaml", text: readFileSync(join(examples, name, "platform.yaml"), "utf8") });
      if (!outcome.ok) throw new Error(`${name} is refused`);
      return { name, plan: outcome.value };
    });
}
