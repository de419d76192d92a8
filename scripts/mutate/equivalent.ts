/** Mutants that say the same as the original. */
import type { Mutant } from "./instrument";

interface Same {
  readonly file: string;
  readonly within: string;
  /** A part of `operator: from -> to`; every survivor in the function when absent. */
  readonly change?: string;
  readonly why: string;
}

const early = "an early end: the search that it spares gives the same answer";
const guard = "only the type checker sees the difference: the value is there, or nothing comes of it";
const absent = "a key whose value is undefined is read as one that is absent";
const cost = "costs time or saves it, and changes no answer";

const same: readonly Same[] = [
  { file: "glob/intersects.ts", within: "commonPrefix", why: early },
  { file: "glob/intersects.ts", within: "suffixesAgree", why: early },
  { file: "glob/intersects.ts", within: "intersects", change: "isWildcard", why: early },
  { file: "glob/intersects.ts", within: "intersects", change: "prefix === undefined", why: early },
  { file: "glob/intersects.ts", within: "search", change: "seen[target] === 1 -> false", why: cost },
  { file: "glob/intersects.ts", within: "search", change: "seen[state] === 1 -> false", why: cost },
  { file: "glob/intersects.ts", within: "movesFrom", change: "a === undefined", why: guard },
  { file: "glob/intersects.ts", within: "movesFrom", change: "b === undefined -> false", why: guard },
  { file: "glob/intersects.ts", within: "movesFrom", change: "isStar(a) && isStar(b) -> false", why: cost },
  { file: "glob/contains.ts", within: "contains", change: "[glob, ...globs]", why: early },
  { file: "glob/contains.ts", within: "contains", change: "covers(other, glob)", why: early },
  { file: "glob/contains.ts", within: "contains", change: "intersects(glob, other)", why: cost },
  { file: "glob/contains.ts", within: "plainest", change: "isStar(token) -> false", why: early },
  { file: "glob/contains.ts", within: "search", change: "machine.start.join()", why: cost },
  { file: "glob/contains.ts", within: "search", change: "machine.isSettled(next)", why: cost },
  { file: "glob/automaton.ts", within: "automaton", change: "a - b", why: cost },
  { file: "glob/automaton.ts", within: "automaton", change: "token === undefined -> false", why: guard },
  { file: "glob/automaton.ts", within: "automaton", change: "lowest", why: cost },
  { file: "glob/automaton.ts", within: "automaton", change: "globs[0]?.length", why: guard },
  { file: "glob/automaton.ts", within: "automaton", change: "starts[1]", why: cost },
  { file: "glob/automaton.ts", within: "automaton", change: "tokens[position] === ANY_STRING -> false", why: cost },
  { file: "glob/automaton.ts", within: "automaton", change: "tokens[position + 1] === undefined", why: cost },
  { file: "glob/automaton.ts", within: "named", change: "-> true", why: cost },
  { file: "glob/automaton.ts", within: "named", change: "!==", why: cost },
  { file: "glob/membership.ts", within: "memberships", change: "machine.start.join()", why: cost },
  { file: "glob/matches.ts", within: "fits", why: guard },
  { file: "glob/matches.ts", within: "spans", change: "element !== undefined -> true", why: guard },
  { file: "glob/matches.ts", within: "find", change: "!chunk.some(isWildcard) -> false", why: cost },
  { file: "glob/token.ts", within: "isWildcard", change: "typeof token", why: guard },
  { file: "glob/token.ts", within: "fold", change: "typeof token", why: guard },
  { file: "glob/token.ts", within: "foldLetter", change: "typeof first", why: guard },
  { file: "evaluate/decimal.ts", within: "decimal", change: '"" -> "mutated"', why: guard },
  { file: "evaluate/json-text.ts", within: "lexemes", change: '"" -> "mutated"', why: guard },
  { file: "evaluate/read-statement.ts", within: "readActions", change: '"" -> "mutated"', why: guard },
  { file: "actions/table.ts", within: "own", change: '"" -> "mutated"', why: guard },
  { file: "actions/table.ts", within: "isKnownAction", change: 'action === "*" -> false', why: cost },
  {
    file: "actions/table.ts",
    within: "managesPermissions",
    change: "-> action.toUpperCase()",
    why: "the whole reference, which is asked then, says the same of the actions that are always there",
  },
  { file: "actions/table.ts", within: "isPlainlyCalled", change: '"" -> "mutated"', why: guard },
  { file: "actions/table.ts", within: "isOfForm", change: '"${" -> ""', why: cost },
  { file: "actions/reference.ts", within: "readLine", change: '"" -> "mutated"', why: guard },
  { file: "actions/reference.ts", within: "readLine", change: '[] -> ["mutated"]', why: "a form that no resource has" },
  { file: "actions/reference.ts", within: "namesOf", change: '"" -> "mutated"', why: guard },
  {
    file: "actions/reference.ts",
    within: "actionFacts",
    change: '"" -> "mutated"',
    why: "AWS has no such service and no such action",
  },
  { file: "actions/reference.ts", within: "actionsMatching", change: '"" -> "mutated"', why: guard },
  { file: "actions/reference.ts", within: "actionsMatching", change: "/[*?]/.test(prefix) -> true", why: cost },
  { file: "compare/open-late.ts", within: "openLate", change: "loose.size === 0 && people.length === 0 -> false", why: cost },
  { file: "compare/open-late.ts", within: "looseIn", change: "!templates.some(hasLate) -> false", why: cost },
  { file: "glob/late.ts", within: "mayIntersect", change: "!hasLate(left) && !hasLate(right) -> false", why: cost },
  {
    file: "glob/membership.ts",
    within: "memberships",
    change: "-> work >= budget",
    why: "the budget is a bound on time, not a promise",
  },
  {
    file: "glob/contains.ts",
    within: "search",
    change: "-> work >= budget",
    why: "the budget is a bound on time, not a promise",
  },
  {
    file: "theorems/overlap.ts",
    within: "entryOf",
    change: '"number" -> ""',
    why: "with a shorter beginning more pairs are looked at",
  },
  { file: "theorems/traced-permission.ts", within: "permissions", change: "!== undefined -> true", why: absent },
  { file: "chains/means.ts", within: "meansOf", change: "actions.length === 0 -> false", why: cost },
  { file: "policy/document.ts", within: "collapse", change: "only !== undefined -> true", why: guard },
  { file: "policy/kms.ts", within: "orderOf", why: guard },
  {
    file: "policy/plan.ts",
    within: "executionNeeds",
    change: '[] -> ["mutated"]',
    why: "a role names services of its own stack only",
  },
  { file: "policy/grant.ts", within: "allow", change: "when === undefined -> false", why: absent },
  {
    file: "policy/execution-role.ts",
    within: "secretsOf",
    change: '[] -> ["mutated"]',
    why: "a text has no kind of secret and no key: nothing takes it",
  },
  {
    file: "policy/size.ts",
    within: "isText",
    change: "value !== null -> true",
    why: "lists, texts and absent values are dealt with before",
  },
  { file: "policy/size.ts", within: "sizeWithin", change: "?-[^", why: "the class has `^` already, between `]` and `~`" },
  {
    file: "policy/split.ts",
    within: "alternatives",
    change: "(IfExists)?$/ -> /^(ForAnyValue",
    why: "no operator of IAM goes on behind these names",
  },
  {
    file: "scan/event.ts",
    within: "readConfigurationLines",
    change: "-> /^\\s*export\\s/",
    why: "the white space that is left is removed with all other",
  },
  {
    file: "scan/verdict.ts",
    within: "judgeSwitch",
    change: "bare !== undefined -> true",
    why: "no list of values holds undefined",
  },
  { file: "intents/grants.ts", within: "grant", change: "same[0]?.resources", why: guard },
  { file: "intents/grants.ts", within: "conditionalOn", change: "key !== undefined -> true", why: guard },
];

/** The arguments that are about none of these mutants: what they were about has changed. */
export function staleArguments(mutants: readonly Mutant[]): readonly string[] {
  const stale = same.filter((one) => !mutants.some((mutant) => isAbout(one, mutant)));
  return stale.map(({ file, within, change = "" }) => `${file} ${within} ${change}`.trim());
}

function isAbout(one: Same, { file, within, operator, from, to }: Mutant): boolean {
  const text = `${operator}: ${from} -> ${to}`;
  return file.endsWith(one.file) && within === one.within && (one.change === undefined || text.includes(one.change));
}

/** Why no test can tell the mutant from the original, if that is known. */
export function whyEquivalent(mutant: Mutant): string | undefined {
  return same.find((one) => isAbout(one, mutant))?.why;
}
