/**
 * Repository policies: the image account's half of a cross-account pull. Pull actions only, no `Resource` and no token action, both of
 * which ECR refuses (https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html).
 */

import { compare, groupByContent } from "../collections";
import { showText, type Text } from "../iam/text";
import type { Puller, Repository } from "../model/model";
import { error, quote, type Report, warning } from "../problem";
import { document } from "./document";
import { sortedPaths, sortedTexts } from "./grant";
import { roleActions } from "./role-actions";
import { withUniqueSids } from "./sid";
import { limits, policySize } from "./size";
import type { Conditions, Grant, Policy, Principal } from "./statement";
import { accountRoot } from "./trust";

const page = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html";

/**
 * The policy of a repository, or `undefined` when nobody outside its account pulls. The accounts are the principals and
 * `aws:PrincipalArn` narrows them to exactly the execution roles: as principals, roles must exist first and stay dead after they are
 * created anew. One statement per account; if that is too large, one statement for the execution roles of all accounts, which
 * allows the same. Codes: policy-too-large; cross-account-resource (a warning) for a pull through cache.
 */
export function repositoryPolicy(repository: Repository, report: Report): Policy | undefined {
  const { account } = repository.place;
  const open = sortedTexts(repository.accounts.filter((other) => showText(other) !== showText(account)));
  const whole = new Set(open.map(showText));
  const pullers = repository.pullers.filter(
    (puller) => showText(puller.account) !== showText(account) && !whole.has(showText(puller.account)),
  );
  const general = [...accountGrants(repository, open), ...organizationGrants(repository)];
  if (pullers.length === 0 && general.length === 0) return undefined;
  if (repository.pullThroughCache) return cachePolicy(repository, report);
  const steps = [byAccount, together].map((step) => policyOf(repository, [...step(repository, pullers), ...general]));
  const fitting = steps.find((policy) => policySize(document(policy)) <= limits.repository);
  if (fitting === undefined) {
    const message = `${pullers.length} execution roles do not fit into the policy of repository ${quote(repository.name)}, which has at most ${limits.repository} characters`;
    const help =
      "name accounts in `pull.accounts` or set `pull.organization`, which trust more than these roles, or divide the repository";
    report(error("policy-too-large", repository.path, message, help));
  }
  return fitting;
}

/** A pull through cache has no repository before the first pull, and its repositories get their policy from ECR. */
function cachePolicy({ name, path }: Repository, report: Report): undefined {
  const message = `other accounts pull through the cache ${quote(name)}, whose repositories get no policy from here`;
  const help = `see to it that the repository creation template of ${quote(name)} has a policy that lets them pull`;
  report(warning("cross-account-resource", path, message, help));
}

function byAccount(repository: Repository, pullers: readonly Puller[]): readonly Grant[] {
  const accounts = groupByContent(pullers, ({ account }) => account);
  const sorted = accounts.toSorted(([left], [right]) => compare(showText(left?.account ?? ""), showText(right?.account ?? "")));
  return sorted.map((group) => rolesGrant(repository, group));
}

function together(repository: Repository, pullers: readonly Puller[]): readonly Grant[] {
  return pullers.length === 0 ? [] : [rolesGrant(repository, pullers)];
}

function rolesGrant({ place }: Repository, pullers: readonly Puller[]): Grant {
  const AWS = sortedTexts(pullers.map(({ account }) => accountRoot(place.partition, account)));
  const roles = sortedTexts(pullers.map(({ roleArn }) => roleArn));
  const [only] = pullers.length === 1 ? pullers : [];
  const what =
    only === undefined
      ? `let ${roles.length} execution roles pull`
      : `let the execution role of service ${quote(only.service)} pull`;
  const paths = sortedPaths(pullers.map(({ path }) => path));
  return pull("PullByExecutionRoles", { AWS }, { ArnEquals: { "aws:PrincipalArn": roles } }, paths, what);
}

function accountGrants({ place, path }: Repository, accounts: readonly Text[]): readonly Grant[] {
  if (accounts.length === 0) return [];
  const AWS = accounts.map((account) => accountRoot(place.partition, account));
  const what = `let every principal of ${accounts.length === 1 ? "an account" : `${accounts.length} accounts`} pull`;
  return [pull("PullByAccounts", { AWS }, undefined, [[...path, "pull", "accounts"]], what)];
}

function organizationGrants({ organization, path }: Repository): readonly Grant[] {
  if (organization === undefined) return [];
  const Condition = { StringEquals: { "aws:PrincipalOrgID": [organization] } };
  return [
    pull(
      "PullByOrganization",
      "*",
      Condition,
      [[...path, "pull", "organization"]],
      "let every principal of the organization pull",
    ),
  ];
}

function pull(
  Sid: string,
  principal: Principal,
  condition: Conditions | undefined,
  paths: Grant["reason"]["paths"],
  what: string,
): Grant {
  return {
    statement: {
      Sid,
      Effect: "Allow",
      Principal: principal,
      Action: roleActions.pull,
      ...(condition === undefined ? {} : { Condition: condition }),
    },
    reason: { paths, what, page },
  };
}

function policyOf(repository: Repository, grants: readonly Grant[]): Policy {
  return { name: repository.name, grants: withUniqueSids(grants) };
}
