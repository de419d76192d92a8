/** How a type of resource is read back. */
import type { Plan, PlannedResource } from "../../scripts/terraform/plan";
import { type Answer, answered, type Call, type Fields } from "./emulator";

/** What a stack is when its resources are read back. */
export interface Applied {
  readonly plan: Plan;
  /** What Terraform made of arguments that it did not know when it planned, by address. */
  readonly state?: ReadonlyMap<string, Values>;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** What Terraform planned of a resource, by its arguments. */
export type Values = Readonly<Record<string, unknown>>;

/** How resources of a type are read back; every argument that is planned is compared, but for those named here. */
export interface Reader {
  /** The calls that read it. */
  readonly calls: (values: Values, resource: PlannedResource, applied: Applied) => readonly Call[];
  /** Their answers under the names of the arguments; where only case and underscores differ the API's names may stay. */
  readonly actual: (answers: readonly Fields[], values: Values) => Fields;
  /** Arguments that Terraform does not know when it plans, and more that must hold. */
  readonly expected?: (values: Values, resource: PlannedResource, applied: Applied) => Values;
  /** Arguments that are JSON documents of policies: equal, not only contained. */
  readonly documents?: readonly string[];
  /** Arguments that tell Terraform what to do and are nothing that AWS holds. */
  readonly terraformOnly?: readonly string[];
}

/** A call in short. */
export function call(service: string, method: string, params: Fields): Call {
  return { service, method, params };
}

/** The ARN of a resource of this stack that IAM holds, by its plan. */
export function iamArn({ plan, partition, account }: Applied, kind: string, address: string | undefined): string | undefined {
  const values = address === undefined ? undefined : plan.get(address)?.values;
  return values === undefined ? undefined : `arn:${partition}:iam::${account}:${kind}${values.path ?? "/"}${values.name}`;
}

/** A field of an answer that must be an object, a list of objects; `{}` or nothing where it is missing. */
export function object(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

/** A list of objects. */
export function objects(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(object) : [];
}

/** Tags as Terraform has them, from a list of `Key` and `Value` in any case. */
export function tagsOf(value: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(objects(value).map((tag) => [String(tag.Key ?? tag.key), tag.Value ?? tag.value]));
}

/** The first object of a list in an answer; an error where there is none. */
export function first(answer: Fields | undefined, field: string): Fields {
  const [found] = objects(answer?.[field]);
  if (found === undefined) throw new Error(`no ${field}: ${JSON.stringify(answer)}`);
  return found;
}

/** The answers as fields; an error becomes an exception that names it. */
export function fieldsOf(answers: readonly Answer[]): readonly Fields[] {
  return answered(answers);
}
