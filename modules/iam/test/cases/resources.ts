import { allow, BUCKET, type Chapter, deny, document, HOME, type Json, never, no, OBJECT, QUEUE, read, yes } from "./vocabulary";

const identity = (...statements: readonly Json[]) => ({ identity: [document(...statements)] });
const logs = `arn:aws:logs:us-east-1:${HOME}:log-group:/ecs/app:log-stream:s`;

export const resources: Chapter = {
  title: "Resource and NotResource",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
  cases: [
    yes("allows the resource that is named", read(), identity(allow("s3:GetObject", OBJECT))),
    no("denies another resource", read({ resource: `${BUCKET}/dog.jpg` }), identity(allow("s3:GetObject", OBJECT))),
    yes("takes `*` for every resource", read(), identity(allow("s3:GetObject", "*"))),
    yes("matches the objects of a bucket", read(), identity(allow("s3:GetObject", `${BUCKET}/*`))),
    no("does not take the bucket for its objects", read(), identity(allow("s3:GetObject", BUCKET))),
    no(
      "does not take the objects for their bucket",
      read({ action: "s3:ListBucket", resource: BUCKET }),
      identity(allow("s3:ListBucket", `${BUCKET}/*`)),
    ),
    no(
      "does not take a bucket whose name begins alike",
      read({ resource: "arn:aws:s3:::photos-private/cat.jpg" }),
      identity(allow("s3:GetObject", `${BUCKET}/*`)),
    ),
    yes(
      "takes it when the star follows the name at once",
      read({ resource: "arn:aws:s3:::photos-private/cat.jpg" }),
      identity(allow("s3:GetObject", `${BUCKET}*`)),
    ),
    yes(
      "lets a star span slashes",
      read({ resource: `${BUCKET}/1/2/test/3/cat.jpg` }),
      identity(allow("s3:GetObject", `${BUCKET}/*/test/*`)),
    ),
    yes(
      "lets a star span nothing between slashes",
      read({ resource: `${BUCKET}//test/cat.jpg` }),
      identity(allow("s3:GetObject", `${BUCKET}/*/test/*`)),
    ),
    no(
      "needs the letters between two stars",
      read({ resource: `${BUCKET}/1-test/cat.jpg` }),
      identity(allow("s3:GetObject", `${BUCKET}/*/test/*`)),
    ),
    no(
      "needs the slash before a word between two stars",
      read({ resource: `${BUCKET}/test/cat.jpg` }),
      identity(allow("s3:GetObject", `${BUCKET}/*/test/*`)),
    ),
    yes(
      "lets a star span colons",
      read({ action: "logs:PutLogEvents", resource: logs }),
      identity(allow("logs:*", `arn:aws:logs:*:${HOME}:*`)),
    ),
    yes(
      "lets a star at the end of a segment reach beyond its colon",
      read({ action: "logs:PutLogEvents", resource: logs }),
      identity(allow("logs:*", "arn:aws:logs:*")),
    ),
    no(
      "does not let a star leave out what follows it",
      read({ action: "logs:PutLogEvents", resource: logs }),
      identity(allow("logs:*", "arn:aws:logs:*:log-group:/ecs/app")),
    ),
    no("minds the case of resources", read({ resource: `${BUCKET}/Cat.jpg` }), identity(allow("s3:GetObject", OBJECT))),
    no("minds the partition", read({ resource: "arn:aws-us-gov:s3:::photos/cat.jpg" }), identity(allow("s3:GetObject", OBJECT))),
    no(
      "minds the region",
      read({ action: "sqs:SendMessage", resource: QUEUE.replace("us-east-1", "us-east-2") }),
      identity(allow("sqs:SendMessage", QUEUE)),
    ),
    yes(
      "matches `?` with one character",
      read({ resource: `${BUCKET}/cat1.jpg` }),
      identity(allow("s3:GetObject", `${BUCKET}/cat?.jpg`)),
    ),
    no("does not match `?` with none", read(), identity(allow("s3:GetObject", `${BUCKET}/cat?.jpg`))),
    yes("matches `?` with a slash", read({ resource: `${BUCKET}/a/b` }), identity(allow("s3:GetObject", `${BUCKET}/a?b`))),
    yes(
      "counts an emoji as one character",
      read({ resource: `${BUCKET}/🐈.jpg` }),
      identity(allow("s3:GetObject", `${BUCKET}/?.jpg`)),
    ),
    no(
      "does not count an emoji as two characters",
      read({ resource: `${BUCKET}/🐈.jpg` }),
      identity(allow("s3:GetObject", `${BUCKET}/??.jpg`)),
    ),
    yes(
      "matches the six characters of a secret's suffix",
      read({ action: "secretsmanager:GetSecretValue", resource: `arn:aws:secretsmanager:us-east-1:${HOME}:secret:api-AbCdEf` }),
      identity(allow("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:us-east-1:${HOME}:secret:api-??????`)),
    ),
    no(
      "does not match a longer secret name with six characters",
      read({
        action: "secretsmanager:GetSecretValue",
        resource: `arn:aws:secretsmanager:us-east-1:${HOME}:secret:api-key-AbCdEf`,
      }),
      identity(allow("secretsmanager:GetSecretValue", `arn:aws:secretsmanager:us-east-1:${HOME}:secret:api-??????`)),
    ),
    yes("takes one of several resources", read(), identity(allow("s3:GetObject", [QUEUE, `${BUCKET}/*`]))),
    no("takes none of several other resources", read(), identity(allow("s3:GetObject", [QUEUE, BUCKET]))),
    yes(
      "allows an action without resources on `*`",
      read({ action: "ecr:GetAuthorizationToken", resource: "*" }),
      identity(allow("ecr:GetAuthorizationToken", "*")),
    ),
    no(
      "does not allow an action without resources on an ARN",
      read({ action: "ecr:GetAuthorizationToken", resource: "*" }),
      identity(allow("ecr:GetAuthorizationToken", `arn:aws:ecr:us-east-1:${HOME}:repository/a`)),
    ),
    yes(
      "lets NotResource allow what it does not name",
      read(),
      identity({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::secrets/*" }),
    ),
    no(
      "does not let NotResource allow what it names",
      read({ resource: "arn:aws:s3:::secrets/a" }),
      identity({ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::secrets/*" }),
    ),
    never(
      "lets a Deny with NotResource deny everything else",
      read({ resource: "arn:aws:s3:::other/a" }),
      identity(allow("*"), { Effect: "Deny", Action: "s3:*", NotResource: [BUCKET, `${BUCKET}/*`] }),
    ),
    yes(
      "lets a Deny with NotResource spare what it names",
      read(),
      identity(allow("*"), { Effect: "Deny", Action: "s3:*", NotResource: [BUCKET, `${BUCKET}/*`] }),
    ),
    never(
      "denies a resource within an allowed pattern",
      read({ resource: `${BUCKET}/private/cat.jpg` }),
      identity(allow("s3:*"), deny("s3:*", `${BUCKET}/private/*`)),
    ),
    no(
      "joins neither action nor resource of two statements",
      read(),
      identity(allow("s3:GetObject", BUCKET), allow("s3:PutObject", OBJECT)),
    ),
    yes("needs only one statement of several", read(), identity(allow("s3:GetObject", BUCKET), allow("s3:*", OBJECT))),
  ],
};
