/** Pairs of resources are decided by their forms as they are one by one. */
import fc from "fast-check";
import { resourceGlob } from "../../../modules/iam/evaluate/named";
import { mayIntersect } from "../../../modules/iam/glob";
import { concat, type Late, type Text } from "../../../modules/iam/text";
import { lateFormOf } from "../../../modules/verify/theorems/late-form";
import { entryOf, overlaps } from "../../../modules/verify/theorems/overlap";
import { runs } from "../../laws";

const late = (type: Late["late"], name: string): Late => ({ late: type, name, template: `\${${name}}` });
const piece = fc.oneof(
  fc.constantFrom<Text>("a", "b", "a/", "*", "?", "-", ":", "${aws:username}"),
  fc.constantFrom<Text>(late("name", "var.one"), late("name", "var.two"), late("name", "var.three"), late("arn", "x.arn")),
);
const resource = fc
  .tuple(fc.constantFrom<Text>("arn:aws:s3:::", "arn:aws:sqs:eu-west-1:1:", ""), fc.array(piece, { minLength: 1, maxLength: 4 }))
  .map(([start, pieces]) => concat(start, ...pieces));

test("every pair that may meet is found, once, and no other", () => {
  fc.assert(
    fc.property(fc.uniqueArray(resource, { minLength: 2, maxLength: 12, selector: (one) => entryOf(one).key }), (resources) => {
      const entries = resources.map(entryOf);
      const found: string[] = [];
      overlaps(entries, (left, right) => found.push([left.key, right.key].sort().join("\n")));
      const expected = entries.flatMap((left, index) =>
        entries
          .slice(index)
          .filter((right) => left === right || mayIntersect(resourceGlob(left.resource), resourceGlob(right.resource)))
          .map((right) => [left.key, right.key].sort().join("\n")),
      );
      expect(found.sort()).toEqual(expected.sort());
    }),
    { numRuns: runs(3_000) },
  );
});

describe("forms", () => {
  const [one, two] = [late("name", "one"), late("name", "two")];
  test.each([
    ["names alone differ", concat("a", one), concat("a", two), true],
    ["the same late value twice, and two of them", concat(one, "-", one), concat(one, "-", two), false],
    ["another literal", concat("a", one), concat("b", one), false],
    ["another type", concat("a", one), concat("a", late("arn", "one")), false],
    ["one that may be empty", concat("a", one), concat("a", { ...one, mayBeEmpty: true }), false],
  ])("%s", (_, left, right, same) => {
    expect(lateFormOf(left)?.id === lateFormOf(right)?.id).toBe(same);
  });

  test("a literal has none, nor has a text beside a key with a late value of its own", () => {
    expect(lateFormOf("a")).toBeUndefined();
    expect(lateFormOf(concat("a", one), "a\0two\0")).toBeUndefined();
    expect(lateFormOf(concat("a", one), "a\0one\0")?.names).toEqual(["one"]);
  });
});
