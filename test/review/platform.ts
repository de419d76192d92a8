/** Sides that platform files are, for tests. */
import { platformAccess } from "../../modules/cli/diff/platform";
import { draftPlatform } from "../../modules/pipeline";
import type { Access } from "../../modules/review/access";

export function accessOf(text: string): Access {
  const draft = draftPlatform({ file: "platform.yaml", text });
  if (!draft.ok) throw new Error(JSON.stringify(draft.problems, undefined, 2));
  return platformAccess("platform.yaml", draft.value);
}
