/** The words of problems in an app: what stages say of a platform file is said of the app and of its props. */
import type { Problem } from "../problem";

/** What stages say, and what it is in an app; the first that fits counts at each place. */
const inApps: readonly (readonly [inPlatformFiles: RegExp, inApps: string])[] = [
  [/^no keys are declared; a key ARN may stand here as well$/, "pass the ARN of the key, for instance the `arn` of a `KmsKey`"],
  [/^leave out the variable's empty `default`, or name the key$/, "pass a key that is always there, or leave `key` out"],
  [/^keep `key` when the key is known: it needs no lookup$/, "leave `lookup` out: constructs look no key up"],
  [/^say `organization: (.*)` at the top of the platform file$/, 'pass `organization: "$1"`'],
  [
    /, or write `acknowledge: \[\{ id: ([^,]+), why: \.\.\. \}\]` on the service/,
    ', or pass `acknowledge: [{ id: "$1", why: "..." }]`',
  ],
  [/\bwrite `\{ var: name \}`/g, "pass the `stringValue` of a `TerraformVariable`"],
  [/\ban account that the platform file does not declare\b/g, "an account that the app does not declare in `ownAccounts`"],
  [/\bthe platform file's\b/g, "the app's"],
  [/\bthe platform file\b/g, "the app"],
];

/** The same problem in the words of an app. Code, severity and path stay. */
export function inWordsOfApps(problem: Problem): Problem {
  const { message, help } = problem;
  return { ...problem, message: worded(message), ...(help === undefined ? {} : { help: worded(help) }) };
}

function worded(text: string): string {
  return inApps.reduce((changed, [pattern, replacement]) => changed.replace(pattern, replacement), text);
}
