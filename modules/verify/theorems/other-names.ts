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
  const holdings = roles.filter(({ services }) => services.length > 0).map(holdingOf);
  return otherNames.filter(({ sideOf }) => areApart(holdings, sideOf)).map(({ says }) => says);
}

interface Holding {
  readonly holder: string;
  readonly arns: readonly string[];
}

function holdingOf({ allows, services, stack }: ProvenRole): Holding {
  const resources = allows.flatMap(({ resource }) => (resource === undefined || resource === "*" ? [] : [resource]));
  return {
    holder: services.map((name) => `${stack.name}/${name}`).join(" "),
    arns: [...new Set(resources.map(keyOf))].map(masked),
  };
}

/** Whether two services are on two sides. */
function areApart(holdings: readonly Holding[], sideOf: OtherName["sideOf"]): boolean {
  const sides = new Set<string>();
  const holders = new Set<string>();
  for (const { holder, arns } of holdings) {
    const held = arns.flatMap((arn) => sideOf(arn) ?? []);
    if (held.length > 0) holders.add(holder);
    for (const side of held) sides.add(side);
  }
  return sides.size > 1 && holders.size > 1;
}
