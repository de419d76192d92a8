/** Snapshots of platform files, for tests. */
import { draftPlatform } from "../../modules/pipeline";
import type { Access } from "../../modules/review/access";
import { snapshot } from "../../modules/review/snapshot";

export function accessOf(text: string): Access {
  const draft = draftPlatform({ file: "platform.yaml", text });
  if (!draft.ok) throw new Error(JSON.stringify(draft.problems, undefined, 2));
  const { stacks, cite } = draft.value;
  return { source: "platform.yaml", stacks: stacks.map((stack) => snapshot(stack, cite)) };
}
