/** ECR repositories that somebody else has written. */
import type { Repository } from "../model/model";
import type { PropsReader } from "./props";

/** A repository that images come from; an `EcrRepository` or a `DataAwsEcrRepository` fits. */
export interface RepositoryReference {
  /** Registry host and name: `111122223333.dkr.ecr.us-east-1.amazonaws.com/inventory`. */
  readonly repositoryUrl: string;
  /** ARN of the repository. */
  readonly arn: string;
}

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
