/** Laws of evaluation, over random policies and requests from a small vocabulary (so that they meet often). Seeded: runs repeat. */
import fc from "fast-check";
import {
  type Decision,
  evaluate,
  type Policies,
  type PolicyDocument,
  type PolicyValues,
  type Request,
  readPolicies,
} from "../../evaluate";
import {
  AWAY,
  anybody,
  BUCKET,
  ecsTasks,
  federatedUser,
  foreignRole,
  HOME,
  KEY,
  OBJECT,
  ROLE,
  ROOT,
  role,
  root,
  SESSION,
  USER,
  user,
} from "../cases/vocabulary";

const RUNS = 2_500;

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const some = <T>(values: fc.Arbitrary<T>) => fc.array(values, { minLength: 1, maxLength: 2 });
const action = oneOf("s3:GetObject", "s3:Get*", "s3:*", "*", "*", "kms:Decrypt", "sts:AssumeRole", "s3:Put?bject");
const resource = oneOf("*", "*", "*", OBJECT, `${BUCKET}/*`, BUCKET, KEY, ROLE, "arn:aws:s3:::*/${aws:PrincipalTag/team}.jpg");
const condition = oneOf<Record<string, unknown>>(
  {},
  {},
  {},
  {},
  { StringEquals: { "aws:PrincipalTag/team": ["cat", "dog"] } },
  { StringNotEquals: { "aws:PrincipalTag/team": "cat" } },
  { Null: { "aws:PrincipalTag/team": "true" } },
  { BoolIfExists: { "aws:SecureTransport": "true" } },
  { "ForAllValues:StringLike": { "aws:TagKeys": "c*" } },
  { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${HOME}:role/*` } },
);
const principal = oneOf<unknown>(
  "*",
  { AWS: ROLE },
  { AWS: ROOT },
  { AWS: SESSION },
  { AWS: USER },
  { AWS: AWAY },
  { Service: "ecs-tasks.amazonaws.com" },
);

const statement = fc
  .record({
    Effect: oneOf("Allow", "Allow", "Allow", "Allow", "Deny"),
    not: oneOf("", "", "", "Not"),
    Action: some(action),
    Resource: some(resource),
    Condition: condition,
  })
  .map(({ not, Action, Resource, ...rest }) => ({ ...rest, [`${not}Action`]: Action, Resource }));
const attached = fc
  .tuple(statement, principal, oneOf("", "", "", "Not"))
  .map(([rest, Principal, not]) => ({ ...rest, [`${not}Principal`]: Principal }));
const document = (one: fc.Arbitrary<object>) =>
  fc.array(one, { minLength: 1, maxLength: 3 }).map((Statement) => ({ Version: "2012-10-17", Statement }));
const policyValues: fc.Arbitrary<PolicyValues> = fc.record(
  {
    identity: fc.array(document(statement), { minLength: 1, maxLength: 2 }),
    resource: document(attached),
    boundary: document(statement),
    session: fc.array(document(statement), { minLength: 1, maxLength: 2 }),
    serviceControl: fc.array(fc.array(document(statement), { maxLength: 2 }), { maxLength: 1 }),
    resourceControl: fc.array(fc.array(document(attached), { maxLength: 2 }), { maxLength: 1 }),
  },
  { requiredKeys: ["identity"] },
);
const request: fc.Arbitrary<Request> = fc.record(
  {
    principal: oneOf(role, role, role, user, user, root, federatedUser, foreignRole, ecsTasks, anybody),
    action: oneOf("s3:GetObject", "s3:GetObject", "s3:PutObject", "kms:Decrypt", "sts:AssumeRole"),
    resource: oneOf(OBJECT, OBJECT, BUCKET, KEY, ROLE),
    resourceAccount: oneOf(HOME),
    context: fc.record(
      {
        "aws:PrincipalTag/team": oneOf("cat", "dog", "red"),
        "aws:SecureTransport": oneOf("true", "false"),
        "aws:TagKeys": oneOf(["cat"], ["cat", "dog"], []),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ["principal", "action", "resource"] },
);

function read(values: PolicyValues): Policies {
  const outcome = readPolicies(values);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

interface Sample {
  readonly asked: Request;
  readonly policies: Policies;
  readonly extra: PolicyDocument;
  readonly decision: Decision;
}

const samples: readonly Sample[] = fc
  .sample(fc.tuple(request, policyValues, statement), { numRuns: RUNS, seed: 20_260_901 })
  .map(([asked, values, one]) => {
    const policies = read(values);
    const [extra] = read({ identity: [{ Version: "2012-10-17", Statement: [one] }] }).identity!;
    return { asked, policies, extra: extra!, decision: evaluate(asked, policies) };
  });

test("the samples are about all three outcomes", () => {
  const counts = { allowed: 0, "explicitly-denied": 0, "implicitly-denied": 0 };
  for (const { decision } of samples) counts[decision.outcome] += 1;
  console.info(`evaluate: laws over ${RUNS} samples`, counts);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(RUNS / 12);
});

function law(name: string, check: (decision: Decision, asked: Request, policies: Policies, extra: PolicyDocument) => void): void {
  test(name, () => {
    for (const { decision, asked, policies, extra } of samples) check(decision, asked, policies, extra);
  });
}

const effect = (of: PolicyDocument, wanted: "Allow" | "Deny"): PolicyDocument => ({
  ...of,
  statements: of.statements.map((one) => ({ ...one, effect: wanted })),
});
const reversed = (of: PolicyDocument): PolicyDocument => ({ ...of, statements: [...of.statements].reverse() });
const split = (of: PolicyDocument): PolicyDocument[] => of.statements.map((one) => ({ ...of, statements: [one] }));
const isAllowed = (asked: Request, policies: Policies): boolean => evaluate(asked, policies).outcome === "allowed";

law("adding a Deny never allows", ({ outcome }, asked, policies, extra) => {
  if (outcome !== "allowed")
    expect(isAllowed(asked, { ...policies, identity: [...policies.identity!, effect(extra, "Deny")] })).toBe(false);
});

law("adding an Allow never denies", ({ outcome }, asked, policies, extra) => {
  if (outcome === "allowed")
    expect(isAllowed(asked, { ...policies, identity: [...policies.identity!, effect(extra, "Allow")] })).toBe(true);
});

law("an Allow cannot undo an explicit deny", ({ outcome }, asked, policies, extra) => {
  const more = { ...policies, identity: [...policies.identity!, effect(extra, "Allow")] };
  if (outcome === "explicitly-denied") expect(evaluate(asked, more).outcome).toBe("explicitly-denied");
});

law("a boundary only shrinks", ({ outcome }, asked, policies, extra) => {
  const { boundary: _, ...free } = policies;
  if (outcome === "allowed") expect(isAllowed(asked, free)).toBe(true);
  if (isAllowed(asked, { ...free, boundary: extra })) expect(isAllowed(asked, free)).toBe(true);
});

law("a level of service control policies only shrinks", ({ outcome }, asked, policies, extra) => {
  if (outcome !== "allowed")
    expect(isAllowed(asked, { ...policies, serviceControl: [...(policies.serviceControl ?? []), [extra]] })).toBe(false);
});

law("a session policy only shrinks the permissions of a role", ({ outcome }, asked, policies) => {
  const { session: _, ...free } = policies;
  if (outcome === "allowed" && asked.principal.kind === "role") expect(isAllowed(asked, free)).toBe(true);
});

law("neither the order of statements nor that of documents matters", ({ outcome, rule }, asked, policies) => {
  const turned: Policies = {
    ...policies,
    identity: [...policies.identity!].reverse().map(reversed),
    ...(policies.resource && { resource: reversed(policies.resource) }),
    ...(policies.boundary && { boundary: reversed(policies.boundary) }),
  };
  expect(evaluate(asked, turned)).toMatchObject({ outcome, rule });
});

law("one document is as good as one for each of its statements", ({ outcome, rule }, asked, policies) => {
  expect(evaluate(asked, { ...policies, identity: policies.identity!.flatMap(split) })).toMatchObject({ outcome, rule });
});

law("a repeated document changes nothing", ({ outcome, rule }, asked, policies) => {
  expect(evaluate(asked, { ...policies, identity: [...policies.identity!, ...policies.identity!] })).toMatchObject({
    outcome,
    rule,
  });
});

law("the case of the action does not matter", (decision, asked, policies) => {
  expect(evaluate({ ...asked, action: asked.action.toUpperCase() }, policies)).toEqual(decision);
});

law("a key that no policy mentions does not matter", (decision, asked, policies) => {
  expect(evaluate({ ...asked, context: { ...asked.context, "a:never": "mentioned" } }, policies)).toEqual(decision);
});

law("it is an explicit deny exactly when a layer that binds the principal denies", ({ outcome, findings }) => {
  expect(outcome === "explicitly-denied").toBe(findings.some(({ deny }) => deny !== undefined));
});

law("the statements of a decision are those that say so", ({ outcome, statements }, _, policies) => {
  for (const { layer, level, document: at, statement: index } of statements) {
    const documents = {
      identity: policies.identity,
      resource: [policies.resource],
      boundary: [policies.boundary],
      session: policies.session,
      "service-control": policies.serviceControl?.[level ?? 0],
      "resource-control": policies.resourceControl?.[level ?? 0],
    }[layer];
    expect(documents?.[at]?.statements[index]?.effect).toBe(outcome === "allowed" ? "Allow" : "Deny");
  }
});
