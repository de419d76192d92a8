/** Policies and texts in configurations: what a template is read as, and what stays an expression. */
import { policyOfTemplate, textOfTemplate } from "../../../modules/review/terraform/expression";

const late = (name: string, type = "string") => ({ late: type, name, template: `\${${name}}` });

describe("a string is read as a text:", () => {
  test.each<[string, string, unknown]>([
    ["plain text", "abc", "abc"],
    ["nothing", "", ""],
    ["an escaped hole", "$${x}", "${x}"],
    ["text in a hole", '${"abc"}', "abc"],
    ["a hole in the text of a hole", '${"a${"b"}c"}', "abc"],
    ["a variable", "${var.x}", late("var.x")],
    ["a variable among text", "a${var.x}b", { parts: ["a", late("var.x"), "b"] }],
    ["two of them", "${var.x}${var.y}", { parts: [late("var.x"), late("var.y")] }],
    ["a call", "${f(var.x)}", late("f(var.x)")],
    ["text and more in a hole", '${"a" == "b"}', late('"a" == "b"')],
    ["the ARN of a key", "${aws_kms_key.k-1.arn}", late("aws_kms_key.k-1.arn", "kms-key-arn")],
    ["the ARN of a resource", "${aws_s3_bucket.b.arn}", late("aws_s3_bucket.b.arn", "arn")],
    ["the ARN of a data source", "${data.aws_s3_bucket.b-1.arn}", late("data.aws_s3_bucket.b-1.arn", "arn")],
    ["the ARN of a key that a data source finds", "${data.aws_kms_key.k.arn}", late("data.aws_kms_key.k.arn", "arn")],
    ["an account", "${data.aws_caller_identity.me.account_id}", late("data.aws_caller_identity.me.account_id", "account-id")],
    ["the ID of a resource", "${aws_s3_bucket.b.id}", late("aws_s3_bucket.b.id")],
    ["a longer name than that of an ARN", "${aws_s3_bucket.b.arn_suffix}", late("aws_s3_bucket.b.arn_suffix")],
    ["an ARN in a call", "${f(aws_kms_key.k.arn)}", late("f(aws_kms_key.k.arn)")],
    ["an ARN and more", "${aws_kms_key.k.arn == x}", late("aws_kms_key.k.arn == x")],
    ["a variable that is called as an account", "${var.account_id}", late("var.account_id", "account-id")],
    ["an account and more", "${data.x.account_id_2}", late("data.x.account_id_2")],
    ["an ARN of another provider", "${google_x.y.arn}", late("google_x.y.arn")],
    ["a directive", "%{ if x }a%{ endif }", undefined],
    ["a directive in the text of a hole", '${"%{ if x }a%{ endif }"}', late('"%{if x}a%{endif}"')],
    ["a hole without an end", "${var.x", undefined],
  ])("%s", (_, template, expected) => {
    expect(textOfTemplate(template)).toStrictEqual(expected);
  });
});

