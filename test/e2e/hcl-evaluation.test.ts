import { printHcl } from "../../modules/hcl";
import { escapeTemplate } from "../../modules/hcl/test/round-trip";
import { hostile } from "../../modules/hcl/test/stack-generator";
import { folderWith, removeFolders, terraform } from "./hcl-terraform";

/** Templates whose holes, strip markers, strings, heredocs and comments a printer can get wrong. */
const templates: readonly string[] = [
  "$${a}",
  "$$${a}",
  "$$$${a}",
  "x $${ y",
  "a %%%{ b",
  "$%{if true}x%{endif}",
  "%$${",
  "%${local.q}",
  "$$",
  "a$",
  "%%%%{x}",
  "%{for x in [1,2] ~}\n  foo ${x}\n\n  bar\n%{endfor ~}\n  end\n",
  "a \n\n ${~ local.q ~} \n\n b",
  "${~ local.q ~}",
  " ${~ local.q ~} ",
  " ${~ local.n}",
  "${local.n ~} \n",
  "%{ if true }\n x\n%{ endif }\n",
  '%{ if local.q == "Q" }y%{ else }n%{ endif }',
  "A\r\nB ${local.q}\r\n",
  "x\n${local.q}\n  y\n",
  "${local.q}\nx\n",
  "  ${local.q}\nx\n",
  "\t${local.q}\nx\n",
  "\n\nx\n\n",
  "x\n   \ny\n",
  "${<<EOT\n  foo ${local.q}\n bar\nEOT\n}",
  "${<<-EOT\n  foo ${local.q}\n    bar\n   \n\n  EOT\n}",
  "${<<-A\n    ${local.q}\n   b\n  A\n}",
  '${<<EOT\na "q" \\n $${x}\nEOT\n}',
  "${upper(<<-EOT\n  a\n    b\n  EOT\n)}",
  "${local.q /* } */}",
  "${local.q # }\n}",
  "${local.q // }\n}",
  "${/* a */ local.q}",
  '${"}"}',
  '${"\\"}"}',
  '${"a\\nb\\t\\"\\\\"}',
  '${"$${x}"}',
  '${"${local.q}"}',
  '${"a ${"b ${"c"}"}"}',
  '${"\\u0024{x} \\U0001F600"}',
  '${"\\u0024"}${local.q}',
  '${"%{ if true }x%{ endif }"}',
  "${local.q\n}",
  "${[1,\n2\n]}",
  "${{a=1\nb=2}}",
  '${{a:1,"b c":2,(local.q)=3}}',
  "${{for=1}.for}".replace("{for=1}.for", '{"for"=1}["for"]'),
  '${[for k,v in {a=1,b=2}: "${k}=${v}" if v>1]}',
  '${{for k in ["a","b"]: k=>upper(k)}}',
  '${{for k in ["a","a"]: k=>k...}}',
  "${local.n+1-2*3/4%5}",
  "${-local.n}",
  "${- local.n - -1}",
  "${!true||false&&true}",
  '${local.n>=1?"a":"b"}',
  "${local.n!=1}",
  "${local.o.b[0]}",
  '${local.o["a"]}',
  "${local.l.0}",
  "${local.l[*]}",
  "${local.m.*.a}",
  "${local.m[*].a}",
  "${max(local.l...)}",
  "${null}",
  "${true}",
  "${1e3}",
  "${1.50}",
  '${jsonencode({a=[1,{b="<&>"}],"c d"=null})}',
  "${jsonencode([])}",
  '${jsondecode("{\\"a\\":1}").a}',
  '${base64encode("#!/bin/bash\\necho $${x}\\n")}',
  '${base64encode("a\\nb")}',
  '${join(",", [for s in ["x", "y"] : <<-EOT\n  ${s}!\n  EOT\n])}',
  '${concat([{a=1,b=2}],[for k in compact([local.q,""]):{a=k,b=2}])}',
  '${format("%s %%", local.q)}',
  "${(local.n + 1) * 2}",
  "${[local.q][0]}",
  '${try(local.o.zz, "none")}',
  '${length("${local.q}${local.q}")}',
  'x${""}',
  '${""}',
  "${local.q}${local.q}",
  "${local.n}0",
  "é${local.q}",
  "e\u0301",
  '${"e\u0301"}',
  "日本 ${local.q} 😀\nx\n",
  "${merge({aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=1,bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb=2},{ccccccccccccccccccccccccccccccccccccccccccccccc=[1,2,3]},local.o)}",
  '${local.n == 1 ? { a = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } : { a = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" }}',
];

const joined = hostile.filter((text) => !/[$%]$/.test(text));
const values: readonly unknown[] = [
  ...templates,
  ...hostile.map(escapeTemplate),
  ...joined.map((text) => `${escapeTemplate(text)}\${local.q}${escapeTemplate(text)}\n`),
  hostile.map(escapeTemplate),
  Object.fromEntries(hostile.map((text, index) => [`${escapeTemplate(text)} ${index}`, index])),
  { "${local.q}": 1, "a ${local.q}": { for: 1, null: 2, true: 3, "1": 4, "a-b": 5 } },
  [],
  {},
  [[]],
  [{}],
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e-7,
  5e-324,
  Number.MAX_SAFE_INTEGER,
  -0.1,
  [1, "1", true, "true", null],
];

const literals = hostile.map((text) => ({ text, [`${text}k`]: [text] }));

function stackOf(kept: readonly unknown[]): Record<string, unknown> {
  const outputs = kept.map((value, index) => [`t${index}`, { value }]);
  const defaults = literals.map((_, index) => [`d${index}`, { value: `\${var.d${index}}` }]);
  return {
    locals: { q: "Q", n: 1, l: [3, 1], o: { a: "A", b: ["B"] }, m: [{ a: 1 }, { a: 2 }] },
    variable: Object.fromEntries(literals.map((value, index) => [`d${index}`, { default: value, description: hostile[index] }])),
    output: Object.fromEntries([...outputs, ...defaults]),
  };
}

function outputsOf(files: ReadonlyMap<string, string>): Record<string, { readonly value: unknown; readonly type: unknown }> {
  const folder = folderWith(files);
  const applied = terraform(folder, "apply", "-auto-approve", "-no-color");
  expect(applied.status === 0 ? "applied" : applied.out).toBe("applied");
  return JSON.parse(terraform(folder, "output", "-json").out);
}

afterAll(removeFolders);

describe("terraform evaluates the printed HCL", () => {
  const stack = stackOf(values);
  const problems: unknown[] = [];
  const files = printHcl(stack, { flavour: "root" }, (problem) => problems.push(problem));

  it("to the same values and types as the JSON, for more than 200 awkward values", () => {
    expect(problems).toEqual([]);
    expect(values.length + literals.length).toBeGreaterThan(200);
    expect(outputsOf(files!)).toEqual(outputsOf(new Map([["stack.tf.json", JSON.stringify(stack)]])));
  });

  it("from files that `terraform fmt` leaves as they are", () => {
    expect(terraform(folderWith(files!), "fmt", "-check", "-diff", "-no-color").out).toBe("");
  });
});
