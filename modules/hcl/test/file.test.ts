/** Files of the native syntax as JSON syntax. */
import { readFile } from "../read/file";

const read: readonly (readonly [text: string, value: unknown])[] = [
  ["", {}],
  ["# a comment\n/* another */ // a third\n", {}],
  ['variable "a" {}', { variable: { a: [{}] } }],
  ['resource "aws_x" "a" { b = 1 }', { resource: { aws_x: { a: [{ b: 1 }] } } }],
  ['resource aws_x a {\r\n  b = "c" # d\r\n}\r\n', { resource: { aws_x: { a: [{ b: "c" }] } } }],
  ['a "b" {\n  c = [\n    1,\n    2,\n  ]\n}', { a: { b: [{ c: [1, 2] }] } }],
  ['a "b" {\n  c {\n    d = true\n  }\n  c {}\n}', { a: { b: [{ c: [{ d: true }, {}] }] } }],
  ["a {\n  b = var.c\n}", { a: [{ b: "${var.c}" }] }],
  ["a {\n  b = <<EOT\nc = 1\n}\nEOT\n  d = 2\n}", { a: [{ b: "c = 1\n}\n", d: 2 }] }],
  ["a {}\na {}\n", { a: [{}, {}] }],
];

test.each(read)("%j", (text, value) => {
  const found = readFile(text);
  expect(found.ok && JSON.parse(JSON.stringify(found.value))).toEqual(value);
});

const refused: readonly (readonly [text: string, line: number])[] = [
  ["a", 1],
  ["a {", 1],
  ["a {\n  b = 1\n", 3],
  ["}", 1],
  ["a {\n  b = 1, c = 2\n}", 2],
  ["a {\n  b =\n}", 2],
  ["a {\n  b = 1\n  b = 2\n}", 3],
  ["a {\n  b = 1\n  b {}\n}", 3],
  ["a {} b {}", 1],
  ['a "${b}" {}', 1],
  ["a {\n  b = [1\n}", 2],
  ["a ".concat("{ a ".repeat(200)), 1],
];

test.each(refused)("%j is not read", (text, line) => {
  expect(readFile(text)).toEqual({ ok: false, line: expect.any(Number) });
  const found = readFile(text);
  expect(found.ok ? undefined : found.line).toBeGreaterThanOrEqual(line);
});
