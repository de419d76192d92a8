/** The table of roles for a terminal: who assumes each, what each may do on what. */
import type { ResourcePolicySummary, RoleSummary, StackSummary, StatementSummary } from "./summary";
import { columnsOf, visible } from "./visible";
import { wrap } from "./wrap";

/** How a terminal sets things apart; the default leaves the text as it is. */
export interface TableStyle {
  readonly heading: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

const plainStyle: TableStyle = { heading: (text) => text, strong: (text) => text, faint: (text) => text };
const listedAtMost = 8;
const spacing = 2;
// `ecs-tasks.amazonaws.com`, unbroken
const principalColumns = 23;

/**
 * The roles of the stacks, and the policies on their resources, as text of at most `width` columns (words without a place to break excepted). ARNs of the stack's own account and region lose
 * their first five segments but the service. Ends in a newline; says so when there is no role.
 */
export function rolesTable(stacks: readonly StackSummary[], width: number, style: TableStyle = plainStyle): string {
  return stacks
    .map((stack) => stackTable(stack, width, style).join("\n"))
    .join("\n\n")
    .concat("\n");
}

function stackTable(stack: StackSummary, width: number, style: TableStyle): readonly string[] {
  const title = `${stack.platform}, stack ${stack.stack}: account ${stack.accountName} (${stack.accountId}), ${stack.region}`;
  const head = wrap(visible(title), width).map(style.heading);
  const entries = [...stack.roles.map(roleEntry), ...stack.resourcePolicies.map(policyEntry)];
  if (entries.length === 0) return [...head, "", "  no roles"];
  const kinds = longest(entries.map(({ kind }) => kind));
  const names = Math.min(longest(entries.map(({ name }) => name)), Math.max(width - kinds - principalColumns - 2 * spacing, 16));
  const widths = [names, kinds, width - names - kinds - 2 * spacing];
  return [
    ...head,
    "",
    ...row(["ROLE", "KIND", "ASSUMED BY"], widths).map(style.faint),
    ...sideBySide([["  MAY"], ["ON"]], halves(width)).map(style.faint),
    ...entries.flatMap((entry) => ["", ...entryRows(entry, stack, widths, width, style)]),
  ];
}

/** A role, or a policy of a resource, which says who else gets in. */
interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly who: string;
  readonly note?: string;
  readonly statements: readonly StatementSummary[];
}

function roleEntry({ name, kind, assumedBy, usedBy, existing, statements }: RoleSummary): Entry {
  const who = `${assumedBy.join(", ")}${usedBy.length === 0 ? "" : ` for ${listed(usedBy, 4).join(", ")}`}`;
  return {
    name,
    kind,
    who,
    statements,
    ...(existing ? { note: `exists already${statements.length === 0 ? "" : ", and must allow this"}` } : {}),
  };
}

function policyEntry({ kind, name, statements }: ResourcePolicySummary): Entry {
  const who = statements.flatMap(({ effect, principals }) =>
    principals.map((principal) => (effect === "Deny" ? `denied to ${principal}` : principal)),
  );
  return { name, kind: `${kind} policy`, who: listed([...new Set(who)], 4).join(", "), statements };
}

function longest(texts: readonly string[]): number {
  return Math.max("KIND".length, ...texts.map((text) => columnsOf(visible(text))));
}

function entryRows(
  entry: Entry,
  stack: StackSummary,
  widths: readonly number[],
  width: number,
  style: TableStyle,
): readonly string[] {
  const [first = "", ...more] = row([entry.name, entry.kind, entry.who], widths);
  const [name = ""] = wrap(visible(entry.name), widths[0] ?? 0);
  const head = [style.strong(name) + first.slice(name.length), ...more];
  const note = entry.note === undefined ? [] : [style.faint(`  ${entry.note}`)];
  if (entry.statements.length === 0) return [...head, ...note, "  nothing"];
  return [...head, ...note, ...entry.statements.flatMap((statement) => statementRows(statement, stack, width))];
}

