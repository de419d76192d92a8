/** Which requests are tried: everything that occurs in a platform, what two of its patterns have in common, and near misses of both. */

import type { Claim } from "./claim";
import type { EmittedRole } from "./emitted";
import { headOf, isOpen, meet, samplesOf } from "./pattern";

/** The resources to ask for; `named` are more patterns of which something is claimed. */
export function resourcesOf(
  claims: readonly Claim[],
  roles: readonly EmittedRole[],
  accounts: readonly string[],
  named: readonly string[] = [],
): readonly string[] {
  const claimed = new Set(claims.map(({ resource }) => resource).filter((resource) => resource !== "*"));
  const written = new Set(roles.flatMap(({ statements }) => statements.flatMap(({ Resource }) => Resource)));
  const patterns = [...new Set([...claimed, ...written, ...named])].filter(
    (pattern) => pattern !== "*" && !pattern.includes("${"),
  );
  const exact = patterns.flatMap(samplesOf);
  const found = new Set([
    ...exact,
    ...crossings(patterns),
    ...[...claimed].flatMap((resource) => nearMisses(resource, accounts)),
  ]);
  return [...found].filter((resource) => resource.length > 12);
}

/** Texts of two patterns at once. */
function crossings(patterns: readonly string[]): readonly string[] {
  const open = patterns.filter(isOpen);
  return open.flatMap((left, index) =>
    [...open.slice(index + 1), ...patterns.filter((pattern) => !isOpen(pattern) && pattern.startsWith(headOf(left)))].flatMap(
      (right) => meet(left, right) ?? [],
    ),
  );
}

/** The same a little longer, shorter, deeper, and in another account or region. */
function nearMisses(pattern: string, accounts: readonly string[]): readonly string[] {
  const [sample = ""] = samplesOf(pattern);
  const parts = sample.split(":");
  const elsewhere = (at: number, value: string): string => parts.map((part, index) => (index === at ? value : part)).join(":");
  const other = accounts.find((account) => account !== parts[4]);
  return [
    `${sample}-x`,
    `${sample}/x`,
    sample.slice(0, -1),
    ...(parts[4] === "" || other === undefined ? [] : [elsewhere(4, other)]),
    ...(parts[3] === "" ? [] : [elsewhere(3, parts[3] === "us-east-1" ? "eu-west-1" : "us-east-1")]),
    ...(sample.includes(":log-group:")
      ? [sample.replace(/:$/, ""), `${sample.replace(/:(?:log-stream:.*)?$/, "")}:log-stream:x`]
      : []),
    ...(/:table\/[^/]+$/.test(sample) ? [`${sample}/index/x`, `${sample}/stream/x`] : []),
    ...(/:kinesis:.*:stream\/[^/]+$/.test(sample) ? [`${sample}/consumer/x:1`] : []),
    ...(sample.includes(":parameter/") ? [sample.replace(/\/[^/]*$/, "")] : []),
  ];
}
