/** The counts that a comparison begins with. */
import { type AccessDiff, isWidening } from "../../review/change";
import { counted } from "../../wording";

/** "access is wider: 1 of 5 gains, 1 guard is weaker, ...". One line. */
export function summaryWords(diff: AccessDiff): string {
  const { verdict, changed, compared, unread, unseen, guards, declarations } = diff;
  const of = counted(compared, "role or resource policy", "roles and resource policies");
  if (verdict === "unchanged") return `no change of access (${of} compared)`;
  const wider = changed.filter(({ changes }) => changes.some(isWidening)).length;
  const weaker = guards.filter(({ direction }) => direction === "weaker").length;
  const open = changed.flatMap(({ changes }) => changes).filter(({ decided }) => !decided).length;
  const loosened = declarations.filter(({ isWeaker }) => isWeaker).length;
  const parts = [
    ...ownerCounts(diff, wider, of),
    ...some(weaker, (count) => `${counted(count, "guard")} ${count === 1 ? "is" : "are"} weaker`),
    ...some(
      loosened,
      (count) =>
        `${counted(count, "expectation or acknowledgement", "expectations or acknowledgements")} ${count === 1 ? "is" : "are"} looser`,
    ),
    ...some(
      guards.length - weaker - undecidedGuards(diff),
      (count) => `${counted(count, "guard")} ${count === 1 ? "is" : "are"} stronger`,
    ),
    ...some(
      declarations.length - loosened,
      (count) => `${counted(count, "expectation or acknowledgement", "expectations or acknowledgements")} changed otherwise`,
    ),
    ...some(open + undecidedGuards(diff), (count) => `${counted(count, "change")} could not be decided`),
    ...some(unread.length, (count) => `${counted(count, "change")} of kinds that are not compared`),
    ...unseen.map((what) => `${what} not compared`),
  ];
  return `${headline(diff, wider, weaker + loosened)}: ${parts.join(", ")}`;
}

function headline({ verdict }: AccessDiff, wider: number, looser: number): string {
  if (verdict !== "widened") return "access has changed, nobody gains";
  if (wider > 0) return "access is wider";
  return looser > 0 ? "access is less guarded" : "access may be wider";
}

function undecidedGuards({ guards }: AccessDiff): number {
  return guards.filter(({ direction }) => direction === "undecided").length;
}

function some(count: number, words: (count: number) => string): readonly string[] {
  return count === 0 ? [] : [words(count)];
}

function ownerCounts({ changed }: AccessDiff, wider: number, of: string): readonly string[] {
  const narrower = changed.filter(({ changes }) => changes.some((change) => !isWidening(change))).length;
  const loses = narrower === 1 ? "loses" : "lose";
  return [
    ...some(wider, (count) => `${count} of ${of} ${count === 1 ? "gains" : "gain"}`),
    ...some(narrower, (count) => (wider === 0 ? `${count} of ${of} ${loses}` : `${count} ${loses}`)),
  ];
}
