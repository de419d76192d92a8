/** Random expectations: of names and patterns that occur, of actions that services hold and of others. */

import type { Surroundings } from "./generate";
import { kinds } from "./kinds";
import type { Options } from "./raw";

/** One expectation, of a service or of the platform; what it names is given by ARNs and patterns. */
export function expectation({ random, place, accounts }: Omit<Surroundings, "names">): Options {
  const name = random.pick(Object.keys(kinds));
  const { actions, names, arn, below } = kinds[name] as (typeof kinds)[string];
  const account = random.chance(85) ? place.account : random.pick(Object.values(accounts));
  const whole = arn(random.pick(names), { ...place, account });
  const ends = ["", "", "*", ...(below.length === 0 ? [] : [random.pick(below)])];
  const on = random.chance(15) ? {} : { on: `${whole}${random.pick(ends)}` };
  const action = random.pick(actions.filter((each) => !each.includes("*")));
  if (random.chance(30)) return { allow: action, ...on, role: "task" };
  const wide = random.chance(20) ? `${action.split(":")[0]}:*` : action;
  const role = random.chance(30) ? { role: random.pick(["task", "execution"]) } : {};
  return { deny: wide, ...on, ...role };
}
