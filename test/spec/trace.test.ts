/** From lines to paths: the way back from `locate`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readSpec } from "../../modules/spec/read";

const head = 'platform: p\naccounts: { a: { id: "111122223333", region: eu-west-1 } }\n';

function traceOf(text: string) {
  const outcome = readSpec({ file: "platform.yaml", text });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return (line: number): readonly string[] => outcome.value.trace(line).map((path) => path.join("."));
}

const service = `${head}clusters: { main: {} }
repositories: { app: {} }
services:
  # what it is for
  web:

    cluster: main
    containers:
      app:
        image: app:1
        environment:
          NOTE: |
            # not a comment
            text
    access:
      - s3: { bucket: photos, can: [read,
              write] }
      - dynamodb:
          table: t
          can: read
`;

describe("a line", () => {
  test.each<[string, number, readonly string[]]>([
    ["with a mapping in braces has all that begins on it", 2, ["accounts", "accounts.a", "accounts.a.id", "accounts.a.region"]],
    ["with a key has that key, and not what follows below", 7, ["services.web"]],
    ["with a key and a value has both as one", 9, ["services.web.cluster"]],
    ["with a list under a key is the list's", 17, ["services.web.access"]],
    [
      "with the first key of an entry is the entry's too",
      18,
      [
        "services.web.access.0",
        "services.web.access.0.s3",
        "services.web.access.0.s3.bucket",
        "services.web.access.0.s3.can",
        "services.web.access.0.s3.can.0",
      ],
    ],
    ["within a list in brackets has the entries that begin there", 19, ["services.web.access.0.s3.can.1"]],
    ["within an entry is of that entry", 21, ["services.web.access.1.dynamodb.table"]],
    [
      "within a block of text is a part of that text, even when it looks like a comment",
      15,
      ["services.web.containers.app.environment.NOTE"],
    ],
    ["that is a comment has nothing", 6, []],
    ["that is blank has nothing", 8, []],
    ["past the end has nothing", 24, []],
    ["before the beginning has nothing", 0, []],
  ])("%s", (_name, line, expected) => {
    expect(traceOf(service)(line)).toEqual(expected);
  });

  test("that aliases repeat has a path for each of its places", () => {
    const text = `${head}clusters: { main: {} }
x-env: &env
  A: b
services:
  one: { cluster: main, containers: { app: { image: "docker.io/library/nginx:1", environment: *env } } }
  two: { cluster: main, containers: { app: { image: "docker.io/library/nginx:1", environment: *env } } }
`;
    expect(traceOf(text)(5)).toEqual([
      "x-env.A",
      "services.one.containers.app.environment.A",
      "services.two.containers.app.environment.A",
    ]);
  });

  test("of JSON is traced as one of YAML", () => {
    const json = JSON.stringify({ platform: "p", accounts: { a: { id: "111122223333" } } }, undefined, 2);
    expect(traceOf(json)(4)).toEqual(["accounts.a"]);
    expect(traceOf(json)(7)).toEqual(["accounts.a.id"]);
  });
});

describe("trace and locate", () => {
  const examples = join(__dirname, "../../examples");
  const files = readdirSync(examples).flatMap((name) => {
    const file = join(examples, name, "platform.yaml");
    try {
      return [[name, readFileSync(file, "utf8")] as const];
    } catch {
      return [];
    }
  });

  test.each(files)("agree on every line of %s", (_name, text) => {
    const outcome = readSpec({ file: "platform.yaml", text });
    if (!outcome.ok) throw new Error("refused");
    const { locate, trace } = outcome.value;
    for (const [index] of text.split("\n").entries()) {
      for (const path of trace(index + 1)) expect([path, locate(path)?.line]).toEqual([path, expect.any(Number)]);
      const beginning = trace(index + 1).filter((path) => locate(path)?.line === index + 1);
      expect(beginning.length > 0 || trace(index + 1).length <= 1).toBe(true);
    }
  });
});
