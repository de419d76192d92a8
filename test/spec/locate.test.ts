import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Location, Path } from "../../modules/problem";
import { type Locate, locateAll } from "../../modules/spec/locate";
import { readSpec } from "../../modules/spec/read";

function located(text: string): Locate {
  const read = readSpec({ file: "platform.yaml", text });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value.locate;
}

const text = `# a platform
platform: p
accounts:
  prod: "111122223333"
  dev: { id: "222233334444", tags: { A: b } }
x-image: &image nginx:1
x-app: &app
  cpu: 5
  image: *image
clusters:
  main:
    ec2:
      instanceTypes: [m7g.large, m7g.xlarge]
      subnets:
        - subnet-0a
        - { var: subnet_b }
      securityGroups: [sg]
      userData: |
        #!/bin/bash

          echo two
        echo three
services:
  a:
    cluster: main
    containers:
      app: { <<: *app, essential: false }
      folded:
        <<: *app
        command:
          - >-
            one
            two
          - "one\\ntwo"
    access:
      - xray: {}
`;

describe("a path leads to", () => {
  it.each<readonly [string, Path, string, number?]>([
    ["the value of an option", ["platform"], "2:11"],
    ["the key of a mapping", ["accounts"], "3:1"],
    ["the value of a name", ["accounts", "prod"], "4:9"],
    ["the key of a mapping in braces", ["accounts", "dev"], "5:3"],
    ["a value in braces", ["accounts", "dev", "tags", "A"], "5:41"],
    ["an item in brackets", ["clusters", "main", "ec2", "instanceTypes", 1], "13:34"],
    ["an item of a list", ["clusters", "main", "ec2", "subnets", 0], "15:11"],
    ["an item in braces", ["clusters", "main", "ec2", "subnets", 1], "16:11"],
    ["the header of a block scalar", ["clusters", "main", "ec2", "userData"], "18:17"],
    ["a line of a block scalar", ["clusters", "main", "ec2", "userData"], "19:9", 1],
    ["an empty line of a block scalar", ["clusters", "main", "ec2", "userData"], "20:1", 2],
    ["an indented line of a block scalar", ["clusters", "main", "ec2", "userData"], "21:11", 3],
    ["the last line of a block scalar", ["clusters", "main", "ec2", "userData"], "22:9", 4],
    ["the text behind a merge key", ["services", "a", "containers", "app", "cpu"], "8:8"],
    ["the text behind an alias behind a merge key", ["services", "a", "containers", "app", "image"], "6:17"],
    ["the overriding value beside a merge key", ["services", "a", "containers", "app", "essential"], "27:35"],
    ["the only place of folded text", ["services", "a", "containers", "folded", "command", 0], "31:13", 2],
    ["the only place of quoted text", ["services", "a", "containers", "folded", "command", 1], "34:13", 2],
    ["the key of an intent", ["services", "a", "access", 0, "xray"], "36:9"],
    ["the nearest parent of a default", ["services", "a", "exec"], "24:3"],
    ["the nearest parent of what a scalar cannot have", ["platform", "x", 5], "2:11"],
    ["the root", [], "2:1"],
    ["the root for what does not exist", ["nowhere"], "2:1"],
    ["the list for an item past its end", ["services", "a", "access", 7], "35:5"],
  ])("%s", (_, path, expected, ...rest) => {
    const at = located(text)(path as Path, ...(rest as [number?]));
    expect(`${at?.line}:${at?.column}`).toBe(expected);
    expect(at?.file).toBe("platform.yaml");
  });

  it("the key when the key is what matters", () => {
    expect(located(text)(["accounts", "prod"], undefined, "key")).toMatchObject({ line: 4, column: 3 });
  });

  it("the same places with CRLF and a byte order mark", () => {
    const locate = located(`\ufeff${text.replaceAll("\n", "\r\n")}`);
    expect(locate(["clusters", "main", "ec2", "userData"], 3)).toMatchObject({ line: 21, column: 11 });
    expect(locate(["services", "a", "containers", "app", "image"])).toMatchObject({ line: 6, column: 17 });
  });

  it("a place of JSON in one line", () => {
    const locate = located('{"platform":"p","accounts":{"prod":"111122223333"}}');
    expect(locate(["accounts", "prod"])).toMatchObject({ line: 1, column: 36 });
  });
});

/** What a range covers. */
function covered(lines: readonly string[], at: Location | undefined): string | undefined {
  if (at === undefined) return undefined;
  const { line, column, endLine, endColumn } = at;
  const covered = lines.slice(line - 1, endLine);
  return covered
    .map((one, index) => one.slice(index === 0 ? column - 1 : 0, index === endLine - line ? endColumn - 1 : undefined))
    .join("\n");
}

