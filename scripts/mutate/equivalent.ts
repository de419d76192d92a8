/** Mutants that say the same as the original. */

/** By file, operator and change; each with why no test can tell. */
export const equivalent: ReadonlyMap<string, string> = new Map([]);
