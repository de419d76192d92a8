/** Problem codes: reading the file. */
import type { ProblemDescriptions } from "../description";

/** Reading the file. */
export const readingCodes = {
  "file-unreadable": {
    summary: "the file cannot be read",
    meaning: "The file is missing, a folder, not readable, or not UTF-8.",
    cure: "give the right path; save the file as UTF-8.",
  },
  "file-too-large": {
    summary: "the file is larger than 4 MiB",
    meaning: "More than 4 MiB.",
    cure: "a platform of that size is several platforms: split it by account or team.",
  },
  "syntax-error": {
    summary: "the file is neither YAML nor JSON",
    meaning: "Neither YAML 1.2 nor JSON; the place is where the parser gave up.",
    cure: "most often indentation (spaces, no tabs), a missing quote, or a colon inside unquoted text.",
  },
  "too-deep": {
    summary: "collections are nested deeper than a platform file can be",
    meaning: "Lists and mappings nested deeper than any platform file can be.",
    cure: "remove the nesting; nothing in the schema needs it.",
  },
  "duplicate-key": {
    summary: "a mapping has the same key twice",
    meaning: "A mapping has one key twice; YAML readers differ in which they take.",
    cure: "keep one.",
  },
  "unsupported-yaml": {
    summary: "a YAML feature that a platform file does not support",
    meaning: "Custom tags, several documents, keys that are not text, or aliases that grow out of hand.",
    cure: "write plain YAML; anchors, aliases and merge keys (`<<`) are fine.",
  },
} as const satisfies ProblemDescriptions;
