/** Things that AWS reaches by more than one ARN, as no policy tells: what isolation takes for granted about them. */
import { masked } from "./names";
import type { ProvenRole } from "./proven-role";
import { keyOf } from "./traced-permission";

/** One kind of other name: where two services each have a side of it, the assumption is made. */
interface OtherName {
  readonly says: string;
  /** The side of an ARN: two ARNs of different sides may be one thing. `undefined` for an ARN that is no such thing. */
  readonly sideOf: (arn: string) => string | undefined;
}

const accessPoint = /^arn:[^:]*:(?:s3:[^:]*:[^:]*:accesspoint\/|s3-object-lambda:)/;
const bucket = /^arn:[^:]*:s3:::/;

const otherNames: readonly OtherName[] = [
  {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
    says: "no S3 access point that one service was granted leads to a bucket of another",
    sideOf: (arn) => (accessPoint.test(arn) ? "access point" : bucket.test(arn) ? "bucket" : undefined),
  },
  {
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html
    says: "no table that one service was granted is a replica of another service's table in another region",
    sideOf: (arn) => /^arn:[^:]*:dynamodb:([^:]*):/.exec(arn)?.[1],
  },
  {
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html
    says: "no secret that one service was granted is a replica of another service's secret in another region",
    sideOf: (arn) => /^arn:[^:]*:secretsmanager:([^:]*):/.exec(arn)?.[1],
  },
  {
    // https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
    says: "no key that one service was granted is a replica of another service's key in another region",
    sideOf: (arn) => /^arn:[^:]*:kms:([^:]*):[^:]*:key\/(?!\w{8}-)/.exec(arn)?.[1],
  },
];

/** What is taken for granted because services of the platform hold different ARNs that AWS may take for one thing. */
export function assumptionsOfOtherNames(roles: readonly ProvenRole[]): readonly string[] {
  const seen = otherNames.map(() => new Map<string, Set<string>>());
  for (const { allows, services, stack } of roles) {
    if (services.length === 0) continue;
    const holder = services.map((name) => `${stack.name}/${name}`).join(" ");
    for (const { resource } of allows) {
      if (resource === undefined || resource === "*") continue;
      const arn = masked(keyOf(resource));
      for (const [index, { sideOf }] of otherNames.entries()) {
        const side = sideOf(arn);
        if (side !== undefined) holdersOf(seen[index], side)?.add(holder);
      }
    }
  }
  return otherNames.filter((_, index) => isMet([...(seen[index]?.values() ?? [])])).map(({ says }) => says);
}

function holdersOf(sides: Map<string, Set<string>> | undefined, side: string): Set<string> | undefined {
  const holders = sides?.get(side) ?? new Set<string>();
  sides?.set(side, holders);
  return holders;
}

/** Whether two services are on two sides. */
function isMet(sides: readonly ReadonlySet<string>[]): boolean {
  return sides.length > 1 && new Set(sides.flatMap((holders) => [...holders])).size > 1;
}
