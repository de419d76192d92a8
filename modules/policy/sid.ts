/** Statement ids: `[A-Za-z0-9]+`, PascalCase, unique in a policy (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html). */
import type { Grant } from "./statement";

/** The words in PascalCase; characters that a Sid cannot have separate words: `sid("MountVolume", "user-data")` is `MountVolumeUserData`. */
export function sid(...words: readonly string[]): string {
  return words
    .flatMap((word) => word.split(/[^A-Za-z0-9]+/))
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");
}

/** The same grants in the same order; a Sid that comes again gets the first free number behind it: `ReadFiles`, `ReadFiles2`. */
export function withUniqueSids(grants: readonly Grant[]): readonly Grant[] {
  const given = new Set(grants.map(({ statement }) => statement.Sid));
  const seen = new Set<string>();
  const next = new Map<string, number>();
  return grants.map((grant) => {
    const base = grant.statement.Sid;
    if (!seen.has(base)) {
      seen.add(base);
      return grant;
    }
    let number = next.get(base) ?? 2;
    while (given.has(`${base}${number}`) || seen.has(`${base}${number}`)) number += 1;
    next.set(base, number + 1);
    seen.add(`${base}${number}`);
    return { ...grant, statement: { ...grant.statement, Sid: `${base}${number}` } };
  });
}
