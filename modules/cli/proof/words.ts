/** What a proof says, in words for people. */

import type { Request, Requester } from "../../iam";
import { isTextList, show, type Text } from "../../iam/text";
import { quote } from "../../problem";
import type { TheoremId } from "../../verify/theorems/theorem";

/** How the table and `--explain` speak of a theorem. */
interface TheoremWords {
  /** What the number of comparisons counts. */
  readonly compared: string;
  /** What was compared, and with what. */
  readonly sides: readonly [string, string];
  /** The sentence where there is little room; absent when the theorem's own is short. */
  readonly short?: string;
}

const documents = "the policy documents of every role, as Terraform gets them";

/** Words for every theorem. */
export const theoremWords: Readonly<Record<TheoremId, TheoremWords>> = {
  containment: {
    compared: "permissions that roles are granted",
    sides: [
      documents,
      "what access lists, containers, volumes, ECS Exec and clusters of the platform file declare for that role",
    ],
  },
  coverage: {
    compared: "permissions that the platform file declares",
    sides: ["what the platform file declares for each role", documents],
  },
  isolation: {
    compared: "pairs of a role and a resource that it could reach",
    sides: [documents, "what the platform file grants to services that the role does not belong to"],
  },
  pairing: {
    compared: "permissions of repositories and of the roles that pull across accounts",
    sides: ["the policies of the repositories, and the execution roles", "the images that services take from other accounts"],
    short: "pulls across accounts have both halves; nobody else may pull",
  },
  kms: {
    compared: "permissions on keys, and declared uses of keys",
    sides: [documents, "the customer-managed keys that the platform file names, each for one service of AWS"],
    short: "roles use exactly the keys that are named, through their service",
  },
  trust: {
    compared: "permissions to assume a role",
    sides: [
      "the trust policies, as Terraform gets them",
      "the service of AWS that each kind of role is for, in this account and region",
    ],
    short: "only ECS, or EC2 for its instances, of this account assumes roles",
  },
  perimeter: {
    compared: "refusals in bucket policies",
    sides: ["the policies of the buckets", "a refusal of every principal outside the organization"],
    short: "bucket policies keep exactly those outside the organization out",
  },
  attributes: {
    compared: "attributes of roles",
    sides: ["path, permissions boundary and tags of every role", "what its account demands"],
    short: "every role has its account's path, boundary and tags",
  },
  "dead-grants": {
    compared: "permissions that roles are granted",
    sides: [documents, "AWS's service authorization reference"],
  },
  danger: {
    compared: "danger rules, each for every role",
    sides: ["the policy documents of each role together", "the danger rules, without those that its service acknowledges"],
    short: "no role can raise its privileges or carry data away unacknowledged",
  },
};

/** Who asks: "a session of role `arn:...`". */
export function requesterWords(requester: Requester): string {
  switch (requester.kind) {
    case "role":
      return `a session of role ${shown(requester.arn)}`;
    case "user":
      return `user ${shown(requester.arn)}`;
    case "root":
      return `the root user of account ${shown(requester.account)}`;
    case "federated-user":
      return `federated user ${shown(requester.arn)}`;
    case "service":
      return `the service ${shown(requester.name)}`;
    case "federated":
      return `somebody whom ${shown(requester.provider)} vouches for`;
    case "anonymous":
      return "somebody without credentials";
  }
}

/** A request as a sentence: who asks, for what, on what, and under which circumstances. */
export function requestWords({ principal, action, resource, context = {} }: Request): string {
  const circumstances = Object.entries(context).map(([key, value]) => `${quote(key)} is ${valueWords(value)}`);
  const during = circumstances.length === 0 ? "" : `, while ${circumstances.join(" and ")}`;
  return `${requesterWords(principal)} asks for ${quote(action)} on ${shown(resource)}${during}`;
}

function valueWords(value: Text | readonly Text[]): string {
  return isTextList(value) ? `the list of ${value.map(shown).join(", ") || "nothing"}` : shown(value);
}

function shown(text: Text): string {
  return quote(show(text));
}
