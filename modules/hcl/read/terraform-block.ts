/** The `terraform` block as it fits the flavour. */
import { isObject } from "../../collections";
import type { JsonBody } from "./form";

/** The state file that cdktf names when the application names none; an absolute path of the machine that synthesised. */
const defaultState = /^(?:\/|[A-Za-z]:[\\/]).*[\\/]terraform\.[^\\/]+\.tfstate$/;

function isDefaultBackend(backend: unknown): boolean {
  const local = isObject(backend) && Object.keys(backend).length === 1 ? backend.local : undefined;
  const keys = isObject(local) ? Object.keys(local).filter((key) => key !== "//") : [];
  return isObject(local) && keys.length === 1 && typeof local.path === "string" && defaultState.test(local.path);
}

/** The aliases of the provider configurations of a stack, as `aws.images`, by provider. */
function aliasesOf(stack: JsonBody): ReadonlyMap<string, readonly string[]> {
  const providers = isObject(stack.provider) ? Object.entries(stack.provider) : [];
  return new Map(
    providers.map(([name, configurations]) => {
      const bodies: readonly unknown[] = Array.isArray(configurations) ? configurations : [configurations];
      const aliases = bodies.flatMap((body) => (isObject(body) && typeof body.alias === "string" ? [body.alias] : []));
      return [name, aliases.map((alias) => `${name}.${alias}`)];
    }),
  );
}

/** The requirements of a module, which gets configurations with an alias from its caller. */
function withAliases(required: unknown, stack: JsonBody): unknown {
  const aliases = [...aliasesOf(stack)].filter(([, names]) => names.length > 0);
  if (aliases.length === 0 || (required !== undefined && !isObject(required))) return required;
  const added = aliases.map(([name, configuration_aliases]) => {
    const given = required?.[name];
    const requirement = typeof given === "string" ? { version: given } : given;
    return [name, isObject(requirement) ? { ...requirement, configuration_aliases } : { configuration_aliases }];
  });
  return { ...required, ...Object.fromEntries(added) };
}

/**
 * The body of the `terraform` block: version requirements first; without the local backend that cdktf adds by itself; for a module without
 * any backend, and with the provider configurations that it needs as `configuration_aliases`
 * (https://developer.hashicorp.com/terraform/language/modules/develop/providers).
 */
export function adjustTerraform(body: JsonBody, stack: JsonBody, flavour: "root" | "module"): JsonBody {
  const { required_version, required_providers, backend, cloud, ...rest } = body;
  const required = flavour === "module" ? withAliases(required_providers, stack) : required_providers;
  const kept = { backend: isDefaultBackend(backend) ? undefined : backend, cloud };
  const all = { required_version, required_providers: required, ...(flavour === "module" ? {} : kept), ...rest };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
