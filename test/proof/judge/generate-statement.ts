/** Random statements: exact names, and wildcards that reach over the names of others. */

import type { Surroundings } from "./generate";
import { kinds } from "./kinds";
import type { Random } from "./random";
import type { Options, Value } from "./raw";

/** A statement on one kind of resource. */
export function statementItem(around: Surroundings): Options {
  const { random } = around;
  const name = random.pick(Object.keys(kinds));
  const { actions } = kinds[name] as (typeof kinds)[string];
  const resources: readonly Value[] = Array.from({ length: random.chance(80) ? 1 : 2 }, () => resourceOf(around, name));
  const conditions = random.chance(8) ? { conditions: { StringEquals: { "aws:PrincipalTag/team": "blue" } } } : {};
  return {
    statement: {
      why: "tried",
      actions: random.chance(80) ? [random.pick(actions)] : random.some(actions, 40),
      resources,
      ...conditions,
    },
  };
}

function resourceOf({ random, place, accounts, features }: Surroundings, name: string): Value {
  const { names, arn, below } = kinds[name] as (typeof kinds)[string];
  if (random.chance(3)) return "*";
  if (features.late && random.chance(6)) return { var: `${name}_arn_2` };
  const account = random.chance(75) ? place.account : random.pick(Object.values(accounts));
  const region = random.chance(85) ? place.region : "us-east-1";
  const whole = arn(random.pick(names), { account, region });
  const end = below.length > 0 && random.chance(45) ? random.pick(below) : "";
  if (random.chance(35)) return `${whole}${end}`;
  if (name === "secret" && random.chance(30)) return `${whole.slice(0, -6)}??????`;
  return opened(random, whole) + (random.chance(50) ? end : "");
}

/** The ARN with a wildcard in its last part. */
function opened(random: Random, arn: string): string {
  const parts = arn.split(":");
  const head = parts.slice(0, 5).join(":");
  const tail = parts.slice(5).join(":");
  const type = /^(?:[a-zA-Z-]+[/:])?/.exec(tail)?.[0] ?? "";
  const name = tail.slice(type.length);
  const cut = 1 + random.below(Math.max(1, name.length - 1));
  const forms = [
    "*",
    `${name.slice(0, cut)}*`,
    `${name.slice(0, cut)}?${name.slice(cut + 1)}`,
    `*${name.slice(cut)}`,
    `${name}*`,
    `${name}?`,
  ];
  return `${head}:${type}${random.pick(forms)}`;
}
