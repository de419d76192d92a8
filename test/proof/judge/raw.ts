/** The platform file as the judge reads it: plain JSON, looked at without any code of the pipeline. */

/** A value of the platform file. */
export type Value = string | number | boolean | null | readonly Value[] | Options;

/** A mapping of the platform file. */
export interface Options {
  readonly [key: string]: Value | undefined;
}

/** The mapping, empty when there is none. */
export function mapOf(value: Value | undefined): Options {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Options) : {};
}

/** One value or several, as a list; nothing when there is none. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value];
}

/** The texts of one or several values. */
export function textsOf(value: Value | undefined): readonly string[] {
  return listOf(value).filter((each) => typeof each === "string");
}

/** A text, or nothing. */
export function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Every `{ var: name }` below a value, each name once. */
export function variablesOf(value: Value | undefined): readonly string[] {
  return [...new Set(allVariables(value))];
}

function allVariables(value: Value | undefined): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(allVariables);
  const options = value as Options;
  if (typeof options.var === "string") return [options.var];
  return Object.values(options).flatMap(allVariables);
}

/** The value with every variable replaced by what `known` says of it. */
export function withValues(value: Value, known: (name: string) => string): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => withValues(each, known));
  const options = value as Options;
  if (typeof options.var === "string") return known(options.var);
  return Object.fromEntries(
    Object.entries(options).map(([key, each]) => [key, each === undefined ? undefined : withValues(each, known)]),
  );
}
