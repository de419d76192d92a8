/** The reference service of docs/policies.md: its platform file stands on the page, and so do the two policies that it becomes. */
import { planPlatform } from "../modules/pipeline";
import { document } from "../modules/policy/document";

/** The JSON blocks of the page, in order: the policy of the execution role, the policy of the repository. */
export function referencePolicies(page: string): readonly string[] {
  const text = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "";
  const outcome = planPlatform({ file: "platform.yaml", text });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  const policies = outcome.value.stacks.map((stack) => stack.policies);
  const execution = policies.flatMap(({ roles }) => roles).filter(({ kind }) => kind === "execution");
  const documents = [
    ...execution.flatMap((role) => role.policies),
    ...policies.flatMap(({ repositories }) => repositories.map(({ policy }) => policy)),
  ];
  return documents.map((policy) => JSON.stringify(document(policy), undefined, 2));
}

/** `page` with its JSON blocks brought up to date. */
export function withReferencePolicies(page: string): string {
  const blocks = [...referencePolicies(page)];
  return page.replace(/```json\n[\s\S]*?\n```/g, () => `\`\`\`json\n${blocks.shift() ?? ""}\n\`\`\``);
}
