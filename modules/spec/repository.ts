/** The shape of `repositories:`. */
import { z } from "zod";
import { keyReference, name, region, repositoryName, tags } from "./scalar";

/** An ECR repository, or with `pullThroughCache` every repository below a prefix. */
export const repository = z.strictObject({
  name: repositoryName.optional().describe("Name of the repository in ECR. Default: the key."),
  renamed: repositoryName
    .optional()
    .describe(
      "Former key of the repository: Terraform keeps what it has under that key (`moved` blocks). Default: it was not renamed.",
    ),
  account: name.optional().describe("Account, by its name in `accounts`. Default: `defaults.account`."),
  region: region.optional().describe("Region. Default: the account's region, then `defaults.region`."),
  existing: z
    .boolean()
    .default(false)
    .describe(
      "The repository exists already: only its policy is written, and only if another account pulls. Default: false, it is created.",
    ),
  immutableTags: z.boolean().default(true).describe("Refuse to overwrite a tag. Default: true."),
  scanOnPush: z.boolean().default(true).describe("Scan images when they are pushed. Default: true."),
  key: keyReference.optional(),
  keepImages: z.int().min(1).max(100_000).optional().describe("Lifecycle: keep only so many tagged images. Default: all."),
  expireUntaggedDays: z.int().min(1).max(3650).default(14).describe("Lifecycle: days until untagged images expire. Default: 14."),
  pull: z
    .strictObject({
      accounts: z
        .array(name)
        .default([])
        .describe("More accounts that may pull, whole, by their names in `accounts`. Default: none."),
      organization: z
        .boolean()
        .default(false)
        .describe("Every principal of `organization` may pull. Default: false, exactly the execution roles of the platform."),
    })
    .prefault({})
    .describe("Who may pull beside the platform's own execution roles. Default: nobody."),
  pullThroughCache: z
    .union([
      z.boolean(),
      z.strictObject({
        createRepositories: z
          .boolean()
          .default(true)
          .describe("Repositories may have to be created at the first pull. Default: true."),
      }),
    ])
    .default(false)
    .describe(
      "The name is the prefix of a pull through cache rule that exists already: images below it are imported at the first pull. Default: false.",
    ),
  tags: tags.optional(),
});
