/** The files of a folder as one configuration: what Terraform reads together, and what is not read here. */
import { type FolderConfiguration, type FolderFile, isTerraformFile, joinFiles } from "../../../modules/review/terraform/files";

test.each<[name: string, isRead: boolean]>([
  ["main.tf", true],
  ["main.tf.json", true],
  ["override.tf", true],
  ["m.auto.tf", true],
  ["main.tf.json.bak", false],
  ["main.tf~", false],
  ["main.tfvars", false],
  ["main.json", false],
  ["maintf", false],
  [".main.tf", false],
  ["~main.tf", false],
  ["#main.tf#", false],
  [".tf", false],
])("Terraform reads %s: %s", (name, isRead) => {
  expect(isTerraformFile(name)).toBe(isRead);
});

const files = (all: Readonly<Record<string, unknown>>): readonly FolderFile[] =>
  Object.entries(all).map(([name, text]) => ({ name, text: typeof text === "string" ? text : JSON.stringify(text) }));
const read = (value: Readonly<Record<string, unknown>>): FolderConfiguration => ({ ok: true, value });
const refused = (file: string, more: object = {}): FolderConfiguration => ({ ok: false, ...more, file });

const [role, user] = [{ aws_iam_role: { a: { name: "a" } } }, { aws_iam_user: { u: { name: "u" } } }];

test.each<[claim: string, all: Readonly<Record<string, unknown>>, FolderConfiguration]>([
  ["no file is an empty configuration", {}, read({})],
  ["a file in either syntax", { "a.tf.json": { resource: role } }, read({ resource: role })],
  [
    "and in the other",
    { "a.tf": 'resource "aws_iam_role" "a" {\n  name = "a"\n}\n' },
    read({ resource: { aws_iam_role: { a: [{ name: "a" }] } } }),
  ],
  [
    "types of several files",
    { "a.tf.json": { resource: role, data: user }, "b.tf.json": { resource: user, data: role } },
    read({ resource: { ...role, ...user }, data: { ...user, ...role } }),
  ],
  [
    "names of one type in several files",
    { "a.tf.json": { resource: role }, "b.tf.json": { resource: { aws_iam_role: { b: { name: "b" } } } } },
    read({ resource: { aws_iam_role: { a: { name: "a" }, b: { name: "b" } } } }),
  ],
  [
    "blocks that stand in several files, in order of the files' names",
    { "b.tf.json": { locals: { b: 1 } }, "c.tf.json": { locals: [{ c: 1 }] }, "a.tf.json": { locals: { a: 1 }, output: {} } },
    read({ locals: [{ a: 1 }, { b: 1 }, { c: 1 }], output: {} }),
  ],
  [
    "names that are those of JavaScript too",
    { "a.tf.json": '{"resource":{"t":{"__proto__":{"a":1},"constructor":{"a":2}}}}', "b.tf.json": '{"__proto__":{"b":1}}' },
    read(JSON.parse('{"resource":{"t":{"__proto__":{"a":1},"constructor":{"a":2}}},"__proto__":{"b":1}}')),
  ],
  [
    "a resource of such a name that stands twice",
    { "a.tf": 'resource "t" "__proto__" {\n}\n', "b.tf": 'resource "t" "__proto__" {\n}\n' },
    refused("b.tf"),
  ],
  ["a resource in a list of one", { "a.tf.json": { resource: { t: { a: [{}] } } } }, read({ resource: { t: { a: [{}] } } })],
  ["a resource that stands twice", { "a.tf.json": { resource: role }, "b.tf.json": { resource: role } }, refused("b.tf.json")],
  ["a resource that stands twice in one file", { "a.tf.json": { resource: { t: { a: [{}, {}] } } } }, refused("a.tf.json")],
  ["a resource in an empty list", { "a.tf.json": { resource: { t: { a: [] } } } }, refused("a.tf.json")],
  ["a data source that stands twice", { "a.tf.json": { data: role }, "b.tf.json": { data: role } }, refused("b.tf.json")],
  [
    "one twice among others that stand once",
    { "a.tf.json": { resource: role }, "b.tf.json": { locals: {}, resource: { ...user, aws_iam_role: { a: {}, b: {} } } } },
    refused("b.tf.json"),
  ],
  ["resources that are a list", { "a.tf.json": { resource: [role] } }, refused("a.tf.json")],
  ["a type that is a list", { "a.tf.json": { resource: { aws_iam_role: [{}] } } }, refused("a.tf.json")],
  ["an override, alone", { "override.tf": "" }, refused("override.tf")],
  ["an override of one file", { "a.tf": "", "a_override.tf.json": {} }, refused("a_override.tf.json")],
  ["a name that only ends like an override", { "nooverride.tf": "" }, read({})],
  ["a name that only begins like one", { "override.tf.tf": "" }, read({})],
  ["JSON that is a list", { "a.tf.json": [] }, refused("a.tf.json")],
  ["text that is no JSON", { "a.tf.json": "{" }, refused("a.tf.json")],
  ["JSON in a file of the other syntax, at its line", { "a.tf": '\n{"resource": {}}' }, refused("a.tf", { line: 2 })],
  ["the first of several files that are not read", { "b.tf.json": "{", "a.tf.json": "[]" }, refused("a.tf.json")],
])("%s", (_, all, expected) => {
  // `toEqual` passes over a property `__proto__`.
  expect(JSON.stringify(joinFiles(files(all)))).toBe(JSON.stringify(expected));
});