describe("the range of", () => {
  const lines = text.split("\n");
  it.each<readonly [string, Path, string, (number | undefined)?, "key"?]>([
    ["plain text is the text", ["platform"], "p"],
    ["text in quotes has the quotes", ["accounts", "prod"], '"111122223333"'],
    ["a mapping is its key", ["clusters", "main"], "main"],
    ["a mapping in braces is its key", ["accounts", "dev"], "dev"],
    ["a value in braces ends before them", ["accounts", "dev", "tags", "A"], "b"],
    ["a key is the key", ["platform"], "platform", undefined, "key"],
    ["an item in brackets ends before the comma", ["clusters", "main", "ec2", "instanceTypes", 0], "m7g.large"],
    ["an item of a list ends with its line", ["clusters", "main", "ec2", "subnets", 0], "subnet-0a"],
    ["an item in braces has the braces", ["clusters", "main", "ec2", "subnets", 1], "{ var: subnet_b }"],
    ["a mapping in a list is its first line", ["services", "a", "access", 0], "xray: {}"],
    [
      "folded text goes over its lines",
      ["services", "a", "containers", "folded", "command", 0],
      ">-\n            one\n            two",
    ],
    [
      "a block scalar goes over its lines",
      ["clusters", "main", "ec2", "userData"],
      "|\n        #!/bin/bash\n\n          echo two\n        echo three",
    ],
    ["a line of a block scalar is what stands on it", ["clusters", "main", "ec2", "userData"], "echo two", 3],
    ["an empty line of a block scalar is empty", ["clusters", "main", "ec2", "userData"], "", 2],
    ["the last line of a block scalar is that line", ["clusters", "main", "ec2", "userData"], "echo three", 4],
    ["an alias is the text that it stands for", ["services", "a", "containers", "app", "image"], "nginx:1"],
    ["the root is its first line", [], "platform: p"],
  ])("%s", (_, path, expected, ...rest) => {
    expect(covered(lines, located(text)(path as Path, ...(rest as [number?, "key"?])))).toBe(expected);
  });

  it.each([
    ["a number for text", "platform: 5 # five", "5"],
    ["an unknown key", "platform: p\nacounts: {}", "acounts"],
    ["an unknown key in quotes", 'platform: p\n"acounts": {}', '"acounts"'],
    [
      "what a missing key is missing in",
      `platform: p\naccounts: { prod: "111122223333" }\nclusters: { main: { ec2: {} } }`,
      "ec2",
    ],
    ["a duplicate key", "platform: p\nplatform: q", "platform"],
    ["a number that was text", "platform: p\naccounts: { prod: 0123 }", "0123"],
    ["a tag", "platform: !x y", "!"],
    ["an alias without an anchor", "platform: *abc", "*abc"],
    ["a tab", "platform:\n\tp: x", "\t"],
    ["a character that is none", "platform: a\u0007b", "\u0007"],
  ])("a problem is %s", (_, broken, expected) => {
    const read = readSpec({ file: "platform.yaml", text: broken });
    const found = read.problems.map(({ at }) => covered(broken.split("\n"), at));
    expect(found).toContain(expected);
  });

  it("every problem of every refused file lies in the file", () => {
    const folder = join(__dirname, "../cases/spec/refused");
    for (const file of readdirSync(folder)) {
      const refused = readFileSync(join(folder, file), "utf8");
      const all = refused.split("\n");
      for (const { at } of readSpec({ file, text: refused }).problems) {
        const { line, column, endLine, endColumn } = at!;
        expect([file, line <= endLine, line === endLine ? column <= endColumn : true]).toEqual([file, true, true]);
        expect([file, endColumn - 1 <= (all[endLine - 1]?.length ?? 0) + 1]).toEqual([file, true]);
      }
    }
  });
});

describe("locateAll", () => {
  it("orders problems as the text does and leaves what is located where it is", () => {
    const problem = { code: "invalid-value", severity: "error", message: "m" } as const;
    const at = { file: "other.yaml", line: 3, column: 1, endLine: 3, endColumn: 2 };
    const problems = locateAll(
      [
        { ...problem, path: ["services", "a"] },
        { ...problem, path: [], at },
        { ...problem, path: ["platform"] },
      ],
      located(text),
    );
    expect(problems.map((one) => `${one.at?.file}:${one.at?.line}`)).toEqual([
      "platform.yaml:2",
      "other.yaml:3",
      "platform.yaml:24",
    ]);
  });
});
