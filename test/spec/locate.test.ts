import type { Path } from "../../modules/problem";
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

describe("locateAll", () => {
  it("orders problems as the text does and leaves what is located where it is", () => {
    const problem = { code: "invalid-value", severity: "error", message: "m" } as const;
    const at = { file: "other.yaml", line: 3, column: 1 };
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
