/** From every way to name a secret to what ECS and the policies get. */
import { type Late, showText } from "../../modules/iam/text";
import { resolveAccounts } from "../../modules/model/accounts";
import type { AccountRegion, Secret } from "../../modules/model/model";
import { resolveSecret } from "../../modules/model/secret";
import type { SecretSpec } from "../../modules/model/secret-source";
import { type StackScope, stackScope } from "../../modules/model/stack-scope";
import type { Problem } from "../../modules/problem";
import { readSpec } from "../../modules/spec/read";
import { accepted, refused } from "../cases/model/secret-sources";

const text = `
platform: shop
accounts: { prod: "111122223333", shared: "444455556666" }
keys:
  main: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  akey: "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab"
`;
const home: AccountRegion = { account: "111122223333", region: "us-east-1", partition: "aws" };
const path = ["secrets", "DB"];

function scopeAt(place: AccountRegion, problems: Problem[]): StackScope {
  const read = readSpec({ file: "platform.yaml", text });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const report = (problem: Problem): void => void problems.push(problem);
  const accounts = resolveAccounts(read.value.spec, report);
  return stackScope(read.value.spec, { place, declared: accounts.get("prod")! }, accounts, report);
}

function resolved(
  spec: object | string,
  place = home,
): { readonly secret: Secret | undefined; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const secret = resolveSecret(scopeAt(place, problems), "DB", spec as SecretSpec, path);
  return { secret, problems };
}

test.each(accepted)("takes $claim", ({ spec, valueFrom, resource, exact, place, key, behind, says }) => {
  const { secret, problems } = resolved(spec);
  expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(says === undefined ? [] : [`warning ${says}`]);
  expect(secret).toMatchObject({ name: "DB", exact: exact ?? true, path });
  const shown = { valueFrom: showText(secret!.valueFrom), resource: showText(secret!.resource) };
  expect(shown).toEqual({ valueFrom, resource });
  expect(`${showText(secret!.place.account)}/${showText(secret!.place.region)}`).toBe(place ?? "111122223333/us-east-1");
  expect(secret!.key === undefined ? undefined : showText(secret!.key)).toBe(key);
  expect(secret!.behind === undefined ? undefined : showText(secret!.behind)).toBe(behind);
});

test.each(refused)("refuses $claim with $code", ({ spec, code, at, message }) => {
  const { problems } = resolved(spec);
  const [problem] = problems.filter(({ severity }) => severity === "error");
  expect(problem?.code).toBe(code);
  expect(problem?.path).toEqual(at === undefined ? path : [...path, at]);
  expect(problem?.message).toMatch(message);
  expect(problem?.help).toBeTruthy();
});

describe("where only Terraform knows the region", () => {
  const region: Late = {
    late: "region",
    name: "data.aws_region.current.name",
    template: "${data.aws_region.current.name}",
  } as Late;
  const late = { ...home, region };
  const head = "arn:aws:secretsmanager:${data.aws_region.current.name}:111122223333:secret";

  test.each([
    ["a bare name gets the six characters", "db", `${head}:db`, `${head}:db-??????`, false],
    ["a name that ends in them is complete", "db-AbCdEf", `${head}:db-AbCdEf`, `${head}:db-AbCdEf`, true],
  ])("%s", (_, name, valueFrom, resource, exact) => {
    const { secret, problems } = resolved({ secret: name }, late);
    expect(problems).toEqual([]);
    expect([showText(secret!.valueFrom), showText(secret!.resource), secret!.exact]).toEqual([valueFrom, resource, exact]);
  });

  test("a parameter keeps its bare name", () => {
    const { secret } = resolved("/shop/db", late);
    expect(secret!.valueFrom).toBe("/shop/db");
    expect(showText(secret!.resource)).toBe("arn:aws:ssm:${data.aws_region.current.name}:111122223333:parameter/shop/db");
  });

  test("a secret of another account still needs its key", () => {
    const { secret, problems } = resolved({ secret: "db", account: "shared" }, late);
    expect(secret).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(["cross-account-key"]);
  });
});

describe("in another partition", () => {
  test("names become ARNs of it", () => {
    const china = { account: "111122223333", region: "cn-north-1", partition: "aws-cn" };
    expect(resolved({ secret: "db" }, china).secret?.resource).toBe(
      "arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:db-??????",
    );
    expect(resolved("/db", china).secret?.resource).toBe("arn:aws-cn:ssm:cn-north-1:111122223333:parameter/db");
    expect(resolved("arn:aws:ssm:us-east-1:111122223333:parameter/db", china).problems.map(({ code }) => code)).toEqual([
      "partition-mismatch",
    ]);
  });
});

test("two secrets that Terraform would look up under one name are refused", () => {
  const problems: Problem[] = [];
  const scope = scopeAt(home, problems);
  resolveSecret(scope, "A", { secret: "a/b", lookup: true } as SecretSpec, ["A"]);
  resolveSecret(scope, "B", { secret: "a-b", lookup: true } as SecretSpec, ["B"]);
  expect(problems.map(({ code, path: at }) => [code, at])).toEqual([["duplicate-name", ["B", "lookup"]]]);
});
