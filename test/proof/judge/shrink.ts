/** The smallest platform that is still judged so: parts are left out one after another as long as the fault stays. */

import { type Fault, judge } from "./judge";
import { type Answer, answerOf } from "./product";
import type { Options, Value } from "./raw";

/** What the platform is without one of its parts, the large ones first; neither its name nor the image of a container is a part. */
function* smaller(value: Value): Generator<Value> {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    const list: readonly Value[] = value;
    for (const [index] of list.entries()) yield list.filter((_, at) => at !== index);
    for (const [index, each] of list.entries()) {
      for (const less of smaller(each)) yield list.map((other, at) => (at === index ? less : other));
    }
    return;
  }
  const options = value as Options;
  for (const key of Object.keys(options)) {
    const { [key]: _left, ...rest } = options;
    yield rest;
  }
  for (const [key, each] of Object.entries(options)) {
    for (const less of smaller(each ?? null)) yield { ...options, [key]: less };
  }
}

/**
 * The platform with as little as it takes for a fault of that kind and theorem; the same platform when it has none. `answer` may be another one than the
 * product gives.
 */
export function shrunk(
  platform: Options,
  kind: Fault["kind"],
  theorem: string,
  answer: (raw: Options) => Answer = answerOf,
): Options {
  const isFaulty = (raw: Options): boolean =>
    judge(raw, answer(raw)).faults.some((fault) => fault.kind === kind && fault.theorem === theorem);
  let small = platform;
  for (let less: Options | undefined = small; less !== undefined; ) {
    small = less;
    less = [...smaller(small)].map((value) => value as Options).find(isFaulty);
  }
  return small;
}
