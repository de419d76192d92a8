import { evaluate, type PolicyValues, type Request, readPolicies } from "../..";
import { allow, deny, document, everything, FOREIGN_ROLE, foreignRole, grant, read } from "../cases/vocabulary";

const decide = (request: Request, values: PolicyValues) => {
  const policies = readPolicies(values);
  return evaluate(request, policies.ok ? policies.value : {});
};

test("a denial names the statement, by place and Sid", () => {
  const identity = [everything, document(allow("sqs:*"), { ...deny("s3:*"), Sid: "KeepOut" })];
  expect(decide(read(), { identity }).statements).toEqual([{ layer: "identity", document: 1, statement: 1, sid: "KeepOut" }]);
});

test("access across accounts names both statements that it needs", () => {
  const { statements } = decide(read({ principal: foreignRole }), {
    identity: [document({ ...allow("s3:*"), Sid: "ReadPhotos" })],
    resource: document(grant("*", "sqs:*"), { ...grant({ AWS: FOREIGN_ROLE }, "s3:*"), Sid: "LetReaderIn" }),
  });
  expect(statements).toEqual([
    { layer: "identity", document: 0, statement: 0, sid: "ReadPhotos" },
    { layer: "resource", document: 0, statement: 1, sid: "LetReaderIn" },
  ]);
});

test("a level of the organization is named by its number", () => {
  const decision = decide(read(), { identity: [everything], serviceControl: [[everything], [document(deny("s3:*"))]] });
  expect(decision).toMatchObject({ layer: "service-control", statements: [{ level: 1, document: 0, statement: 0 }] });
});

test("an implicit denial rests on no statement, and says what every layer said", () => {
  expect(decide(read(), { identity: [everything], boundary: document(allow("sqs:*")) })).toEqual({
    outcome: "implicitly-denied",
    rule: "boundary-is-silent",
    layer: "boundary",
    statements: [],
    findings: [{ layer: "identity", allow: { layer: "identity", document: 0, statement: 0 } }, { layer: "boundary" }],
  });
});

test("a request that makes no sense is denied, not refused", () => {
  for (const resource of ["", ":", "arn", "arn:aws:s3", "\u0000", "arn:aws:kms:::key/"]) {
    expect(
      decide({ principal: { kind: "role", arn: resource }, action: "", resource }, { identity: [document(allow("s3:*"))] })
        .outcome,
    ).not.toBe("allowed");
  }
});
