/** The side of a comparison that a planned platform is. */
import type { PlatformDraft } from "../../pipeline";
import type { Access } from "../../review/access";
import { plannedGuards } from "../../review/guards/planned";
import { snapshot } from "../../review/snapshot";
import { declaredIn } from "../declared";

/** Access, guards and declarations of every stack, with lines of the platform file, which is called `source`. */
export function platformAccess(source: string, { spec, stacks, cite }: PlatformDraft): Access {
  return {
    source,
    declared: declaredIn(spec, cite),
    stacks: stacks.map((stack) => ({ ...snapshot(stack, cite), guarded: plannedGuards(stack, cite) })),
  };
}
