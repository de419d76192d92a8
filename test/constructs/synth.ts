/** Synthesises CDKTF apps into temporary folders and reads back what Terraform would get. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";

/** A block of Terraform's JSON syntax. */
export type Block = Readonly<Record<string, unknown>>;

/** A `cdk.tf.json`, as far as tests look into it. */
export interface Synthesised extends Block {
  readonly terraform: { readonly backend?: Block; readonly required_providers?: Block };
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
}

/** The `cdk.tf.json` of every stack of an app, by stack. */
export function synth(build: (app: App) => void): Readonly<Record<string, Synthesised>> {
  const outdir = mkdtempSync(join(tmpdir(), "rolewright-synth-"));
  try {
    const app = new App({ outdir });
    build(app);
    app.synth();
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
    const stacks = Object.entries<{ readonly synthesizedStackPath: string }>(manifest.stacks);
    return Object.fromEntries(
      stacks.map(([name, stack]) => [name, JSON.parse(readFileSync(join(outdir, stack.synthesizedStackPath), "utf8"))]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The `cdk.tf.json` of one plain stack with an AWS provider. */
export function synthStack(build: (stack: TerraformStack) => void): Synthesised {
  const { shop } = synth((app) => {
    const stack = new TerraformStack(app, "shop");
    new AwsProvider(stack, "aws", { region: "us-east-1" });
    build(stack);
  });
  if (shop === undefined) throw new Error("no stack");
  return shop;
}

/** The resources of a type, in the order of their addresses. */
export function resourcesOf(json: Synthesised, type: string): readonly Block[] {
  return Object.values(json.resource[type] ?? {});
}

/** The only resource of a type. */
export function only(json: Synthesised, type: string): Block {
  const [first, ...others] = resourcesOf(json, type);
  if (first === undefined || others.length > 0) throw new Error(`${others.length + (first === undefined ? 0 : 1)} of ${type}`);
  return first;
}

/** The address of the only resource of a type. */
export function addressOf(json: Synthesised, type: string): string {
  const [id] = Object.keys(json.resource[type] ?? {});
  return `${type}.${id}`;
}

/** What a stack says to Terraform: everything but the metadata of CDKTF, which is the whole `//` of the stack and `metadata` of each resource. */
export function withoutMetadata({ "//": _, ...json }: Synthesised): Block {
  const types = Object.entries(json.resource ?? {}).map(([type, entries]) => [
    type,
    Object.fromEntries(Object.entries(entries).map(([id, body]) => [id, withoutOwnMetadata(body)])),
  ]);
  return json.resource === undefined ? json : { ...json, resource: Object.fromEntries(types) };
}

function withoutOwnMetadata({ "//": note, ...body }: Block): Block {
  const { metadata: _, ...own } = note as Block;
  return Object.keys(own).length === 0 ? body : { "//": own, ...body };
}
