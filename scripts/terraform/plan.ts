/** `terraform show -json` of a plan, as the checks read it: what will exist, what is not known yet, and what the configuration refers to. */

/** A resource of a plan. */
export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly actions: readonly string[];
  /** Attributes by their Terraform names; those that are not known yet are missing. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Attributes that are "(known after apply)" as a whole. */
  readonly unknown: ReadonlySet<string>;
  /** What each attribute refers to, `aws_iam_role.orders_task.arn` and `aws_iam_role.orders_task`. */
  readonly references: Readonly<Record<string, readonly string[]>>;
  readonly dependsOn: readonly string[];
}

/** The resources that a plan creates, by address. */
export type Plan = ReadonlyMap<string, PlannedResource>;

interface Change {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown: Readonly<Record<string, unknown>>;
  };
}

interface ConfiguredModule {
  readonly resources?: readonly ConfiguredResource[];
  readonly module_calls?: Readonly<Record<string, { readonly module: ConfiguredModule }>>;
}

interface ConfiguredResource {
  readonly address: string;
  readonly expressions?: Readonly<Record<string, unknown>>;
  readonly depends_on?: readonly string[];
}

/** The shape of the JSON (https://developer.hashicorp.com/terraform/internals/json-format#plan-representation), as far as it is used. */
export interface PlanJson {
  readonly resource_changes?: readonly Change[];
  readonly configuration: { readonly root_module: ConfiguredModule };
}

/** The resources of a plan, of child modules too. */
export function readPlan(json: PlanJson): Plan {
  const configured = new Map(configuredResources(json.configuration.root_module, ""));
  const resources = (json.resource_changes ?? []).map(({ address, type, change }): PlannedResource => {
    const configuration = configured.get(address);
    const expressions = Object.entries(configuration?.expressions ?? {});
    return {
      address,
      type,
      actions: change.actions,
      values: change.after ?? {},
      unknown: new Set(Object.keys(change.after_unknown).filter((name) => change.after_unknown[name] === true)),
      references: Object.fromEntries(expressions.map(([name, expression]) => [name, referencesIn(expression)])),
      dependsOn: configuration?.depends_on ?? [],
    };
  });
  return new Map(resources.map((resource) => [resource.address, resource]));
}

function configuredResources(module: ConfiguredModule, prefix: string): readonly (readonly [string, ConfiguredResource])[] {
  const own = (module.resources ?? []).map((resource) => [`${prefix}${resource.address}`, resource] as const);
  const calls = Object.entries(module.module_calls ?? {});
  return [...own, ...calls.flatMap(([name, call]) => configuredResources(call.module, `${prefix}module.${name}.`))];
}

/** Attributes hold `{references: [...]}`, blocks hold objects or lists of those. */
function referencesIn(expression: unknown): readonly string[] {
  if (typeof expression !== "object" || expression === null) return [];
  const { references } = expression as { readonly references?: unknown };
  if (Array.isArray(references)) return references.map(String);
  return Object.values(expression).flatMap(referencesIn);
}

/** The resources of a type. */
export function ofType(plan: Plan, type: string): readonly PlannedResource[] {
  return [...plan.values()].filter((resource) => resource.type === type);
}

/** The resource that an attribute refers to, if it is of the type. Addresses are taken to be of the same module. */
export function referred(resource: PlannedResource, attribute: string, type: string): string | undefined {
  return resource.references[attribute]?.find(
    (reference) => reference.startsWith(`${type}.`) && reference.split(".").length === 2,
  );
}
