/** The forms in which a stack can be written. */

/** Syntaxes of what is written, as `--syntax` takes them. */
export const syntaxes = ["hcl", "json", "both"] as const;

/** Flavours of HCL, as `--flavour` takes them. */
export const flavours = ["root", "module"] as const;

/** What to write of a stack: in which syntax, and what HCL is for: to be applied as it is, or to be called by other configuration. */
export interface StackForm {
  readonly syntax: (typeof syntaxes)[number];
  readonly flavour: (typeof flavours)[number];
}
