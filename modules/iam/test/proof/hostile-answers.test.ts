/** Documents made to take forever, whose answer is known: it is not known, within two seconds of processor time. */

import { cpuTime } from "../../../../test/verify/cpu-time";
import { implies, readDocument } from "../..";

const statement = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const keys = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`a:b${index}`, "*x*"]));
const limits = Array.from({ length: 1000 }, (_, index) => ({
  ...statement,
  Condition: { NumericLessThan: { "a:n": String(index) } },
}));

test.each([
  ["five thousand condition keys in one statement", [{ ...statement, Condition: { StringLike: keys } }]],
  ["a thousand limits on one number", limits],
])("%s: the answer is that nothing is known", (_, statements) => {
  const read = (Statement: readonly unknown[]) => readDocument({ Version: "2012-10-17", Statement }, "identity");
  const [left, right] = [read(statements), read([...statements.slice(1), { ...statements[0], Action: "s3:Get*" }])];
  if (!left.ok || !right.ok) throw new Error("the documents can be read");
  const answers: unknown[] = [];
  expect(cpuTime(() => answers.push(implies(left.value, right.value)))).toBeLessThan(2000);
  expect(answers).toMatchObject([{ verdict: "unknown", because: "too-many-combinations" }]);
});
