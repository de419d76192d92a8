/** The engine by its public names, as docs/proof.md shows it. */
import { disjoint, equivalent, evaluate, implies, readDocument, readPolicies } from "../modules";

const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::photos/*" };
const documentOf = (change: object) => {
  const outcome = readDocument({ Version: "2012-10-17", Statement: [{ ...statement, ...change }] }, "identity");
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
};

test("documents are compared, with a request that shows the difference", () => {
  const [before, after] = [documentOf({}), documentOf({ Action: "s3:Get*" })];
  expect(implies(before, after)).toEqual({ verdict: "proved" });
  expect(implies(after, before)).toMatchObject({ verdict: "refuted", request: { action: expect.stringMatching(/^s3:get/i) } });
  expect(equivalent(before, after).verdict).toBe("refuted");
  expect(disjoint(before, documentOf({ Action: "s3:PutObject" })).verdict).toBe("proved");
});

test("a request is decided, and what is no policy is refused with its path", () => {
  const policies = readPolicies({ identity: [{ Version: "2012-10-17", Statement: [statement] }] });
  const principal = { kind: "role", arn: "arn:aws:iam::123456789012:role/app", session: "task" } as const;
  const request = { principal, action: "s3:GetObject", resource: "arn:aws:s3:::photos/a.jpg" };
  expect(policies.ok && evaluate(request, policies.value)).toMatchObject({ outcome: "allowed" });
  expect(policies.ok && evaluate({ ...request, action: "s3:PutObject" }, policies.value)).not.toMatchObject({
    outcome: "allowed",
  });
  expect(readDocument({ Statement: [{ Effect: "Maybe" }] }, "identity").ok).toBe(false);
});
