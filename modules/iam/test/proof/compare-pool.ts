/** The laws of comparison: every pair out of a pool of random documents, held against the evaluator's answers to a pool of random requests. */
import fc from "fast-check";
import { disjoint, equivalent, implies, type PolicyDocument, type Request, readDocument } from "../..";
import { saysAlone } from "../../evaluate/policies";
import { BUCKET, HOME, OBJECT, role } from "../cases/vocabulary";

const REQUESTS = 1_000;
const SEED = 20_260_901;

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const actions = fc.uniqueArray(oneOf("s3:Get*", "s3:GetObject", "s3:*", "*", "s3:Put*", "sqs:Send*"), {
  minLength: 1,
  maxLength: 2,
});
const resources = fc.uniqueArray(
  oneOf("*", OBJECT, `${BUCKET}/*`, `${BUCKET}/?at.jpg`, "arn:aws:s3:::*", BUCKET, `${BUCKET}/\${aws:username}/*`),
  { minLength: 1, maxLength: 2 },
);
const condition = fc.record(
  {
    StringEquals: oneOf({ "a:team": ["red", "blue"] }, { "a:team": "red" }),
    StringLike: oneOf({ "a:team": "r*" }, { "s3:prefix": "home/${aws:username}/*" }),
    StringNotEqualsIfExists: oneOf({ "a:team": "blue" }, { "a:region": "us-east-1" }),
    Null: oneOf({ "a:team": "true" }, { "a:team": "false" }),
    NumericLessThan: oneOf({ "a:size": "10" }, { "a:size": "20" }),
    "ForAllValues:StringEquals": oneOf({ "a:tags": ["x", "y"] }, { "a:tags": "x" }),
    IpAddress: oneOf({ "a:ip": "10.0.0.0/8" }, { "a:ip": ["10.1.0.0/16", "192.168.0.0/16"] }),
    ArnLike: oneOf({ "a:arn": "arn:aws:sns:*:*:orders" }, { "a:arn": "arn:aws:sns:us-*:*:*" }),
  },
  { requiredKeys: [] },
);
const sparse = fc
  .tuple(oneOf(true, false, false), condition)
  .map(([has, some]) => (has ? Object.fromEntries(Object.entries(some).slice(0, 2)) : {}));
const statement = fc
  .record({
    Effect: oneOf("Allow", "Allow", "Allow", "Deny"),
    notAction: oneOf(false, false, false, false, true),
    notResource: oneOf(false, false, false, false, true),
    actions,
    resources,
    Condition: sparse,
  })
  .map(({ notAction, notResource, actions: Action, resources: Resource, ...rest }) => ({
    ...rest,
    [notAction ? "NotAction" : "Action"]: Action,
    [notResource ? "NotResource" : "Resource"]: Resource,
  }));
export const document = fc
  .array(statement, { minLength: 1, maxLength: 3 })
  .map((Statement) => ({ Version: "2012-10-17", Statement }));
const request: fc.Arbitrary<Request> = fc.record({
  principal: fc.constant(role),
  action: oneOf("s3:GetObject", "s3:GetBucketAcl", "s3:PutObject", "s3:ListBucket", "sqs:SendMessage", "iam:GetUser"),
  resource: oneOf(
    "*",
    OBJECT,
    `${BUCKET}/bat.jpg`,
    `${BUCKET}/bob/x`,
    BUCKET,
    "arn:aws:s3:::other/x",
    `arn:aws:sqs:us-east-1:${HOME}:q`,
  ),
  context: fc.record(
    {
      "a:team": oneOf("red", "blue", "rose", "green", ""),
      "a:region": oneOf("us-east-1", "eu-west-1"),
      "s3:prefix": oneOf("home/bob/x", "home/", ""),
      "aws:username": oneOf("bob", "alice"),
      "a:size": oneOf("5", "10", "15", "20", "25"),
      "a:tags": oneOf<readonly string[]>([], ["x"], ["x", "y"], ["z"], ["x", "z"]),
      "a:ip": oneOf("10.0.0.1", "10.1.2.3", "192.168.1.1", "8.8.8.8"),
      "a:arn": oneOf("arn:aws:sns:us-east-1:1:orders", "arn:aws:sns:us-east-1:1:other", "arn:aws:sns:eu-west-1:1:orders"),
    },
    { requiredKeys: [] },
  ),
});

