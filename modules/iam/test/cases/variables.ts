import { allow, BUCKET, type Chapter, deny, document, fails, holds, never, no, read, user, yes } from "./vocabulary";

const on = (resource: string) => ({ identity: [document(allow("s3:GetObject", resource))] });
const asked = (path: string, context = {}) => read({ resource: `${BUCKET}/${path}`, principal: user, context });
const team = { "aws:PrincipalTag/team": "red" };
const old = (resource: string) => ({ identity: [{ Version: "2008-10-17", Statement: [allow("s3:GetObject", resource)] }] });

export const variables: Chapter = {
  title: "Policy variables",
  page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
  cases: [
    yes("substitutes the user name in a resource", asked("bob/x"), on(`${BUCKET}/\${aws:username}/*`)),
    no("keeps a user out of another user's folder", asked("alice/x"), on(`${BUCKET}/\${aws:username}/*`)),
    no("gives a role session no user name", read({ resource: `${BUCKET}/task-1/x` }), on(`${BUCKET}/\${aws:username}/*`)),
    yes(
      "ignores the case of the key",
      asked("red/x", { "AWS:principaltag/TEAM": "red" }),
      on(`${BUCKET}/\${aws:PrincipalTag/team}/*`),
    ),
    yes("uses the default without the key", asked("company-wide/x"), on(`${BUCKET}/\${aws:PrincipalTag/team, 'company-wide'}/*`)),
    no(
      "does not use the default with the key",
      asked("company-wide/x", team),
      on(`${BUCKET}/\${aws:PrincipalTag/team, 'company-wide'}/*`),
    ),
    yes("prefers the value to the default", asked("red/x", team), on(`${BUCKET}/\${aws:PrincipalTag/team, 'company-wide'}/*`)),
    yes("takes an empty default", asked("/x"), on(`${BUCKET}/\${aws:PrincipalTag/team, ''}/*`)),
    no("matches no resource when the variable has no value", asked("/x"), on(`${BUCKET}/\${aws:PrincipalTag/team}/*`)),
    no(
      "takes the value literally, stars included",
      asked("alice/x", { "aws:PrincipalTag/team": "*" }),
      on(`${BUCKET}/\${aws:PrincipalTag/team}/x`),
    ),
    yes(
      "takes a star in the value for a star",
      asked("*/x", { "aws:PrincipalTag/team": "*" }),
      on(`${BUCKET}/\${aws:PrincipalTag/team}/x`),
    ),
    yes("writes a star as `${*}`", asked("a*b"), on(`${BUCKET}/a\${*}b`)),
    no("does not take `${*}` for a wildcard", asked("axxb"), on(`${BUCKET}/a\${*}b`)),
    yes("writes a question mark as `${?}`", asked("a?b"), on(`${BUCKET}/a\${?}b`)),
    no("does not take `${?}` for a wildcard", asked("axb"), on(`${BUCKET}/a\${?}b`)),
    yes("writes a dollar as `${$}`", asked("${aws:username}"), on(`${BUCKET}/\${$}{aws:username}`)),
    yes("substitutes two variables", asked("red/bob", team), on(`${BUCKET}/\${aws:PrincipalTag/team}/\${aws:username}`)),
    no("needs both of two variables", asked("red/bob"), on(`${BUCKET}/\${aws:PrincipalTag/team}/\${aws:username}`)),
    no(
      "cannot use a key with several values",
      asked("red/x", { "aws:PrincipalTag/team": ["red", "blue"] }),
      on(`${BUCKET}/\${aws:PrincipalTag/team}/*`),
    ),
    no("takes variables literally in version 2008-10-17", asked("bob/x"), old(`${BUCKET}/\${aws:username}/*`)),
    yes(
      "takes the text `${aws:username}` for itself in version 2008-10-17",
      asked("${aws:username}/x"),
      old(`${BUCKET}/\${aws:username}/*`),
    ),
    no("takes variables literally without a version", asked("bob/x"), {
      identity: [{ Statement: [allow("s3:GetObject", `${BUCKET}/\${aws:username}/*`)] }],
    }),
    holds(
      "substitutes in StringEquals",
      { StringEquals: { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" } },
      { "s3:ExistingObjectTag/team": "red", ...team },
    ),
    fails(
      "compares with the value in StringEquals",
      { StringEquals: { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" } },
      { "s3:ExistingObjectTag/team": "blue", ...team },
    ),
    fails(
      "matches nothing without a value in StringEquals",
      { StringEquals: { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" } },
      { "s3:ExistingObjectTag/team": "" },
    ),
    holds(
      "matches a negated operator without a value",
      { StringNotEquals: { "s3:ExistingObjectTag/team": "${aws:PrincipalTag/team}" } },
      { "s3:ExistingObjectTag/team": "red" },
    ),
    holds(
      "keeps the wildcards of StringLike around a variable",
      { StringLike: { "s3:prefix": "home/${aws:PrincipalTag/team}/*" } },
      { "s3:prefix": "home/red/x", ...team },
    ),
    fails(
      "keeps the letters of StringLike around a variable",
      { StringLike: { "s3:prefix": "home/${aws:PrincipalTag/team}/*" } },
      { "s3:prefix": "home/blue/x", ...team },
    ),
    holds(
      "substitutes in ArnLike",
      { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:${aws:PrincipalAccount}:*" } },
      { "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:t" },
    ),
    fails(
      "does not substitute in NumericEquals",
      { NumericEquals: { "a:n": "${aws:PrincipalTag/team}" } },
      { "a:n": "7", "aws:PrincipalTag/team": "7" },
    ),
    never("denies where a team differs from the tag", read({ context: { "s3:ExistingObjectTag/Team": "red" } }), {
      identity: [
        document(
          allow("*"),
          deny("s3:GetObject", "*", {
            Condition: { StringNotEquals: { "s3:ExistingObjectTag/Team": "${aws:PrincipalTag/Team}" } },
          }),
        ),
      ],
    }),
    yes("lets NotResource with an unknown variable cover everything", asked("bob/x"), {
      identity: [document({ Effect: "Allow", Action: "s3:*", NotResource: `${BUCKET}/\${aws:PrincipalTag/team}/*` })],
    }),
    no("lets NotResource with a known variable leave its resource out", asked("red/x", team), {
      identity: [document({ Effect: "Allow", Action: "s3:*", NotResource: `${BUCKET}/\${aws:PrincipalTag/team}/*` })],
    }),
  ],
};