describe("a policy is the document", () => {
  const arn = late("aws_s3_bucket.b.arn", "arn");
  test.each<[string, string, unknown]>([
    ["of JSON", '{"a":[1,true,false,null,"x",{}]}', { a: [1, true, false, null, "x", {}] }],
    ["of JSON with a hole", '{"a":"${aws_s3_bucket.b.arn}/*"}', { a: { parts: [arn, "/*"] } }],
    ["of jsonencode", '${jsonencode({a = 1, "b" = "x", c = aws_s3_bucket.b.arn})}', { a: 1, b: "x", c: arn }],
    ["in parentheses", "${jsonencode(({a = (true)}))}", { a: true }],
    ["with a list in parentheses", '${jsonencode({a = (["x"])})}', { a: ["x"] }],
    ["with an empty list", "${jsonencode({a = []})}", { a: [] }],
    ["with lists in one", '${jsonencode({a = concat(["x"], [], ["y", 2])})}', { a: ["x", "y", 2] }],
    ["with concat in concat", '${jsonencode({a = concat(concat(["x"]), ["y"])})}', { a: ["x", "y"] }],
    ["with no lists in one", "${jsonencode({a = concat()})}", { a: [] }],
    ["with a variable", "${jsonencode({a = var.x})}", { a: late("var.x") }],
    ["with a call", "${jsonencode({a = f(1)})}", { a: late("f(1)") }],
    [
      "with a name that only begins as a constant",
      "${jsonencode({a = trues, b = nulls})}",
      { a: late("trues"), b: late("nulls") },
    ],
    ["with a name that only ends as a constant", "${jsonencode({a = untrue})}", { a: late("untrue") }],
  ])("%s", (_, template, document) => {
    expect(policyOfTemplate(template)).toStrictEqual({ policy: "document", document, onlyWith: {} });
  });

  test.each(['"x" == "y"', '["x"][0]', "1 + 2", "true ? 1 : 2", '("a") == "b"', "-1", "[1][0] + 1", "null == x"])(
    "of jsonencode, where a value is the late one of %s",
    (value) => {
      const read = policyOfTemplate(`\${jsonencode({a = ${value}})}`);
      expect(read).toStrictEqual({ policy: "document", document: { a: late(value) }, onlyWith: {} });
    },
  );

  const only = (loop: string): string => `\${jsonencode({Statement = concat([{}], [${loop}])})}`;
  test("with a statement that is there only when a value is not empty", () => {
    expect(policyOfTemplate(only('for k in compact([var.k]) : {Sid = "A", Resource = k}'))).toStrictEqual({
      policy: "document",
      document: { Statement: [{}, { Sid: "A", Resource: late("k") }] },
      onlyWith: { A: { ...late("var.k"), mayBeEmpty: true } },
    });
  });

  test.each([
    ["a loop over something else", 'for k in f([var.k]) : {Sid = "A"}'],
    ["a loop over a variable", 'for k in var.k : {Sid = "A"}'],
    ["a loop with two names", 'for k, v in compact([var.k]) : {Sid = "A"}'],
    ["a loop over two values", 'for k in compact([var.k, var.l]) : {Sid = "A"}'],
    ["a loop over no value", 'for k in compact([]) : {Sid = "A"}'],
    ["a loop over a list that is not known", 'for k in compact(var.k) : {Sid = "A"}'],
    ["a loop over a text", 'for k in compact(["x"]) : {Sid = "A"}'],
    ["a loop over a text with a hole", 'for k in compact(["a${var.x}"]) : {Sid = "A"}'],
    ["a loop of statements without a name", 'for k in compact([var.k]) : {Effect = "Allow"}'],
    ["a loop of statements with a name that is not known", "for k in compact([var.k]) : {Sid = k}"],
    ["a loop over a value of an object", 'for k in compact([var.k]).a : {Sid = "A"}'],
    ["a loop over something with a longer call", 'for k in a.compact([var.k]) : {Sid = "A"}'],
    ["a loop over a name in front of the list", 'for k in compact x [var.k] : {Sid = "A"}'],
    ["a loop with a condition", 'for k in compact([var.k]) : {Sid = "A"} if k'],
    ["a loop of texts", "for k in compact([var.k]) : k"],
    ["a loop of one text", 'for k in compact([var.k]) : "A"'],
    ["a loop of null", "for k in compact([var.k]) : null"],
  ])("but not with %s", (_, loop) => {
    expect(policyOfTemplate(only(loop))).toStrictEqual({ policy: "opaque", text: only(loop) });
  });

  test.each([
    ["text", "abc"],
    ["a variable", "${var.policy}"],
    ["a file", '${file("policy.json")}'],
    ["a loop for an object", "${jsonencode({for k, v in var.x : k => v})}"],
    ["an object with a key that is not known", '${jsonencode({"${var.x}" = 1})}'],
    ["an object with a computed key", "${jsonencode({(var.x) = 1})}"],
    ["an object with a value of a shape that is not known", "${jsonencode({a = {for k, v in var.x : k => v}})}"],
    ["a list with such a value", "${jsonencode({a = [{for k, v in var.x : k => v}]})}"],
    ["a loop for a list", "${jsonencode({a = [for x in var.x : x]})}"],
    ["concat with a variable", "${jsonencode({a = concat([1], var.x)})}"],
    ["concat and more", "${jsonencode({a = concat([1]) == x})}"],
    ["concat without parentheses", '${jsonencode({a = concat[["x"]]})}'],
    ["concat of an object", "${jsonencode({a = concat({a = 1})})}"],
    ["concat of a list and more", '${jsonencode({a = concat(["x"] == [])})}'],
    ["two values in parentheses", "${jsonencode({a = (1, 2)})}"],
    ["an object with a key of two steps", "${jsonencode({a.b = 1})}"],
    ["text with a directive", '${jsonencode({a = "%{ if x }a%{ endif }"})}'],
    ["JSON and more", '{"a":1}}'],
    ["JSON cut off", '{"a":'],
  ])("but not of %s", (_, text) => {
    expect(policyOfTemplate(text)).toStrictEqual({ policy: "opaque", text });
  });
});
