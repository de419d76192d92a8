/** What a run tells the shell: one table for all commands, from which help and documentation are made. */

/** The exit codes, by what they say. */
export const exitCodes = {
  /** Everything is fine, perhaps with warnings; or the answer is yes. */
  fine: 0,
  /** There are problems, something cannot be read or written, or the command line is wrong. */
  problems: 1,
  /** Access has changed, and nobody has more. */
  changed: 2,
  /** The answer is no, access is wider or may be, or something could not be decided. */
  no: 3,
  /** Rolewright itself is wrong; as EX_SOFTWARE of sysexits.h. */
  bug: 70,
} as const;

type ExitName = keyof typeof exitCodes;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[ExitName];

/** What each code says, whatever the command. */
export const exitMeanings: Readonly<Record<ExitName, string>> = {
  fine: "fine, or yes",
  problems: "problems, or wrong usage",
  changed: "access has changed and nobody has more",
  no: "no, access is wider, or undecided",
  bug: "a bug of rolewright",
};

/** What the codes of one command say, in its own words; those that are always possible need none. */
export type ExitWords = Readonly<Partial<Record<ExitName, string>>>;

/** The codes that a command may end with, and what each says. */
export function exitWordsOf(own: ExitWords): readonly (readonly [code: ExitCode, says: string])[] {
  const { fine = "fine", problems = exitMeanings.problems, bug = exitMeanings.bug } = own;
  const words: ExitWords = { ...own, fine, problems, bug };
  return (Object.keys(exitCodes) as ExitName[]).flatMap((name) => {
    const says = words[name];
    return says === undefined ? [] : [[exitCodes[name], says] as const];
  });
}

/** The codes as a part of help. */
export function exitCodeHelp(words: ExitWords): string {
  return `Exit codes:\n${exitWordsOf(words)
    .map(([code, says]) => `  ${String(code).padEnd(2)}  ${says}`)
    .join("\n")}`;
}
