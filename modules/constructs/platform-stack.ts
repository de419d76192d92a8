/** A whole account and region as a stack of CDKTF: the very JSON that `rolewright generate` writes, made of the bindings' classes. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformBackend, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { error } from "../problem";
import { printJson, stackJson } from "../resources/configuration";
import { terraformString } from "../resources/expression";
import { addressOf } from "../resources/resource";
import type { StackResources } from "../resources/stack";
import { elementOf } from "./elements";
import { throwProblems } from "./problems-error";

/** What a stack is made of. */
export interface PlatformStackProps {
  /** The resources of one stack, as `planPlatform` returns them (`plan.stacks[0].resources`). */
  readonly resources: StackResources;
}

/**
 * All resources of one account and region. Addresses, arguments and the `terraform` and `provider` blocks are those of
 * `rolewright generate`; only the metadata of CDKTF comes on top. A backend is the one of the platform file or one that you add to the stack;
 * without any the output has none, because CDKTF's own would hold an absolute path. Throws `ProblemsError` when a text of the platform looks like
 * a token of CDKTF.
 */
export class PlatformStack extends TerraformStack {
  private readonly resources: StackResources;

  constructor(scope: Construct, id: string, { resources }: PlatformStackProps) {
    super(scope, id);
    this.resources = resources;
    refuseTokens(resources, this.node.path);
    this.addProvider();
    this.addVariables();
    for (const resource of resources.resources) {
      const dependsOn = (resource.dependsOn ?? []).map((fqn) => ({ fqn }));
      elementOf(this, resource, { id: addressOf(resource), dependsOn }).overrideLogicalId(resource.id);
    }
    this.addOutputs();
    this.addBlocks();
  }

  /** Before CDKTF gives a stack without a backend its default one. */
  override prepareStack(): void {
    const { backend, ...settings } = terraformBlock(this.resources);
    const added = this.node.findAll().some((node) => TerraformBackend.isBackend(node));
    this.addOverride("terraform", added ? settings : { ...settings, backend });
    super.prepareStack();
  }

  /** What CDKTF has no class for, or none that takes these blocks as they are. */
  private addBlocks(): void {
    const { data, locals, moved, import: adopted } = stackJson(this.resources);
    for (const [name, blocks] of Object.entries({ data, locals, moved, import: adopted })) {
      if (isFilled(blocks)) this.addOverride(name, blocks);
    }
  }

  private addProvider(): void {
    const { region, allowedAccountIds, assumeRoleArn } = this.resources.provider;
    new AwsProvider(this, "aws", {
      region: terraformString(region),
      allowedAccountIds: allowedAccountIds.map(terraformString),
      ...(assumeRoleArn === undefined ? {} : { assumeRole: [{ roleArn: terraformString(assumeRoleArn) }] }),
    });
  }

  private addVariables(): void {
    for (const { name, validation, default: initial, description } of this.resources.variables) {
      const check = validation && {
        condition: terraformString(validation.condition),
        errorMessage: terraformString(validation.errorMessage),
      };
      const variable = new TerraformVariable(this, `variable.${name}`, {
        type: "string",
        nullable: false,
        description,
        ...(initial === undefined ? {} : { default: initial }),
        ...(check === undefined ? {} : { validation: [check] }),
      });
      variable.overrideLogicalId(name);
    }
  }

  private addOutputs(): void {
    for (const { name, description, value } of this.resources.outputs) {
      const texts = Object.entries(value).map(([key, text]) => [terraformString(key), terraformString(text)]);
      const output = new TerraformOutput(this, `output.${name}`, { description, value: Object.fromEntries(texts) });
      output.overrideLogicalId(name);
    }
  }
}

function isFilled(blocks: unknown): boolean {
  return typeof blocks === "object" && blocks !== null && Object.keys(blocks).length > 0;
}

/** The `terraform` block with `undefined` for what CDKTF must not add: merging deletes it. */
function terraformBlock({ terraform }: StackResources) {
  const { backend } = terraform;
  return {
    required_version: terraform.requiredVersion,
    required_providers: terraform.requiredProviders,
    backend: backend && { ...(backend.type === "local" ? { local: { path: undefined, ...backend.config } } : own(backend)) },
  };
}

function own({ type, config }: NonNullable<StackResources["terraform"]["backend"]>) {
  return { local: undefined, [type]: config };
}

/** CDKTF would look for the token behind such a text, and find none or another one. */
function refuseTokens(resources: StackResources, where: string): void {
  const text = /[$#&]\{TfToken\[[^\]]*\]\}/.exec(printJson(stackJson(resources)))?.[0];
  if (text === undefined) return;
  const help = "write these files with `rolewright generate`, which takes the text as it is";
  throwProblems([error("invalid-value", [], `\`${text}\` has the form of a CDKTF token`, help)], where);
}
