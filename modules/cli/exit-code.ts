/** What a run tells the shell. */
export const exitCodes = {
  /** Everything is fine; there may be warnings. */
  fine: 0,
  /** The platform file has problems, or something cannot be read or written. */
  problems: 1,
  /** The command line is wrong. */
  usage: 2,
  /** The answer to a question is no. */
  no: 3,
  /** `diff`: access has changed, and nobody has more. Wrong usage of `diff` is 1. */
  changed: 2,
  /** `diff`: somebody has more access, or may have. */
  widened: 3,
  /** Rolewright itself is wrong; as EX_SOFTWARE of sysexits.h. */
  bug: 70,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
