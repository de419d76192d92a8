/** What `explain` was asked for: the statements, and how each has to do with it. */
import { basename } from "node:path";
import { chainWords } from "../../chains/chains";
import type { PlatformPlan } from "../../pipeline";
import { error, type Outcome, type Problem, quote } from "../../problem";
import { chainsOfRoles } from "../../verify/theorems/chain-roles";
import { type ProvenRole, rolesOfStack } from "../../verify/theorems/proven-role";
import { closest } from "../../wording";
import { causedBy } from "./line";
import { reaching } from "./reach";
import { referenceWords } from "./reference";
import { type AddressedStatement, type Owner, statementsOf } from "./statements";

/** A statement that was found; `reach` says how it reaches the ARN that was asked for. */
export interface ExplainedStatement {
  readonly statement: AddressedStatement;
  readonly reach?: string;
}

/** Everything that was found. `notes` say what a reader would not expect. */
export interface Explanation {
  readonly found: readonly ExplainedStatement[];
  readonly notes: readonly string[];
}

/**
 * Looks `what` up as everything that it can be: a line of `file` (`platform.yaml:31`, `:31`), an ARN, a Terraform address, the name of a role, service,
 * repository or bucket, a Sid, or `name/Sid`. What is ambiguous gives all of it. Code: `nothing-to-explain`.
 */
export function find(what: string, plan: PlatformPlan, file: string): Outcome<Explanation> {
  const all = statementsOf(plan);
  const line = lineIn(what, file);
  if (line !== undefined) return lineOutcome(line, plan, all, file);
  if (what.startsWith("arn:")) {
    const reach = reaching(what);
    const found = all.flatMap((statement): readonly ExplainedStatement[] => {
      const how = reach(statement);
      return how === undefined ? [] : [{ statement, reach: how }];
    });
    return found.length > 0
      ? fine(found)
      : unknown(`no statement reaches ${quote(what)}`, "the ARN of a role explains that role");
  }
  const named = isOf(what);
  const found = all.filter(named).map((statement) => ({ statement }));
  return found.length > 0
    ? fine(found, chainNotes(what, plan))
    : unknown(`nothing is called ${quote(what)}`, suggestion(what, all));
}

/** Who can act as the roles of that name or service, and whom they can act as. */
function chainNotes(what: string, { stacks }: PlatformPlan): readonly string[] {
  const isMeant = ({ role, services }: ProvenRole): boolean => role.name === what || services.includes(what);
  return chainsOfRoles(stacks.flatMap(rolesOfStack))
    .filter(({ from, to }) => isMeant(from.of) || isMeant(to.of))
    .map((chain) => `${chain.from.label} ${chain.certain ? "can" : "may be able to"} ${chainWords(chain)}`);
}

function fine(found: readonly ExplainedStatement[], notes: readonly string[] = []): Outcome<Explanation> {
  return { ok: true, value: { found, notes }, problems: [] };
}

function unknown(message: string, help: string): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [error("nothing-to-explain", [], message, help)] };
}

/** `:31`, or a line of the platform file by the name of the file. */
function lineIn(what: string, file: string): number | undefined {
  const [, name, line] = /^([^:]*|.*[^:]):([0-9]{1,9})$/.exec(what) ?? [];
  if (name === undefined || line === undefined || what.startsWith("arn:")) return undefined;
  const plain = (path: string): string => path.replace(/^(?:\.\/)+/, "");
  return [plain(file), basename(file), ""].includes(plain(name)) ? Number(line) : undefined;
}

function lineOutcome(line: number, plan: PlatformPlan, all: readonly AddressedStatement[], file: string): Outcome<Explanation> {
  const { statements, part } = causedBy(line, plan, all);
  const place = `line ${line} of ${quote(basename(file))}`;
  if (statements.length === 0) {
    const lines = [...new Set(all.flatMap(({ grant }) => grant.reason.paths.map((path) => plan.locate(path)?.line ?? 0)))];
    const near = lines.filter((other) => other > 0).sort((a, b) => Math.abs(a - line) - Math.abs(b - line) || a - b)[0];
    const help = near === undefined ? "no line does" : `the nearest that does is line ${near}`;
    return unknown(`${place} causes no statement`, help);
  }
  const notes = part === undefined ? [] : [`${place} is a part of ${quote(part.join("."))}, which causes:`];
  return fine(
    statements.map((statement) => ({ statement })),
    notes,
  );
}

const address = /^(?:module\.[\w-]+(?:\["[^"]*"\]|\[\d+\])?\.)*(aws_[a-z0-9_]+\.[\w-]+)$/;

/** Whether a statement is of what has this name: an address, an owner or one of its users, a Sid. */
function isOf(what: string): (statement: AddressedStatement) => boolean {
  const [, plain = ""] = address.exec(what) ?? [];
  const place = plain.replace(/^aws_iam_role_policy_attachment\./, "aws_iam_policy.");
  const slash = what.lastIndexOf("/");
  const [name, sid] = slash < 0 ? [undefined, what] : [what.slice(0, slash), what.slice(slash + 1)];
  return ({ owner, address: own, grant }) =>
    (place !== "" && (own === place || owner.address === place)) ||
    isCalled(owner, what) ||
    (grant.statement.Sid === sid && (name === undefined || isCalled(owner, name)));
}

function isCalled({ name, usedBy }: Owner, what: string): boolean {
  return name === what || usedBy.includes(what);
}

function suggestion(what: string, all: readonly AddressedStatement[]): string {
  const names = new Set(all.flatMap(({ owner }) => [owner.name, ...owner.usedBy]));
  const slash = what.lastIndexOf("/");
  const name = what.slice(0, Math.max(slash, 0));
  const candidates = names.has(name)
    ? all.filter(({ owner }) => isCalled(owner, name)).map(({ grant }) => `${name}/${grant.statement.Sid}`)
    : [...names, ...all.map(({ grant }) => grant.statement.Sid), ...all.flatMap((one) => one.address ?? []), ...referenceWords()];
  const near = closest(what, [...new Set(candidates)].sort());
  const forms =
    "give a role, a service, a Sid, an ARN, a Terraform address, a line as `platform.yaml:31`, a problem code, a danger rule or a theorem";
  return near === undefined ? forms : `did you mean ${quote(near)}? or ${forms}`;
}
