/** `xray`: from what its items name to ARNs. */
import type { IntentResolver } from "./resolved-item";

/** Traces: nothing to name. */
export const xray: IntentResolver<"xray"> = (_spec, { scope }) => ({ name: "", place: scope.place, resources: {} });
