/** An app with two stacks, `one` and `two`. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, TerraformStack } from "cdktf";

/** Both stacks with an AWS provider, for `synth`. */
export function twoStacks(build: (first: TerraformStack, second: TerraformStack) => void): (app: App) => void {
  return (app) => {
    const stackOf = (id: string): TerraformStack => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, "aws", { region: "us-east-1" });
      return stack;
    };
    build(stackOf("one"), stackOf("two"));
  };
}
