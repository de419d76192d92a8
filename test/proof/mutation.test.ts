/** The mutation tests themselves: what they try can be compiled, what notices it exists, and every argument is about something. */
import { transformSync } from "@swc/core";
import { staleArguments } from "../../scripts/mutate/equivalent";
import { mutantsOf, suitesOf } from "../../scripts/mutate/loader";
import { targets } from "../../scripts/mutate/targets";

test.each(targets.map((target) => ({ ...target })))("the mutants of $name can be compiled, and have suites", (target) => {
  const { mutants, texts } = mutantsOf(target);
  expect(mutants.length).toBeGreaterThan(50);
  for (const text of texts.values()) transformSync(text, { jsc: { parser: { syntax: "typescript" }, target: "es2022" } });
  expect(suitesOf(target).length).toBeGreaterThan(0);
});

test("every argument that a mutant says the same is about some mutant", () => {
  expect(staleArguments(targets.flatMap((target) => mutantsOf(target).mutants))).toEqual([]);
});
