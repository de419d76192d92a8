/**
 * The real AWS provider, started once and attached to by every terraform (https://developer.hashicorp.com/terraform/plugin/debugging):
 * its start is most of what a plan costs. It holds one configuration at a time, so each worker has its own.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../scripts/terraform/command";
import type { StackJson } from "../../scripts/terraform/root";
import { type Background, started } from "./background";

/** Starts the provider that `terraform init` installed under `folder`; the environment attaches to it. */
export async function startProvider(
  folder: string,
  env: Environment,
): Promise<{ readonly env: Environment; readonly stop: () => void }> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const binary = files.find((file) => /terraform-provider-aws[^/\\]*$/.test(file));
  if (binary === undefined) throw new Error("the AWS provider is not among the installed plug-ins");
  const provider: Background = await started(
    join(folder, binary),
    ["-debug"],
    { ...env, ...hurried },
    /TF_REATTACH_PROVIDERS='(\{.*\})'/,
  );
  return { env: { ...env, ...hurried, TF_REATTACH_PROVIDERS: provider.ready }, stop: provider.stop };
}

/** Schemas are most of what the provider and Terraform read and write: a third less time for twice the memory. */
const hurried: Environment = { GOGC: "400" };

const services = [
  ...["autoscaling", "dynamodb", "ec2", "ecr", "ecs", "efs", "iam", "kms"],
  ...["logs", "s3", "secretsmanager", "servicediscovery", "ssm", "sts"],
];

/**
 * An override file that sends a stack to the emulator. Its roles to assume and the accounts that it allows stay: the emulator knows accounts.
 * `role` is assumed where the stack itself assumes none.
 */
export function emulatorOverride({ terraform, provider }: StackJson, endpoint: string, role: string | undefined): unknown {
  const configuration = {
    access_key: "testing",
    secret_key: "testing",
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    s3_use_path_style: true,
    endpoints: Object.fromEntries(services.map((service) => [service, endpoint])),
    ...(role === undefined ? {} : { assume_role: [{ role_arn: role }] }),
  };
  return {
    ...(terraform?.backend === undefined ? {} : { terraform: { backend: { local: {} } } }),
    provider: {
      aws: (provider?.aws ?? [{}]).map(({ alias }) => ({ ...configuration, ...(alias === undefined ? {} : { alias }) })),
    },
  };
}
