/** Rendering user data in tests. */
import { renderUserData, type UserDataRequest } from "../../modules/agent";
import type { Problem } from "../../modules/problem";
import { summary } from "./agent-configuration";

/** The text and the problems, as the case files write them. */
export function problemsOf(given: UserDataRequest): { text: string | undefined; problems: readonly string[] } {
  const found: Problem[] = [];
  const text = renderUserData(given, (problem) => found.push(problem));
  return { text, problems: found.map(summary) };
}

/** The text of a request that has no problem. */
export function render(given: UserDataRequest): string {
  const { text, problems } = problemsOf(given);
  expect(problems).toEqual([]);
  return text!;
}