function read(value: unknown): PolicyDocument {
  const outcome = readDocument(value, "identity");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

const isAllowed = (one: PolicyDocument, asked: Request): boolean => {
  const { allow, deny } = saysAlone(one, asked);
  return allow !== undefined && deny === undefined;
};

/** Declares the tests of all laws over a pool of `size` documents, that is over its square in pairs. */
export function compareLaws(size: number): void {
  const documents = fc.sample(document, { numRuns: size, seed: SEED }).map(read);
  const requests = fc.sample(request, { numRuns: REQUESTS, seed: SEED });
  const pairs = documents.flatMap((_, i) => documents.map((_, j) => [i, j] as const));
  let answers: readonly (readonly boolean[])[] = [];
  let implications: ReadonlyMap<string, ReturnType<typeof implies>> = new Map();
  beforeAll(() => {
    answers = documents.map((one) => requests.map((asked) => isAllowed(one, asked)));
    implications = new Map(pairs.map(([i, j]) => [`${i},${j}`, implies(documents[i]!, documents[j]!)]));
  });
  const verdict = (i: number, j: number): string => implications.get(`${i},${j}`)!.verdict;

  test("the pool has pairs of every verdict", () => {
    const counts = { proved: 0, refuted: 0, unknown: 0 };
    for (const { verdict } of implications.values()) counts[verdict] += 1;
    console.info(`compare: ${pairs.length.toLocaleString("en")} pairs`, counts);
    expect(counts.proved).toBeGreaterThan(pairs.length / 50);
    expect(counts.refuted).toBeGreaterThan(pairs.length / 50);
    expect(counts.unknown).toBeLessThan(pairs.length / 10);
  });

  test("the evaluator confirms every counterexample", () => {
    for (const [i, j] of pairs) {
      const answer = implications.get(`${i},${j}`)!;
      if (answer.verdict !== "refuted") continue;
      expect([isAllowed(documents[i]!, answer.request), isAllowed(documents[j]!, answer.request)]).toEqual([true, false]);
    }
  });

  test("no random request contradicts a proof", () => {
    const wrong = pairs.filter(
      ([i, j]) => verdict(i, j) === "proved" && answers[i]!.some((allowed, n) => allowed && !answers[j]![n]),
    );
    expect(wrong.map(([i, j]) => [documents[i], documents[j]])).toEqual([]);
  });

  test("implication is reflexive", () => {
    expect(documents.filter((_, i) => verdict(i, i) !== "proved")).toEqual([]);
  });

  test("implication is transitive", () => {
    const proved = documents.map((_, i) => documents.flatMap((_, j) => (verdict(i, j) === "proved" ? [j] : [])));
    const broken = documents.flatMap((_, i) =>
      proved[i]!.flatMap((j) => proved[j]!.filter((k) => verdict(i, k) === "refuted").map((k) => [i, j, k])),
    );
    expect(broken).toEqual([]);
  });

  test("equivalence is implication both ways, and disjoint documents share no request", () => {
    const shared: unknown[] = [];
    for (const [i, j] of pairs.filter((_, index) => index % 7 === 0)) {
      const both = [verdict(i, j), verdict(j, i)];
      const same = equivalent(documents[i]!, documents[j]!).verdict;
      if (!both.includes("unknown") && same !== "unknown")
        expect([i, j, same]).toEqual([i, j, both.includes("refuted") ? "refuted" : "proved"]);
      const apart = disjoint(documents[i]!, documents[j]!);
      if (apart.verdict === "proved" && answers[i]!.some((allowed, n) => allowed && answers[j]![n])) shared.push([i, j]);
      if (apart.verdict === "refuted")
        expect(isAllowed(documents[i]!, apart.request) && isAllowed(documents[j]!, apart.request)).toBe(true);
    }
    expect(shared).toEqual([]);
  });
}
