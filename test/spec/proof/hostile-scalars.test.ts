/**
 * js-yaml and `yaml` on scalars that readers of YAML are known to disagree about: wherever the quick reader has an answer, it is the other one's,
 * in every position that a scalar can have. A wrong one could be another account's id.
 */
import fc from "fast-check";
import { readQuickly } from "../../../modules/spec/quick";
import { decode } from "../../../modules/spec/text";
import { parseYaml } from "../../../modules/spec/yaml";

const scalars = [
  ..."012345678901 0123 0o17 0O17 0x1F 0XFF 0b11 1_000 0x1_F 1e3 1E3 1e+3 1e-3 +1 -1 -0 0 00 .5 5. 1.50 1.0 1..2 1.2.3 .inf -.INF .NaN".split(
    " ",
  ),
  ..."12345678901234567890 999999999999999 9999999999999999 123456789012 190:20:30 1:30 12:30:45.5 2026-01-01 2026-01-01T12:00:00Z".split(
    " ",
  ),
  ..."~ null Null NULL nUll yes no Yes NO on off y n Y N true True TRUE tRue false False FALSE".split(" "),
  ..."<< = !!str ! & * | > @ ` % ? - -- --- ... : :: a:b a: :a a# #a [ ] { } , [] {} [a] {a} {a: b} [a: b] {a:b}".split(" "),
  "",
  " ",
  "a #b",
  "a: b",
  "? a",
  "- a",
  "&a b",
  "*a",
  "!t b",
  "|\n  x",
  ">\n  x",
  "a\n  b",
  "a\n\n  b",
  "a\n - b",
  "a\n   b: c",
  '"a"',
  "'a'",
  '"a\\n"',
  '"\\x41"',
  '"\\u0041"',
  '"\\U00000041"',
  '"\\/"',
  '"\\_"',
  '"\\N"',
  '"\\ud83d\\ude00"',
  '"\\ud800"',
  '"a',
  "'a",
  "'a''b'",
  '"a"b',
  "'a'b",
  '"a" #c',
  '"a"#c',
  '"a\n  b"',
  "'a\n  b'",
  '"a": b',
  "'a' : b",
  '"":',
  "__proto__",
  "constructor",
  "\u2028",
  "\u0085",
  "\u00a0",
  "é",
  "\ufeff",
  "a\u00a0#b",
];

const positions: readonly ((scalar: string) => string)[] = [
  (scalar) => `a: ${scalar}`,
  (scalar) => `a: ${scalar}\nb: 1`,
  (scalar) => `a: ${scalar} # c\nb: 1`,
  (scalar) => `a:\n  ${scalar}\nb: 1`,
  (scalar) => `a:\n  b: ${scalar}\n  c: 1`,
  (scalar) => `- ${scalar}`,
  (scalar) => `- ${scalar}\n- x`,
  (scalar) => `-   ${scalar}\n- x`,
  (scalar) => `- - ${scalar}\n  - x`,
  (scalar) => `- a: ${scalar}\n  b: x`,
  (scalar) => `a: [${scalar}]`,
  (scalar) => `a: [x, ${scalar}, y]`,
  (scalar) => `a: { b: ${scalar} }`,
  (scalar) => `a: { b: ${scalar}, c: x }`,
  (scalar) => `a: [{ b: [${scalar}] }, x]`,
  (scalar) => `${scalar}: x`,
  (scalar) => `a: 1\n${scalar}: x`,
  (scalar) => `a: { ${scalar}: x }`,
  (scalar) => `a: { b: x, ${scalar}: y }`,
  (scalar) => `- ${scalar}: x`,
  (scalar) => `{"a": ${scalar}}`,
  (scalar) => `{"a": [${scalar}, 1], "b": {}}`,
  (scalar) => `{${scalar}: 1}`,
  (scalar) => `{"a": 1, ${scalar}: 1}`,
  (scalar) => `${scalar}\na: b`,
  (scalar) => `a: b\n${scalar}`,
  (scalar) => `a: x\n  ${scalar}`,
  (scalar) => `a: x\n ${scalar}: y`,
  (scalar) => `a:\n  b: x\n ${scalar}`,
];

/** Whether there was an answer to compare. */
function agrees(text: string): boolean {
  const decoded = decode({ file: "f", text });
  const quick = decoded.ok ? readQuickly(decoded.value.text) : undefined;
  if (!decoded.ok || quick === undefined) return false;
  const { tree, problems } = parseYaml(decoded.value);
  expect([text, JSON.stringify(quick.value), []]).toEqual([text, JSON.stringify(tree?.value), problems]);
  expect(quick.value).toEqual(tree?.value);
  return true;
}

test.each(positions.map((position) => [position("~scalar~"), position] as const))("in the position %j", (_, position) => {
  for (const scalar of scalars) agrees(position(scalar));
});

test("a pair of them beside each other", () => {
  let answered = 0;
  for (const first of scalars) {
    for (const second of scalars) {
      for (const text of [
        `a: ${first}\nb: ${second}`,
        `- ${first}\n- ${second}`,
        `a: [${first}, ${second}]`,
        `${first}: ${second}`,
        `a:\n- ${first}\n- ${second}`,
      ]) {
        if (agrees(text)) answered++;
      }
    }
  }
  expect(answered).toBeGreaterThan(1_000);
});

test("lines in any order, at any depth, made of their pieces", () => {
  const piece = fc.oneof(
    fc.constantFrom(...scalars),
    fc.constantFrom("a: ", "b:", "- ", "x", "'", '"', ",", "[", "]", "{", "}", " #", "#", ": ", " "),
  );
  const line = fc.tuple(
    fc.nat({ max: 4 }),
    fc.constantFrom("", "a: ", "b: ", "c:", "- ", "- a: ", "'k': "),
    fc.array(piece, { maxLength: 3 }),
  );
  const text = fc
    .array(line, { minLength: 1, maxLength: 5 })
    .map((lines) => lines.map(([depth, head, pieces]) => `${" ".repeat(depth)}${head}${pieces.join("")}`).join("\n"));
  let answered = 0;
  fc.assert(
    fc.property(text, (made) => void (agrees(made) && answered++)),
    { seed: 31, numRuns: 200_000 },
  );
  expect(answered).toBeGreaterThan(3_000);
});
