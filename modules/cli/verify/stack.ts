/** The Terraform of one stack against its `access.json`, which is read from the files themselves. */
import { join } from "node:path";
import { showText } from "../../iam/text";
import { type Problem, quote } from "../../problem";
import type { StackAccess } from "../../review/access";
import type { AccessDiff } from "../../review/change";
import { decodeAccess } from "../../review/decode";
import { diffAccess } from "../../review/diff";
import { terraformAccess } from "../../review/terraform/access";
import { readConfiguration } from "../../review/terraform/configuration";
import { isTerraformFile, joinFiles } from "../../review/terraform/files";
import type { TerraformResource } from "../../review/terraform/resource";
import { accessFindings } from "../diff/findings";
import type { FileSystem } from "../io";
import { accessName } from "../stack-files";
import { found, inFile, quotedPath, shownPath, undecided } from "./finding";
import { roleDoubts } from "./runs-with";

/** What one stack says. */
export interface StackVerification {
  readonly stack: string;
  /** Roles and resource policies that were compared, in how many forms of Terraform. */
  readonly compared: number;
  readonly forms: number;
  readonly problems: readonly Problem[];
  /** The resources of each form by address, for the certificate. */
  readonly resources: readonly ReadonlyMap<string, TerraformResource>[];
}

/** Compares every form in which the stack is written. Codes: `access-unreadable`, `access-differs`, `not-verified`. */
export function verifyStack(
  files: FileSystem,
  folder: { readonly path: string; readonly shown: string },
  stack: string,
): StackVerification {
  const file = shownPath(folder.shown, `${stack}/${accessName}`);
  const recorded = readAccess(files, join(folder.path, stack, accessName));
  if ("problems" in recorded) {
    return { stack, compared: 0, forms: 0, resources: [], problems: recorded.problems.map((problem) => inFile(problem, file)) };
  }
  const places = [stack, `${stack}/json`].filter((place, index) => index === 0 || isForm(files, join(folder.path, place)));
  const forms = places.map((place) => verifyForm(files, folder, place, recorded));
  const misnamed = recorded.name === stack ? [] : [differs(file, `speaks of stack ${quote(recorded.name)}`)];
  return {
    stack,
    compared: recorded.principals.length + recorded.resources.length,
    forms: forms.length,
    resources: forms.map(({ resources }) => resources),
    problems: [...misnamed, ...forms.flatMap(({ problems }) => problems)],
  };
}

interface Form {
  readonly problems: readonly Problem[];
  readonly resources: ReadonlyMap<string, TerraformResource>;
}

const nothing: ReadonlyMap<string, TerraformResource> = new Map();

function verifyForm(
  files: FileSystem,
  folder: { readonly path: string; readonly shown: string },
  place: string,
  recorded: StackAccess,
): Form {
  const shown = shownPath(folder.shown, place);
  const names = files.readdirSync(join(folder.path, place)).filter(isTerraformFile);
  const joined = joinFiles(names.map((name) => ({ name, text: files.readFileSync(join(folder.path, place, name), "utf8") })));
  if (!joined.ok) {
    const message = `${quotedPath(shown, joined.file)} cannot be read, so that what the folder gives is not known`;
    return { problems: [undecided(shownPath(shown, joined.file), message, joined.line)], resources: nothing };
  }
  const configuration = { terraform: {}, ...joined.value };
  const [read, sides] = [terraformAccess(configuration, recorded.name), readConfiguration(configuration)];
  const [written] = read.ok ? read.value.after.stacks : [];
  if (written === undefined || !sides.ok) {
    return { problems: [undecided(shown, `the Terraform of ${quote(shown)} cannot be read`)], resources: nothing };
  }
  const resources = new Map(sides.value.resources.map((resource) => [resource.address, resource]));
  return { problems: compared(shown, recorded, written, resources), resources };
}

/** Differences in both directions, other names, other roles, and what is not read. */
function compared(shown: string, recorded: StackAccess, written: StackAccess, resources: Form["resources"]): readonly Problem[] {
  const { runsWith: _runsWith, ...policies } = written;
  const diff = diffAccess({ stacks: [recorded] }, { stacks: [{ ...policies, unread: {} }], untyped: true });
  // Values of variables and locals are not read, whoever gives them; nothing else is left out.
  const unread = Object.keys(written.unread).filter((address) => address !== "locals");
  return [
    ...accessProblems(shown, diff),
    ...nameProblems(shown, recorded, resources),
    ...roleDoubts(recorded, written).map(({ where, what }) =>
      what === "another"
        ? differs(shown, `${quote(where)} is another role than that of its service in ${accessName}`)
        : undecided(shown, `${quote(where)} is a role that ${accessName} does not speak of`),
    ),
    ...unread.map((address) => undecided(shown, `${quote(address)} is not read, and may give access`)),
  ];
}

/** What a difference of policies makes of chains goes without saying. */
function accessProblems(shown: string, diff: AccessDiff): readonly Problem[] {
  const changed = diff.changed.map((one) => ({ ...one, changes: one.changes.filter(({ aspect }) => aspect !== "chain") }));
  return accessFindings({ ...diff, changed }, undefined).map(({ text, isDecided }) => {
    const [sentence = "", ...example] = text.split("\n");
    const message = `the Terraform of ${quote(shown)} gives other access than its ${accessName}: ${sentence}`;
    if (!isDecided) return undecided(shown, message);
    return differs(shown, message, example.join("; "));
  });
}

/** The ARN of a role is not in its Terraform; its name and path are. */
function nameProblems(shown: string, { principals }: StackAccess, resources: Form["resources"]): readonly Problem[] {
  return principals.flatMap(({ address, name, arn }) => {
    const resource = resources.get(address);
    if (resource === undefined || typeof arn !== "string") return [];
    const { name: written, path = "/" } = resource.values;
    const isSame = written === name && typeof path === "string" && arn.endsWith(`:role${path}${name}`);
    return isSame ? [] : [differs(shown, `${quote(address)} is not the role ${quote(showText(arn))} of its ${accessName}`)];
  });
}

function differs(file: string, message: string, example = ""): Problem {
  const help = "generate again, or look at the change: `rolewright diff` compares with a revision";
  return found("access-differs", file, example === "" ? message : `${message} (${example})`, help);
}

function isForm(files: FileSystem, folder: string): boolean {
  return (
    files.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true && files.readdirSync(folder).some(isTerraformFile)
  );
}

function readAccess(files: FileSystem, path: string): StackAccess | { readonly problems: readonly Problem[] } {
  const decoded = decodeAccess(jsonIn(files, path));
  return decoded.ok ? decoded.value.stack : { problems: decoded.problems };
}

/** The value of a JSON file; undefined for what is none, or not there. */
export function jsonIn(files: FileSystem, path: string): unknown {
  if (!files.existsSync(path)) return undefined;
  try {
    return JSON.parse(files.readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
