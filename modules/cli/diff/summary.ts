/** The counts that a comparison begins with. */
import { type AccessDiff, isWidening } from "../../review/change";
import { counted } from "../../wording";

/** "access is wider: 1 of 5 gains, 0 lose, ...". One line. */
export function summaryWords({ verdict, changed, compared, unread }: AccessDiff): string {
  const of = counted(compared, "role or resource policy", "roles and resource policies");
  if (verdict === "unchanged") return `no change of access (${of} compared)`;
  const wider = changed.filter(({ changes }) => changes.some(isWidening)).length;
  const narrower = changed.filter(({ changes }) => changes.some((change) => !isWidening(change))).length;
  const open = changed.flatMap(({ changes }) => changes).filter(({ decided }) => !decided).length;
  const parts = [
    ...(wider === 0 ? [] : [`${wider} of ${of} ${wider === 1 ? "gains" : "gain"}`]),
    ...(narrower === 0
      ? []
      : [
          wider === 0
            ? `${narrower} of ${of} ${narrower === 1 ? "loses" : "lose"}`
            : `${narrower} ${narrower === 1 ? "loses" : "lose"}`,
        ]),
    ...(open === 0 ? [] : [`${counted(open, "change")} could not be decided`]),
    ...(unread.length === 0 ? [] : [`${counted(unread.length, "change")} of kinds that are not compared`]),
  ];
  return `${verdict === "widened" ? (wider > 0 ? "access is wider" : "access may be wider") : "access has changed, nobody gains"}: ${parts.join(", ")}`;
}
