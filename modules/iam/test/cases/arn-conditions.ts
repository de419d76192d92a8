import { AWAY, type Chapter, fails, HOME, holds, ROLE, SESSION } from "./vocabulary";

const source = (arn: string) => ({ "aws:SourceArn": arn });
const topic = `arn:aws:sns:us-east-1:${HOME}:orders`;

export const arnConditions: Chapter = {
  title: "ARN conditions",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN",
  cases: [
    holds("ArnEquals takes an equal ARN", { ArnEquals: source(topic) }, source(topic)),
    holds("ArnLike takes an equal ARN", { ArnLike: source(topic) }, source(topic)),
    fails("ArnEquals refuses another name", { ArnEquals: source(topic) }, source(`${topic}2`)),
    fails("ArnEquals is false without the key", { ArnEquals: source(topic) }),
    holds("ArnEquals takes wildcards, as ArnLike does", { ArnEquals: source(`arn:aws:sns:*:${HOME}:*`) }, source(topic)),
    holds("ArnLike takes wildcards in each segment", { ArnLike: source(`arn:*:s?s:us-*:${HOME}:ord*`) }, source(topic)),
    fails(
      "ArnLike does not let a star cross a colon",
      { ArnLike: source(`arn:aws:someservice:*:${HOME}:finance/*`) },
      source(`arn:aws:someservice:us-east-2:999999999999:store/abc:${HOME}:finance/document.txt`),
    ),
    holds(
      "ArnLike lets a star of the last segment cross colons",
      { ArnLike: source(`arn:aws:logs:us-east-1:${HOME}:log-group:*`) },
      source(`arn:aws:logs:us-east-1:${HOME}:log-group:a:log-stream:b`),
    ),
    fails(
      "ArnLike compares segment by segment, so fewer segments do not match",
      { ArnLike: source("arn:aws:sns:*") },
      source(topic),
    ),
    fails("ArnLike does not take a lone star for an ARN", { ArnLike: source("*") }, source(topic)),
    fails("ArnLike does not match a value that is no ARN", { ArnLike: source("arn:*:*:*:*:*") }, source("orders")),
    holds("ArnLike takes an ARN of stars for any ARN", { ArnLike: source("arn:*:*:*:*:*") }, source(topic)),
    holds(
      "ArnLike takes a star for an empty segment",
      { ArnLike: source("arn:aws:s3:*:*:photos") },
      source("arn:aws:s3:::photos"),
    ),
    fails("ArnLike minds the case of names", { ArnLike: source(topic) }, source(topic.replace("orders", "Orders"))),
    fails("ArnLike minds the account", { ArnLike: source(`arn:aws:sns:*:${HOME}:*`) }, source(topic.replace(HOME, AWAY))),
    fails(
      "ArnLike takes `?` for one letter within a segment only",
      { ArnLike: source("arn:aws:sns:us-east-1?111122223333:orders:x") },
      source(`${topic}:x`),
    ),
    fails("ArnNotEquals refuses an equal ARN", { ArnNotEquals: source(topic) }, source(topic)),
    holds("ArnNotEquals takes another ARN", { ArnNotEquals: source(topic) }, source(`${topic}2`)),
    holds("ArnNotLike is true without the key", { ArnNotLike: source(topic) }),
    fails("ArnNotLike refuses a match", { ArnNotLike: source(`arn:aws:sns:*:${HOME}:*`) }, source(topic)),
    holds("aws:PrincipalArn of a session is the ARN of its role", { ArnEquals: { "aws:PrincipalArn": ROLE } }),
    fails("aws:PrincipalArn of a session is not the ARN of the session", { ArnEquals: { "aws:PrincipalArn": SESSION } }),
    holds("aws:PrincipalArn takes wildcards for roles of a path", {
      ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${HOME}:role/app/*` },
    }),
    fails("aws:PrincipalArn minds the path", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${HOME}:role/orders` } }),
    holds(
      "the confused-deputy condition of ECS tasks",
      { ArnLike: source(`arn:aws:ecs:us-east-1:${HOME}:*`), StringEquals: { "aws:SourceAccount": HOME } },
      { ...source(`arn:aws:ecs:us-east-1:${HOME}:task/c/1`), "aws:SourceAccount": HOME },
    ),
    fails(
      "the confused-deputy condition refuses another account",
      { ArnLike: source(`arn:aws:ecs:us-east-1:${HOME}:*`), StringEquals: { "aws:SourceAccount": HOME } },
      { ...source(`arn:aws:ecs:us-east-1:${AWAY}:task/c/1`), "aws:SourceAccount": AWAY },
    ),
  ],
};
