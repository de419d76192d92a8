/** Repository policies: who outside the account may pull, and what happens when the list does not fit. */
import type { Puller, Repository } from "../../modules/model/model";
import { document } from "../../modules/policy/document";
import { repositoryPolicy } from "../../modules/policy/repository-policy";
import { limits, policySize } from "../../modules/policy/size";
import { imageAccount, reporting, repository } from "./fixture";

const accountId = (index: number) => String(200000000000 + index);
const puller = (account: string, service: string): Puller => ({
  service,
  account,
  roleArn: `arn:aws:iam::${account}:role/shop-${service}-execution`,
  path: ["services", service],
});
const plan = (over: Partial<Repository>) => {
  const { value, problems } = reporting((report) => repositoryPolicy(repository(over), report));
  return { statements: value === undefined ? undefined : document(value).Statement, policy: value, problems };
};
const actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

test.each<[string, Partial<Repository>]>([
  ["nobody pulls", {}],
  ["only its own account pulls", { pullers: [puller(imageAccount, "orders")], accounts: [imageAccount] }],
])("there is no policy when %s", (_name, over) => {
  expect(plan(over)).toEqual({ statements: undefined, policy: undefined, problems: [] });
});

test("one statement for each account, with exactly its execution roles, in an order of its own", () => {
  const { statements } = plan({
    pullers: [puller("222222222222", "b"), puller("111111111111", "c"), puller("222222222222", "a"), puller("222222222222", "a")],
  });
  expect(statements).toEqual([
    {
      Sid: "PullByExecutionRoles",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111111111111:root" },
      Action: actions,
      Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111111111111:role/shop-c-execution" } },
    },
    {
      Sid: "PullByExecutionRoles2",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::222222222222:root" },
      Action: actions,
      Condition: {
        ArnEquals: {
          "aws:PrincipalArn": [
            "arn:aws:iam::222222222222:role/shop-a-execution",
            "arn:aws:iam::222222222222:role/shop-b-execution",
          ],
        },
      },
    },
  ]);
});

test("whole accounts are one statement, and their execution roles are not named again", () => {
  const { statements } = plan({ accounts: ["222222222222", "111111111111"], pullers: [puller("222222222222", "a")] });
  expect(statements).toEqual([
    {
      Sid: "PullByAccounts",
      Effect: "Allow",
      Principal: { AWS: ["arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root"] },
      Action: actions,
    },
  ]);
});

test("the organization is a condition, and execution roles stay named: their account may not be in it", () => {
  const { statements } = plan({ organization: "o-a1b2c3d4e5", pullers: [puller("222222222222", "a")] });
  expect(statements?.map(({ Sid, Principal, Condition }) => [Sid, Principal, Condition])).toEqual([
    [
      "PullByExecutionRoles",
      { AWS: "arn:aws:iam::222222222222:root" },
      { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::222222222222:role/shop-a-execution" } },
    ],
    ["PullByOrganization", "*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }],
  ]);
});

test("too many accounts for a statement each share one statement, which names the same roles", () => {
  const pullers = Array.from({ length: 45 }, (_, index) => puller(accountId(index), "orders"));
  const { statements, policy, problems } = plan({ pullers });
  expect(problems).toEqual([]);
  expect(statements).toHaveLength(1);
  expect(statements?.[0]?.Principal).toEqual({ AWS: pullers.map(({ account }) => `arn:aws:iam::${account}:root`) });
  expect(statements?.[0]?.Condition).toEqual({ ArnEquals: { "aws:PrincipalArn": pullers.map(({ roleArn }) => roleArn) } });
  expect(policySize(document(policy!))).toBeLessThanOrEqual(limits.repository);
});

test("past the limit there is an error that names the cures, and never a wider policy", () => {
  const { policy, problems } = plan({ pullers: Array.from({ length: 200 }, (_, index) => puller(accountId(index), "orders")) });
  expect(policy).toBeUndefined();
  expect(problems.map(({ code, severity, path }) => [code, severity, path])).toEqual([
    ["policy-too-large", "error", ["repositories", "orders"]],
  ]);
  expect(problems[0]?.message).toBe(
    "200 execution roles do not fit into the policy of repository `orders`, which has at most 10240 characters",
  );
  expect(problems[0]?.help).toContain("`pull.accounts`");
});

test("a pull through cache gets no policy of its own, and a warning says who must write it", () => {
  const { policy, problems } = plan({ pullThroughCache: true, pullers: [puller("222222222222", "a")] });
  expect(policy).toBeUndefined();
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([["cross-account-resource", "warning"]]);
  expect(plan({ pullThroughCache: true }).problems).toEqual([]);
});

test("in another partition the accounts are principals of that partition", () => {
  const { statements } = plan({
    place: { account: imageAccount, region: "us-gov-west-1", partition: "aws-us-gov" },
    accounts: ["222222222222"],
  });
  expect(statements?.[0]?.Principal).toEqual({ AWS: "arn:aws-us-gov:iam::222222222222:root" });
});

test("the reason names every service that pulls", () => {
  const { policy } = plan({ pullers: [puller("222222222222", "b"), puller("222222222222", "a")] });
  expect(policy?.grants[0]?.reason.paths).toEqual([
    ["services", "a"],
    ["services", "b"],
  ]);
});

test.each<[string, Partial<Repository>, string, readonly string[]]>([
  ["an account", { accounts: ["222222222222"] }, "let every principal of an account pull", ["pull", "accounts"]],
  [
    "accounts",
    { accounts: ["1", "2"].map((digit) => digit.repeat(12)) },
    "let every principal of 2 accounts pull",
    ["pull", "accounts"],
  ],
  [
    "the organization",
    { organization: "o-a1b2c3d4e5" },
    "let every principal of the organization pull",
    ["pull", "organization"],
  ],
])("the reason of %s is the line that opens the repository to it", (_, over, what, path) => {
  const { policy } = plan(over);
  expect(policy?.grants.map(({ reason }) => [reason.what, reason.paths])).toEqual([
    [what, [["repositories", "orders", ...path]]],
  ]);
});
