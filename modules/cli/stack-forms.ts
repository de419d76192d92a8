/** The forms in which a stack can be written. */

/** Forms of the output, as `--format` takes them. */
export const outputForms = ["hcl", "json", "both"] as const;

/** Flavours of HCL, as `--flavour` takes them. */
export const flavours = ["root", "module"] as const;

/** What to write of a stack: which form, and what HCL is for: to be applied as it is, or to be called by other configuration. */
export interface StackForm {
  readonly format: (typeof outputForms)[number];
  readonly flavour: (typeof flavours)[number];
}
