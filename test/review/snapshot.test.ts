/** `access.json`: what is written is read back, and nothing else is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeAccess } from "../../modules/review/decode";
import { diffAccess } from "../../modules/review/diff";
import { encodeAccess } from "../../modules/review/encode";
import { accessOf } from "./platform";

const examples = join(__dirname, "../../examples");
const platforms = readdirSync(examples).filter((name) => readdirSync(join(examples, name)).includes("platform.yaml"));
const textOf = (name: string): string => readFileSync(join(examples, name, "platform.yaml"), "utf8");

describe.each(platforms)("the access of %s", (name) => {
  const access = accessOf(textOf(name));
  const encoded = access.stacks.map((stack) => JSON.stringify(encodeAccess(stack, "platform.yaml")));

  test("is the same after it was written and read", () => {
    const stacks = encoded.map((text) => {
      const outcome = decodeAccess(JSON.parse(text));
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      return outcome.value.stack;
    });
    expect(stacks.map((stack) => JSON.stringify(encodeAccess(stack, "platform.yaml")))).toEqual(encoded);
    expect(diffAccess(access, { stacks })).toMatchObject({ verdict: "unchanged", changed: [] });
  });

  test("is the same bytes every time", () => {
    const again = accessOf(textOf(name)).stacks.map((stack) => JSON.stringify(encodeAccess(stack, "platform.yaml")));
    expect(again).toEqual(encoded);
  });
});

test("every statement names what asks for it, and late values keep their names", () => {
  const text = JSON.stringify(accessOf(textOf("execution-role")).stacks.map((stack) => encodeAccess(stack, "platform.yaml")));
  expect(text).toMatch(/"askedForBy":\{"[A-Za-z0-9]+":\["platform\.yaml:\d+"/);
  expect(text).toMatch(/"onlyWith":\{"[A-Za-z0-9]+":\{"late":"kms-key-arn","name":"var\.kms_key_arn"/);
});

const good = JSON.parse(JSON.stringify(encodeAccess(accessOf(textOf("techflow")).stacks[0]!, "platform.yaml")));
type Step = string | number;

/** The good value with another one at a path. */
function changed(path: readonly Step[], value: unknown): unknown {
  const put = (at: unknown, [step, ...rest]: readonly Step[]): unknown => {
    if (step === undefined) return value;
    const inner = (at as Record<Step, unknown>)[step];
    if (Array.isArray(at)) return at.map((item, index) => (index === step ? put(item, rest) : item));
    return { ...(at as object), [step]: put(inner, rest) };
  };
  return put(good, path);
}

describe("decodeAccess refuses", () => {
  test.each<[string, unknown, string]>([
    ["null", null, ""],
    ["a list", [], ""],
    ["another version", { ...good, version: 1 }, "version"],
    ["no version", { ...good, version: undefined }, "version"],
    ["a stack that is no text", { ...good, stack: 4 }, "stack"],
    ["principals that are no list", { ...good, principals: {} }, "principals"],
    ["a principal that is null", { ...good, principals: [null] }, "principals.0.kind"],
    ["a kind that there is not", changed(["principals", 0, "kind"], "admin"), "principals.0.kind"],
    ["a document that is text", changed(["principals", 0, "trust", "document"], "x"), "principals.0.trust.document"],
    [
      "an asker that is no text",
      changed(["principals", 0, "trust", "askedForBy"], { A: [1] }),
      "principals.0.trust.askedForBy.A.0",
    ],
    [
      "a late value of a type that there is not",
      changed(["principals", 0, "arn"], { late: "x", name: "y" }),
      "principals.0.arn.late",
    ],
    ["a text of one part", changed(["principals", 0, "arn"], { parts: ["x"] }), "principals.0.arn"],
    [
      "a resource of another kind",
      { ...good, resources: [{ kind: "queue", name: "q", address: "a", policies: [] }] },
      "resources.0.kind",
    ],
  ])("%s", (_, value, path) => {
    const outcome = decodeAccess(value);
    expect(outcome.ok).toBe(false);
    expect(outcome.problems.map((problem) => problem.path.join("."))).toContain(path);
    expect(outcome.problems.every(({ code }) => code === "access-unreadable")).toBe(true);
  });

  test("documents nested beyond any policy, without a crash", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`);
    expect(decodeAccess(changed(["principals", 0, "trust", "document"], deep)).ok).toBe(false);
  });

  test("no name of object prototypes", () => {
    const value = changed(["principals", 0, "trust", "lines"], JSON.parse('{"__proto__": "platform.yaml:1"}'));
    expect(decodeAccess(value).ok).toBe(true);
  });
});