function statementRows(statement: StatementSummary, stack: StackSummary, width: number): readonly string[] {
  const [may, on] = halves(width);
  const resources = listed(
    statement.resources.map((resource) => shortArn(resource, stack)),
    listedAtMost,
  );
  const only = statement.onlyWith === undefined ? [] : [`only with ${statement.onlyWith}`];
  const conditions = [...statement.conditions.map((condition) => `if ${conditionWords(condition, 3)}`), ...only];
  const deny = statement.effect === "Deny" ? "not " : "";
  const left = wrap(visible(`${deny}${actionsOf(statement.actions)}`), may - spacing, 2).map((line) => `  ${line}`);
  const right = [...resources, ...conditions].flatMap((text) => wrap(visible(text), on, 2));
  return sideBySide([left, right], [may, on]);
}

// Any other operator is shown by its name.
const operatorWords: Readonly<Record<string, string>> = {
  StringEquals: "is",
  StringNotEquals: "is not",
  StringLike: "is like",
  StringNotLike: "is not like",
  ArnEquals: "is",
  ArnLike: "is like",
  Bool: "is",
  NumericEquals: "is",
  DateLessThan: "is before",
  DateGreaterThan: "is after",
  IpAddress: "is in",
  NotIpAddress: "is not in",
};

const setWords: Readonly<Record<string, string>> = { ForAnyValue: "a value of ", ForAllValues: "every value of " };

/** A condition as a phrase: "aws:PrincipalOrgID is not o-1". Of the values at most `most`. */
export function conditionWords({ operator, key, values }: StatementSummary["conditions"][number], most: number): string {
  if (operator === "Null") return `${key} is ${values.includes("true") ? "absent" : "present"}`;
  const [, set = "", plain = operator, optional] = /^(?:(ForA(?:ny|ll)Values?):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  const word = Object.hasOwn(operatorWords, plain) ? operatorWords[plain] : plain;
  const shown = values.length <= most ? values : [...values.slice(0, most - 1), `${values.length - most + 1} more`];
  const phrase = `${setWords[set] ?? ""}${key} ${word} ${shown.join(" or ")}`;
  return optional === undefined ? phrase : `${phrase}, if it has a value`;
}

/** `s3:GetObject, PutObject`: the service once. */
function actionsOf(actions: readonly string[]): string {
  let last = "";
  return actions
    .map((action) => {
      const [service = "", ...name] = action.split(":");
      const shown = service === last ? name.join(":") : action;
      last = service;
      return shown;
    })
    .join(", ");
}

function shortArn(arn: string, { partition, region, accountId }: StackSummary): string {
  const [, arnPartition, service, arnRegion, account, ...rest] = arn.split(":");
  const own =
    arnPartition === partition && (arnRegion === "" || arnRegion === region) && (account === "" || account === accountId);
  return own && rest.length > 0 ? `${service}:${rest.join(":")}` : arn;
}

function listed(texts: readonly string[], most: number): readonly string[] {
  return texts.length <= most ? texts : [...texts.slice(0, most - 1), `and ${texts.length - most + 1} more`];
}

function halves(width: number): [number, number] {
  const may = Math.floor(width * 0.38);
  return [may, width - may - spacing];
}

function row(cells: readonly string[], widths: readonly number[]): readonly string[] {
  return sideBySide(
    cells.map((cell, index) => wrap(visible(cell), widths[index] ?? 0)),
    widths,
  );
}

/** Blocks of lines next to each other. */
function sideBySide(blocks: readonly (readonly string[])[], widths: readonly number[]): readonly string[] {
  const height = Math.max(...blocks.map((block) => block.length));
  return Array.from({ length: height }, (_, line) =>
    blocks
      .map((block, index) => {
        const text = block[line] ?? "";
        return text + " ".repeat(Math.max((widths[index] ?? 0) - columnsOf(text), 0));
      })
      .join(" ".repeat(spacing))
      .trimEnd(),
  );
}
