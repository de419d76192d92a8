/** Everything that a stack applied, read back from AWS and compared with its plan. */
import type { Plan, PlannedResource } from "../../scripts/terraform/plan";
import { type Difference, differences, documentDifferences } from "./compare";
import type { Emulator, Place } from "./emulator";
import type { Gaps } from "./gaps";
import { capacityReaders } from "./read-capacity";
import { ecsReaders } from "./read-ecs";
import { iamReaders } from "./read-iam";
import { imageReaders } from "./read-images";
import { type Applied, fieldsOf, type Reader, type Values } from "./reader";

const readers: Readonly<Record<string, Reader>> = { ...iamReaders, ...imageReaders, ...capacityReaders, ...ecsReaders };

/** Arguments that no resource has at AWS; `tags_all` repeats `tags`, for the provider has no default tags. */
const notHeld: readonly string[] = ["id", "tags_all", "timeouts", "name_prefix", "region"];

/** What came of reading a stack back. */
export interface ReadBack {
  readonly resources: number;
  readonly findings: readonly string[];
}

/** Reads and compares every resource of a plan; types of the user's own that we do not write are not read. */
export async function readBack(applied: Applied, emulator: Emulator, place: Place, gaps: Gaps): Promise<ReadBack> {
  const known = [...applied.plan.values()].flatMap((planned) => {
    const resource = { ...planned, values: { ...planned.values, ...madeLater(planned, applied) } };
    const reader = readers[resource.type];
    return reader === undefined ? [] : [{ resource, reader, calls: reader.calls(resource.values, resource, applied) }];
  });
  const answers = await emulator.call(
    place,
    known.flatMap(({ calls }) => calls),
  );
  let next = 0;
  const findings = known.flatMap(({ resource, reader, calls }) => {
    const own = answers.slice(next, next + calls.length);
    next += calls.length;
    try {
      const values = { ...resource.values, ...reader.expected?.(resource.values, resource, applied) };
      const actual = reader.actual(fieldsOf(own), values);
      return resourceDifferences(reader, values, actual)
        .filter((difference) => !gaps.isKnown(resource.type, difference))
        .map((difference) => describe(resource, difference));
    } catch (problem) {
      return [`${resource.address}: ${problem instanceof Error ? problem.message : String(problem)}`];
    }
  });
  return { resources: known.length, findings };
}

const late: ReadonlySet<string> = new Set(["assume_role_policy", "container_definitions", "policy"]);

/** Whether a plan leaves documents open, so that reading it back takes the state. */
export function leavesDocumentsOpen(plan: Plan): boolean {
  return [...plan.values()].some(({ unknown }) => [...late].some((name) => unknown.has(name)));
}

/** Documents that depend on other resources. What else Terraform learns late is chosen by AWS, or expected by its reader. */
function madeLater({ address, unknown }: PlannedResource, { state }: Applied): Values {
  const values = Object.entries(state?.get(address) ?? {});
  return Object.fromEntries(values.filter(([name]) => late.has(name) && unknown.has(name)));
}

function resourceDifferences(
  { documents = [], terraformOnly = [] }: Reader,
  values: Values,
  actual: Values,
): readonly Difference[] {
  const names = Object.keys(values).filter((name) => !notHeld.includes(name) && !terraformOnly.includes(name));
  const plain = names.filter((name) => !documents.includes(name));
  return [
    ...documents.flatMap((name) => documentDifferences(values[name], actual[name], name)),
    ...differences(Object.fromEntries(plain.map((name) => [name, values[name]])), actual),
  ];
}

function describe({ address }: PlannedResource, { attribute, expected, actual }: Difference): string {
  return `${address}.${attribute}: planned ${JSON.stringify(expected)}, at AWS ${JSON.stringify(actual)}`;
}
