/** What a problem code is documented with. */

/** The documentation of one code, in Markdown; links are relative to `docs/`. */
export interface ProblemDescription {
  /** What it means in a few words: lower case, no full stop. */
  readonly summary: string;
  /** When it is reported, in full sentences. */
  readonly meaning: string;
  /** What to do about it; follows a colon. */
  readonly cure: string;
  /** It is never an error. */
  readonly warning?: true;
}

/** Codes of one stage and what they mean. */
export type ProblemDescriptions = Readonly<Record<string, ProblemDescription>>;
