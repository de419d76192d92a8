/** The order of a platform file is not in what is generated from it. */
import { examplePlatforms } from "../apply/platforms";

const stacks = examplePlatforms().flatMap((platform) => platform.stacks);

test.each(stacks.map(({ name, json, reordered }) => [name, json, reordered] as const))(
  "%s is the same, to the byte, with every mapping of its platform file turned round",
  (_, json, reordered) => {
    expect(reordered).toBeDefined();
    expect(JSON.stringify(reordered)).toBe(JSON.stringify(json));
  },
);
