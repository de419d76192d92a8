import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../modules/problem";
import { readSpec } from "../../modules/spec/read";

const cases = join(__dirname, "../cases/spec");

function files(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(join(cases, folder)).map((file) => [file, readFileSync(join(cases, folder, file), "utf8")]);
}

function problemsOf(text: string | Uint8Array): readonly Problem[] {
  return readSpec({ file: "platform.yaml", text }).problems;
}

function places(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, at }) => `${code} ${at?.line}:${at?.column}`);
}

describe("refuses, at the very place, the file", () => {
  it.each(files("refused"))("%s", (_, text) => {
    const expected = [...text.matchAll(/^# expect: (.*)$/gm)].map(([, expectation]) => expectation);
    expect(expected).not.toHaveLength(0);
    expect(places(problemsOf(text))).toEqual(expected);
  });

  it("has a cure or says all there is for every refusal, in the style of the project", () => {
    for (const [, text] of files("refused")) {
      for (const { message, help } of problemsOf(text)) {
        expect(message).not.toMatch(/^[A-Z](?!AML)|\.$|undefined|\[object/);
        expect(help ?? "a").not.toMatch(/\.$|undefined|\[object/);
      }
    }
  });
});

describe("accepts the file", () => {
  it.each(files("accepted"))("%s", (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it.each(files("accepted"))("%s, with CRLF and a byte order mark, and reads the same from it", (_, text) => {
    const plain = readSpec({ file: "a", text });
    const windows = readSpec({ file: "a", text: new TextEncoder().encode(`\ufeff${text.replaceAll("\n", "\r\n")}`) });
    expect(windows.ok && windows.value.spec).toEqual(plain.ok && plain.value.spec);
  });
});

describe("says", () => {
  const head = 'platform: p\naccounts: { prod: "111122223333" }\n';
  it.each<readonly [string, string, string, string | undefined]>([
    ["a misspelt key", `${head}servces: {}`, "unknown key `servces`", "did you mean `services`?"],
    [
      "where a key belongs",
      `${head}clusters: { main: { loggingDrivers: [] } }`,
      "unknown key `loggingDrivers`",
      "`loggingDrivers` belongs to `clusters.<name>.ec2` or `clusters.<name>.capacity.<name>`",
    ],
    [
      "an account id without quotes",
      "platform: p\naccounts: { prod: 012345678901 }",
      "expected an account id or a mapping, found the number `012345678901`",
      'put it in quotes: `"012345678901"`; without them its leading zeros are lost',
    ],
    [
      "a number that was meant as text",
      `${head}defaults: { tags: { Version: 1.10 } }`,
      "expected text, found the number `1.10`",
      'put it in quotes: `"1.10"`',
    ],
    ["a wrong choice", `${head}defaults: { policies: inlined }`, "`inlined` is not one of the choices", "did you mean `inline`?"],
    ["both places of a duplicate", `${head}platform: q`, "`platform` is already at 1:1", "rename or remove one of the two"],
    [
      "what a missing key is for",
      "platform: p\naccounts: { prod: { region: us-east-1 } }",
      "missing key `id`",
      "`id`: Account id, twelve digits in quotes",
    ],
    [
      "a word of YAML 1.1",
      `${head}clusters: { main: { existing: yes } }`,
      "expected `true` or `false`, found the text `yes`",
      "write `true`",
    ],
    [
      "control characters",
      `${head}# \u0007`,
      "the character `U+0007` does not belong in a text file",
      expect.stringContaining("remove it"),
    ],
    [
      "lone carriage returns",
      "platform: p\raccounts: {}",
      "the character `U+000D` does not belong in a text file",
      "end lines with LF or CRLF",
    ],
  ])("%s in the user's words", (_, text, message, help) => {
    expect(problemsOf(text)).toEqual([expect.objectContaining({ severity: "error", message, help })]);
  });

  it("bug 11: no unknown key is dropped: `logLonfiguration` and its like are refused at every level", () => {
    const service = (more: string) => `${head}services: { api: { cluster: c, containers: { app: { image: x${more} } } } }`;
    for (const text of [
      service(", logLonfiguration: { logDriver: awslogs }"),
      service(", logs: { logLonfiguration: x }"),
      service(" }, extra: { image: y, logLonfiguration: x"),
      `${head}logLonfiguration: {}`,
    ]) {
      expect(problemsOf(text).map(({ message }) => message)).toContain("unknown key `logLonfiguration`");
    }
  });

  it("nothing of a text that is longer than a message should be", () => {
    const [problem] = problemsOf(`platform: "${"x y".repeat(1000)}"\naccounts: { prod: "111122223333" }`);
    expect(problem?.message.length).toBeLessThan(150);
  });
});

describe("refuses bytes that are no text:", () => {
  const utf16 = Buffer.from("\ufeffplatform: p\n", "utf16le");
  it.each<readonly [string, Uint8Array | string, readonly string[]]>([
    ["UTF-16 with its mark", utf16, ["file-unreadable 1:1"]],
    ["big-endian UTF-16 with its mark", Buffer.from(utf16).swap16(), ["file-unreadable 1:1"]],
    ["UTF-16 without its mark", utf16.subarray(2), ["file-unreadable 1:1"]],
    ["Latin-1", Buffer.from("platform: p\naccounts: { größe: x }\n", "latin1"), ["file-unreadable 2:15"]],
    ["a character cut in two", Buffer.from("# é").subarray(0, 3), ["file-unreadable 1:3"]],
    ["NUL", "platform: p\u0000\n", ["syntax-error 1:12"]],
    ["an escape sequence of terminals", "platform: p # \u001b[2J\n", ["syntax-error 1:15"]],
    ["half a surrogate pair", "platform: \ud800\n", ["syntax-error 1:11"]],
    ["a gzip file", Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x99]), ["file-unreadable 1:2"]],
  ])("%s", (_, text, expected) => {
    expect(places(problemsOf(text))).toEqual(expected);
  });

  it("keeps a replacement character that the file really has", () => {
    expect(places(problemsOf(Buffer.from("# \ufffd\nplatform: \ufffd")))).toEqual(["missing-key 2:1", "invalid-name 2:11"]);
  });
});

describe("refuses within seconds and without overflow", () => {
  const head = 'platform: p\naccounts: { prod: "111122223333" }\n';
  const deep = (left: string, right = ""): string => `platform: ${left.repeat(100_000)}${right.repeat(100_000)}`;
  const block = Array.from({ length: 2_000 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n");
  it.each<readonly [string, string, string]>([
    ["100,000 open lists", deep("["), "too-deep"],
    ["100,000 closed lists", deep("[", "]"), "too-deep"],
    ["100,000 open mappings", deep("{a: "), "too-deep"],
    ["100,000 items in a line", `\n${"- ".repeat(100_000)}`, "too-deep"],
    ["100,000 explicit keys in a line", `\n${"? ".repeat(100_000)}`, "too-deep"],
    ["a staircase of mappings", block, "too-deep"],
    ["a list that is as deep through aliases", `${head}x-s: &a0 []\n${chain(80)}`, "too-deep"],
    ["a colon a word", "a: ".repeat(100_000), "too-deep"],
  ])("%s", (_, text, code) => {
    const problems = problemsOf(text);
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set([code]));
    expect(problems.length).toBeLessThanOrEqual(20);
  });

  function chain(length: number): string {
    return Array.from({ length }, (_, index) => `x-${index}: &a${index + 1} [*a${index}]`).join("\n");
  }
});

it.each(["! ", "&a ", "[,"])("stops reading at the hundredth error of a value like %s", (word) => {
  const problems = problemsOf(`a: ${word === "[," ? `[${",".repeat(200)}` : word.repeat(200)}`);
  expect(problems.map(({ help }) => help)).toEqual([expect.stringContaining("reading stopped after 100 errors")]);
});

it("shows a thousand problems and counts the others", () => {
  const problems = problemsOf(Array.from({ length: 5_000 }, (_, index) => `zebra${index}: 1`).join("\n"));
  expect(problems).toHaveLength(1_000);
  expect(problems.at(-1)?.help).toMatch(/; 4002 more problems are not shown$/);
});

describe("keys with names of JavaScript's own", () => {
  it("change nothing outside the file", () => {
    problemsOf(
      'platform: p\naccounts: { prod: "111122223333" }\n__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }',
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("are refused wherever they stand", () => {
    const text = 'platform: p\naccounts: { prod: "111122223333", __proto__: "1", constructor: "2", prototype: "3" }';
    expect(places(problemsOf(text))).toEqual(["unknown-key 2:35", "unknown-key 2:51", "unknown-key 2:69"]);
  });
});
