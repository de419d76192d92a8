/** The table of roles for a terminal: who assumes each, what each may do on what. */
import type { RoleSummary, StackSummary, StatementSummary } from "./summary";
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
const gap = 2;

/**
 * The roles of the stacks as text of at most `width` columns (words without a place to break excepted). ARNs of the stack's own account and region lose
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
  if (stack.roles.length === 0) return [...head, "", "  no roles"];
  const kinds = Math.max(...stack.roles.map(({ kind }) => kind.length), "KIND".length);
  const names = Math.min(Math.max(...stack.roles.map(({ name }) => columnsOf(visible(name)))), Math.floor(width * 0.5));
  const widths = [names, kinds, Math.max(width - names - kinds - 2 * gap, 16)];
  return [
    ...head,
    "",
    ...row(["ROLE", "KIND", "ASSUMED BY"], widths).map(style.faint),
    ...row(["  MAY", "ON"], halves(width)).map(style.faint),
    ...stack.roles.flatMap((role) => ["", ...roleRows(role, stack, widths, width, style)]),
  ];
}

function roleRows(
  role: RoleSummary,
  stack: StackSummary,
  widths: readonly number[],
  width: number,
  style: TableStyle,
): readonly string[] {
  const assumed = `${role.assumedBy.join(", ")}${role.usedBy.length === 0 ? "" : ` for ${listed(role.usedBy, 4).join(", ")}`}`;
  const [first = "", ...more] = row([role.name, role.kind, assumed], widths);
  const name = visible(role.name);
  const head = [first.startsWith(name) ? style.strong(name) + first.slice(name.length) : first, ...more];
  const existing = role.existing ? [style.faint("  (exists already: it must allow what follows)")] : [];
  if (role.statements.length === 0) return [...head, ...existing, "  nothing"];
  return [...head, ...existing, ...role.statements.flatMap((statement) => statementRows(statement, stack, width))];
}

function statementRows(statement: StatementSummary, stack: StackSummary, width: number): readonly string[] {
  const [may, on] = halves(width);
  const resources = listed(
    statement.resources.map((resource) => shortArn(resource, stack)),
    listedAtMost,
  );
  const only = statement.onlyWith === undefined ? [] : [`only with ${statement.onlyWith}`];
  const conditions = [
    ...statement.conditions.map(({ key, values }) => `if ${key} is ${listed(values, 3).join(" or ")}`),
    ...only,
  ];
  const left = wrap(visible(actionsOf(statement.actions)), may - gap, 2).map((line) => `  ${line}`);
  const right = [...resources, ...conditions].flatMap((text) => wrap(visible(text), on, 2));
  return sideBySide([left, right], [may, on]);
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
  return [may, width - may - gap];
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
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}
