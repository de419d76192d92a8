/** The reference of the constructs in docs/cdktf.md, made from the doc comments of their props and members. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const folder = join(__dirname, "..", "modules", "constructs");

/** Every construct with the file of its class and that of its props, in the order of the page. */
const constructs = [
  ["TaskRole", "task-role", "task-role"],
  ["ExecutionRole", "execution-role", "execution-role"],
  ["Service", "service", "service-props"],
  ["Cluster", "cluster", "cluster"],
  ["Ec2Capacity", "ec2-capacity", "ec2-capacity"],
  ["RepositoryPolicy", "repository-policy", "repository-policy"],
  ["PlatformStack", "platform-stack", "platform-stack"],
] as const;

const marker = "<!-- reference: written by scripts/write-constructs-docs.ts from the doc comments in modules/constructs -->";

/** The page with a current reference: everything below the marker is made anew. */
export function withConstructsReference(page: string): string {
  const [introduction = ""] = page.split(marker);
  const sections = constructs.map(([name, file, props]) => section(name, parse(file), parse(props)));
  const shared = interfaceOf(parse("account-props"), "AccountProps");
  return `${introduction}${marker}\n\n${[...sections, `## Props of every construct\n\n${table(shared)}`].join("\n\n")}\n`;
}

function parse(file: string): ts.SourceFile {
  const path = join(folder, `${file}.ts`);
  return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
}

function section(name: string, source: ts.SourceFile, props: ts.SourceFile): string {
  const found = source.statements.find(
    (one): one is ts.ClassDeclaration => ts.isClassDeclaration(one) && one.name?.text === name,
  );
  if (found === undefined) throw new Error(`no class ${name}`);
  const members = found.members.filter(isPublic).map((member) => `- \`${member.name?.getText()}\`: ${commentOf(member)}`);
  const has = members.length === 0 ? "" : `\n\nWhat it has:\n\n${members.join("\n")}`;
  return `## ${name}\n\n${commentOf(found)}\n\n${table(interfaceOf(props, `${name}Props`))}${has}`;
}

function interfaceOf(source: ts.SourceFile, name: string): ts.InterfaceDeclaration {
  const found = source.statements.find(
    (one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === name,
  );
  if (found === undefined) throw new Error(`no interface ${name}`);
  return found;
}

function isPublic(member: ts.ClassElement): boolean {
  const hidden =
    ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
  return member.name !== undefined && hidden !== true && commentOf(member) !== "";
}

function table({ members }: ts.InterfaceDeclaration): string {
  const rows = members.map((member) => {
    const [purpose = "", otherwise = ""] = commentOf(member).split(/ ?Default: /);
    const absent =
      ts.isPropertySignature(member) && member.questionToken === undefined ? "required" : otherwise.replace(/\.$/, "");
    return `| \`${member.name?.getText()}\` | ${cell(absent)} | ${cell(purpose)} |`;
  });
  return ["| Prop | Default | What it is |", "|---|---|---|", ...rows].join("\n");
}

function commentOf(node: ts.Node): string {
  const text = ts.getJSDocCommentsAndTags(node).map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "");
  return text.join(" ").replaceAll(/\s+/g, " ").trim();
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/<(\w+)>(?![^`]*`(?:[^`]*`[^`]*`)*[^`]*$)/g, "&lt;$1&gt;");
}
