/** From a line of the platform file to the statements that it causes. */
import type { PlatformPlan } from "../../pipeline";
import type { Path } from "../../problem";
import type { AddressedStatement } from "./statements";

/** The statements, and the part of the platform file that causes them when it is larger than the line. */
export interface Caused {
  readonly statements: readonly AddressedStatement[];
  readonly part?: Path;
}

/**
 * Every statement that a reason leads to what stands on the line, or below it. A line that causes none by itself belongs to the innermost part
 * around it that does, no larger than a service, a cluster or a repository.
 */
export function causedBy(line: number, { trace }: Pick<PlatformPlan, "trace">, all: readonly AddressedStatement[]): Caused {
  const paths = trace(line);
  const own = below(paths, all);
  if (own.length > 0) return { statements: own };
  const deepest = Math.max(0, ...paths.map((path) => path.length));
  for (let depth = deepest - 1; depth >= 2; depth -= 1) {
    const parts = paths.filter((path) => path.length > depth).map((path) => path.slice(0, depth));
    const statements = below(parts, all);
    if (statements.length > 0) return { statements, part: parts[0] ?? [] };
  }
  return { statements: [] };
}

function below(parts: readonly Path[], all: readonly AddressedStatement[]): readonly AddressedStatement[] {
  const wanted = new Set(parts.map(keyOf));
  if (wanted.size === 0) return [];
  return all.filter(({ grant }) =>
    grant.reason.paths.some((path) => path.some((_, index) => wanted.has(keyOf(path.slice(0, index + 1))))),
  );
}

function keyOf(path: Path): string {
  return JSON.stringify(path.map(String));
}
