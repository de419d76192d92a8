import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { showText } from "../../modules/iam/text";
import {
  parameterArn,
  parseParameter,
  parseSecretArn,
  parseSecretReference,
  type SecretReference,
  secretResource,
  valueFrom,
} from "../../modules/model/secret-reference";
import type { Problem } from "../../modules/problem";
import { runs } from "../laws";

interface Cases {
  readonly accepted: readonly {
    readonly claim: string;
    readonly text: string;
    readonly reference: { readonly resource: string };
  }[];
  readonly refused: readonly { readonly claim: string; readonly text: string; readonly code: string; readonly why: string }[];
}

const cases: Cases = JSON.parse(readFileSync(join(__dirname, "../cases/model/secrets.json"), "utf8"));

const property = { seed: 20260101, numRuns: runs(300) };
const place = { partition: "aws", account: "111122223333", region: "us-east-1" };
const arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:inventory/api-AbCdEf";

function read(text: string): { readonly reference: SecretReference | undefined; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const reference = parseSecretReference(text, ["secrets", "X"], (problem) => problems.push(problem));
  return { reference, problems };
}

function resourceOf(reference: SecretReference): string {
  return reference.kind === "secrets-manager" ? secretResource(reference) : parameterArn(reference.name, place);
}

describe("parseSecretReference", () => {
  test.each(cases.accepted)("accepts $claim", ({ text, reference: { resource, ...expected } }) => {
    const { reference, problems } = read(text);
    expect(problems).toStrictEqual([]);
    expect(reference).toStrictEqual({ valueFrom: text, ...expected });
    expect(resourceOf(reference!)).toBe(resource);
  });

  test.each(cases.refused)("refuses $claim with $code", ({ text, code, why }) => {
    const { reference, problems } = read(text);
    expect(reference).toBeUndefined();
    expect(problems).toMatchObject([{ code, severity: "error", path: ["secrets", "X"] }]);
    expect(problems[0]?.message).toContain(why);
    expect(problems[0]?.help).toBeTruthy();
  });

  test("warns when a bare name ends like a complete ARN", () => {
    const { reference, problems } = read("arn:aws:secretsmanager:us-east-1:111122223333:secret:db-secret");
    expect(reference).toMatchObject({ complete: true });
    expect(problems).toMatchObject([{ code: "invalid-secret", severity: "warning" }]);
    expect(problems[0]?.help).toContain("-secret-AbCdEf");
  });

  test("never throws, and gives a reference or an error, never both", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "binary" }).map((tail) => `${arn}${tail}`),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const { reference, problems } = read(text);
        expect(reference === undefined).toBe(problems.some(({ severity }) => severity === "error"));
      }),
      property,
    );
  });
});

describe("secretResource", () => {
  test("never holds the JSON key, stage or version of valueFrom (a peer's policy does)", () => {
    for (const suffix of [":key::", ":key:AWSCURRENT:", ":::", "::AWSPREVIOUS:", ":key::0123-4567"]) {
      const reference = parseSecretArn(`${arn}${suffix}`, [], fail)!;
      expect(secretResource(reference)).toBe(arn);
      expect(reference.valueFrom).toBe(`${arn}${suffix}`);
    }
  });

  test("never guesses a partial ARN with `*`, which would match longer names (a peer does)", () => {
    const reference = parseSecretArn("arn:aws:secretsmanager:us-east-1:111122223333:secret:inventory/api", [], fail)!;
    expect(secretResource(reference)).toBe("arn:aws:secretsmanager:us-east-1:111122223333:secret:inventory/api-??????");
    expect(cases.accepted.filter(({ reference: { resource } }) => resource.includes("*"))).toStrictEqual([]);
  });
});

describe("valueFrom", () => {
  test.each([
    [{}, arn],
    [{ jsonKey: "key" }, `${arn}:key::`],
    [{ versionStage: "AWSPREVIOUS" }, `${arn}::AWSPREVIOUS:`],
    [{ jsonKey: "key", versionId: "0123" }, `${arn}:key::0123`],
  ])("writes %j", (parts, expected) => {
    expect(valueFrom(arn, parts)).toBe(expected);
  });

  test("is read back by parseSecretArn", () => {
    const field = fc.option(fc.stringMatching(/^[A-Za-z0-9_.-]{1,12}$/), { nil: undefined });
    fc.assert(
      fc.property(field, field, fc.boolean(), (jsonKey, version, byStage) => {
        const versioned = version === undefined ? {} : byStage ? { versionStage: version } : { versionId: version };
        const parts = { ...(jsonKey === undefined ? {} : { jsonKey }), ...versioned };
        expect(parseSecretArn(valueFrom(arn, parts), [], fail)).toStrictEqual({
          ...parseSecretArn(arn, [], fail),
          ...parts,
          valueFrom: valueFrom(arn, parts),
        });
      }),
      property,
    );
  });

  test("keeps a late ARN late", () => {
    const late = { late: "arn", name: "var.secret", template: "${var.secret}" } as const;
    expect(valueFrom(late, {})).toBe(late);
    expect(showText(valueFrom(late, { jsonKey: "key" }))).toBe("${var.secret}:key::");
  });
});

describe("parameterArn", () => {
  test("bug 6: `parameter//` is never written, with or without a leading slash", () => {
    for (const name of ["/inventory/db-host", "inventory/db-host", "//inventory/db-host"]) {
      expect(parameterArn(name, place)).toBe("arn:aws:ssm:us-east-1:111122223333:parameter/inventory/db-host");
    }
  });

  test("is read back by parseParameter, in the partition of the place", () => {
    const level = fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/);
    const names = fc.array(level, { minLength: 2, maxLength: 6 }).map((levels) => `/${levels.join("/")}`);
    const places = fc.constantFrom(place, { partition: "aws-cn", account: "000000000001", region: "cn-north-1" });
    fc.assert(
      fc.property(names, places, (name, where) => {
        const written = parameterArn(name, where);
        expect(parseParameter(written, [], fail)).toMatchObject({ name, arn: written, ...where });
      }),
      property,
    );
  });

  test("keeps late parts late", () => {
    const account = { late: "account-id", name: "var.account", template: "${var.account}" } as const;
    expect(showText(parameterArn("/a/b", { ...place, account }))).toBe("arn:aws:ssm:us-east-1:${var.account}:parameter/a/b");
  });
});

function fail(problem: Problem): never {
  throw new Error(problem.message);
}
