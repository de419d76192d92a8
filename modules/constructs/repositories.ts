/** ECR repositories that somebody else has written. */
import type { Repository } from "../model/model";
import type { PropsReader } from "./props";
import { type PropShapes, recordOf, required, text, thing } from "./shape";

/** A repository that images come from; an `EcrRepository` or a `DataAwsEcrRepository` fits. */
export interface RepositoryReference {
  /** Registry host and name: `111122223333.dkr.ecr.us-east-1.amazonaws.com/inventory`. */
  readonly repositoryUrl: string;
  /** ARN of the repository. */
  readonly arn: string;
}

const anyRepository = "pass an `EcrRepository`, or `{ repositoryUrl, arn }`";

/** The form of repositories by their names. */
export const repositoriesShape = recordOf(
  thing("a repository", anyRepository, {
    repositoryUrl: required(text, anyRepository),
    arn: required(text, anyRepository),
  } satisfies PropShapes<RepositoryReference>),
);

/** The models of repositories, by the names that `image` uses. */
export function knownRepositories(
  { book, place }: PropsReader,
  references: Readonly<Record<string, RepositoryReference>> = {},
): ReadonlyMap<string, Repository> {
  return new Map(
    Object.entries(references).map(([key, { repositoryUrl, arn }]) => {
      const path = ["repositories", key];
      return [
        key,
        {
          key,
          name: key,
          arn: book.text(arn, "arn", [...path, "arn"]),
          url: book.text(repositoryUrl, "string", [...path, "repositoryUrl"]),
          path,
          place: place.place,
          existing: true,
          immutableTags: true,
          scanOnPush: true,
          expireUntaggedDays: 14,
          pullers: [],
          accounts: [],
          pullThroughCache: false,
          createRepositories: false,
          tags: {},
        },
      ];
    }),
  );
}
