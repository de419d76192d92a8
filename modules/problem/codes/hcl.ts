/** Problem codes: printing hcl. */
import type { ProblemDescriptions } from "../description";

/** Printing HCL. */
export const hclCodes = {
  "not-a-stack": {
    summary: "not a synthesised Terraform stack (cdk.tf.json)",
    meaning: "Not a synthesised Terraform stack.",
    cure: "give the `cdk.tf.json` that synthesis wrote.",
  },
  "invalid-template": {
    summary: "a string that is not a Terraform template or reference",
    meaning: "Text that is not a Terraform template or reference.",
    cure: "close every `${`, or escape it as `$${`.",
  },
  "unknown-resource-type": {
    summary: "a resource type whose blocks are not known, so that they are guessed",
    meaning: "A resource type whose blocks are not known here: lists of objects are printed as blocks.",
    cure: "check the output with `terraform validate`.",
    warning: true,
  },
  "block-and-attribute": {
    summary: "an argument that is a block and an attribute at once",
    meaning: "An argument that is given as a block and as an attribute.",
    cure: "keep one form.",
  },
  "inexact-number": {
    summary: "a number that JSON readers round",
    meaning: "A number with more digits than JSON readers keep.",
    cure: "write it as text.",
  },
} as const satisfies ProblemDescriptions;
