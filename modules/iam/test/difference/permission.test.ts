/** Permissions: the pieces of a statement, what makes two of them equal, and the way back to documents. */
import { documentOf, type Permission, permissionsOf, readPolicy, selectionOf, spelled, statementOf } from "../../difference";
import { hasTime, isCrowded, newEffort, payDoubt } from "../../difference/effort";
import type { StatementText } from "../../difference/permission";
import { type PolicyKind, type Request, readDocument } from "../../evaluate";
import { FEDERATED, HOME, type Json, OBJECT, ROLE, ROOT, role } from "../cases/vocabulary";

const base: Json = { Effect: "Allow", Action: "s3:GetObject", Resource: OBJECT };
const late = (name: string) => ({ late: "string", name, template: `\${${name}}` }) as const;

function pieces(statement: Json, kind: PolicyKind = "identity", Version = "2012-10-17"): readonly Permission[] {
  const read = readPolicy({ Version, Statement: statement }, kind, () => undefined);
  if (!read.ok) throw new Error(read.problem?.message);
  return read.statements.flatMap(({ permissions }) => permissions);
}

const ids = (statement: Json, kind: PolicyKind = "identity") => pieces(statement, kind).map(({ id }) => id);
const on = (operator: string, ...values: readonly unknown[]): Json => ({ ...base, Condition: { [operator]: { "a:k": values } } });
const by = (Principal: unknown): Json => ({ ...base, Principal });

describe("pieces", () => {
  const trait = { resource: OBJECT, conditions: [] };
  test.each<readonly [claim: string, statement: Json, kind: PolicyKind, fields: readonly object[]]>([
    ["one action", base, "identity", [{ effect: "Allow", action: "s3:GetObject", ...trait }]],
    ["a Deny", { ...base, Effect: "Deny" }, "identity", [{ effect: "Deny", action: "s3:GetObject", ...trait }]],
    [
      "each action on each resource",
      { ...base, Action: ["s3:a", "s3:b"], Resource: ["arn:aws:s3:::a", "arn:aws:s3:::b"] },
      "identity",
      ["s3:a", "s3:b"].flatMap((action) =>
        ["arn:aws:s3:::a", "arn:aws:s3:::b"].map((resource) => ({ effect: "Allow", action, resource, conditions: [] })),
      ),
    ],
    [
      "actions that are excluded",
      { Effect: "Allow", NotAction: ["s3:a", "s3:b"], Resource: OBJECT },
      "identity",
      [{ effect: "Allow", actions: { negated: true, entries: ["s3:a", "s3:b"] }, ...trait }],
    ],
    [
      "resources that are excluded",
      { Effect: "Allow", Action: "s3:a", NotResource: [OBJECT] },
      "identity",
      [{ effect: "Allow", action: "s3:a", resources: { negated: true, entries: [OBJECT] }, conditions: [] }],
    ],
    [
      "each principal",
      by({ AWS: [ROLE, "*"], Service: "a.amazonaws.com" }),
      "resource",
      [
        { kind: "AWS", name: ROLE },
        { kind: "*", name: "*" },
        { kind: "Service", name: "a.amazonaws.com" },
      ].map((principal) => ({ effect: "Allow", action: "s3:GetObject", ...trait, principal })),
    ],
    [
      "everybody",
      by("*"),
      "resource",
      [{ effect: "Allow", action: "s3:GetObject", ...trait, principal: { kind: "*", name: "*" } }],
    ],
    [
      "principals that are excluded",
      { ...base, NotPrincipal: { AWS: ROLE } },
      "resource",
      [
        {
          effect: "Allow",
          action: "s3:GetObject",
          ...trait,
          principals: { negated: true, entries: [{ kind: "AWS", name: ROLE }] },
        },
      ],
    ],
    [
      "no resource",
      { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
      "trust",
      [{ effect: "Allow", action: "sts:AssumeRole", conditions: [], principal: { kind: "*", name: "*" } }],
    ],
    [
      "each of several texts of a key",
      on("StringEquals", "x", "y"),
      "identity",
      ["x", "y"].map((value) => ({
        effect: "Allow",
        action: "s3:GetObject",
        resource: OBJECT,
        conditions: [{ operator: "StringEquals", key: "a:k", values: [value] }],
      })),
    ],
    [
      "texts that are excluded together",
      on("StringNotEquals", "x", "y"),
      "identity",
      [
        {
          effect: "Allow",
          action: "s3:GetObject",
          resource: OBJECT,
          conditions: [{ operator: "StringNotEquals", key: "a:k", values: ["x", "y"] }],
        },
      ],
    ],
    [
      "numbers and truth values as texts",
      { ...base, Condition: { NumericEquals: { "a:n": 5 }, Bool: { "a:b": true } } },
      "identity",
      [
        {
          effect: "Allow",
          action: "s3:GetObject",
          resource: OBJECT,
          conditions: [
            { operator: "NumericEquals", key: "a:n", values: ["5"] },
            { operator: "Bool", key: "a:b", values: ["true"] },
          ],
        },
      ],
    ],
  ])("%s", (_, statement, kind, fields) => {
    expect(pieces(statement, kind).map(({ id: _id, ...more }) => more)).toEqual(fields);
  });

  test("the old version is told on each", () => {
    expect(pieces(base, "identity", "2008-10-17")[0]?.old).toBe(true);
    expect(pieces(base)[0]).not.toHaveProperty("old");
  });

  const wide: StatementText = {
    effect: "Allow",
    actions: { negated: false, entries: ["s3:b", "s3:a"] },
    resources: { negated: false, entries: ["arn:aws:s3:::b", "arn:aws:s3:::a"] },
    principals: {
      negated: false,
      entries: [
        { kind: "AWS", name: ROLE },
        { kind: "*", name: "*" },
      ],
    },
    conditions: [],
  };
  const lists = (most: number) => permissionsOf<Partial<Permission> & { readonly trait: number }>(wide, { trait: 1 }, most);

  test("what would be too many stays together, the actions first", () => {
    expect(lists(8).length).toBe(8);
    expect(lists(7).map(({ actions, resources, trait }) => [actions, resources, trait])).toEqual(
      Array.from({ length: 4 }, () => [wide.actions, undefined, 1]),
    );
    expect(lists(4).length).toBe(4);
    expect(lists(3)).toHaveLength(2);
    const [whole, ...others] = lists(1);
    expect(others).toEqual([]);
    expect(whole).toMatchObject({ actions: wide.actions, resources: wide.resources, principals: wide.principals });
    expect(permissionsOf({ ...wide, actions: { negated: false, entries: ["s3:a", "s3:b"] } }, {}, 1)[0]?.id).toBe(whole?.id);
    expect(permissionsOf({ ...wide, actions: { negated: false, entries: ["s3:a", "s3:c"] } }, {}, 1)[0]?.id).not.toBe(whole?.id);
  });

  test("alternatives of conditions that would be too many stay together", () => {
    const condition = (count: number) => ({
      operator: "StringLike",
      key: "a:k",
      values: Array.from({ length: count }, (_, n) => `${n}`),
    });
    const count = (...counts: readonly number[]) =>
      permissionsOf({ effect: "Allow", actions: { negated: false, entries: ["s3:a"] }, conditions: counts.map(condition) }, {})
        .length;
    expect([count(64, 64), count(64, 65)]).toEqual([4096, 1]);
  });

  test("the one entry of a list, or the list", () => {
    const list = { negated: true, entries: ["a"] };
    expect([selectionOf("a", undefined), selectionOf(undefined, list), selectionOf(undefined, undefined)]).toEqual([
      { negated: false, entries: ["a"] },
      list,
      undefined,
    ]);
  });
});

describe("equal permissions have equal ids:", () => {
  test.each<readonly [claim: string, left: Json, right: Json, isSame: boolean]>([
    ["an account by its number and its root", by({ AWS: HOME }), by({ AWS: ROOT }), true],
    ["an account of another partition", by({ AWS: ROOT.replace("aws", "aws-cn") }), by({ AWS: ROOT }), true],
    ["a user named root", by({ AWS: `arn:aws:iam::${HOME}:user/root` }), by({ AWS: ROOT }), false],
    ["two services", by({ Service: "a.amazonaws.com" }), by({ Service: "b.amazonaws.com" }), false],
    ["everybody in two ways", by("*"), by({ AWS: "*" }), true],
    ["everybody and a role", by("*"), by({ AWS: ROLE }), false],
    ["a provider and a session", by({ Federated: FEDERATED }), by({ AWS: FEDERATED }), false],
    ["a late account and a text", by({ AWS: late("x") }), by({ AWS: HOME }), false],
    ["two late accounts", by({ AWS: late("x") }), by({ AWS: late("y") }), false],
    ["a Deny and an Allow", { ...by("*"), Effect: "Deny" }, by("*"), false],
    ["an excluded principal and that one", { ...base, NotPrincipal: { AWS: ROLE } }, by({ AWS: ROLE }), false],
    [
      "excluded principals in another order",
      { ...base, NotPrincipal: { AWS: [ROLE, HOME] } },
      { ...base, NotPrincipal: { AWS: [HOME, ROLE] } },
      true,
    ],
    [
      "an excluded resource and that one",
      { Effect: "Allow", Action: "s3:a", NotResource: OBJECT, Principal: "*" },
      { ...by("*"), Action: "s3:a" },
      false,
    ],
  ])("%s", (_, left, right, isSame) => expect(ids(left, "resource").join() === ids(right, "resource").join()).toBe(isSame));

  test.each<readonly [claim: string, left: Json, right: Json, isSame: boolean]>([
    ["ArnNotEquals and ArnNotLike", on("ArnNotEquals", "arn:a:b:c:d:*"), on("ArnNotLike", "arn:a:b:c:d:*"), true],
    ["ArnNotEquals and ArnLike", on("ArnNotEquals", "arn:a:b:c:d:*"), on("ArnLike", "arn:a:b:c:d:*"), false],
    ["StringNotLike without wildcards", on("StringNotLike", "x"), on("StringNotEquals", "x"), true],
    ["StringNotLike with a star", on("StringNotLike", "x*"), on("StringNotEquals", "x*"), false],
    ["StringLike with a question mark", on("StringLike", "x?"), on("StringEquals", "x?"), false],
    ["StringLike with a variable", on("StringLike", "${a:v}"), on("StringEquals", "${a:v}"), false],
    ["StringLike of a late value", on("StringLike", late("x")), on("StringEquals", late("x")), true],
    ["IfExists", on("StringEqualsIfExists", "x"), on("StringEquals", "x"), false],
    ["values twice", on("StringNotEquals", "x", "x"), on("StringNotEquals", "x"), true],
    ["values in another order", on("StringNotEquals", "x", "y"), on("StringNotEquals", "y", "x"), true],
    ["other values", on("StringNotEquals", "x", "y"), on("StringNotEquals", "x", "z"), false],
    ["a late value and its template", on("StringEquals", late("x")), on("StringEquals", "${$}{x}"), false],
    [
      "conditions in another order",
      { ...base, Condition: { StringEquals: { "a:k": "x", "a:j": "y" } } },
      { ...base, Condition: { StringEquals: { "a:j": "y", "a:k": "x" } } },
      true,
    ],
    ["stars of an action", { ...base, Action: "s3:**" }, { ...base, Action: "s3:*" }, true],
    ["another action", { ...base, Action: "s3:a" }, { ...base, Action: "s3:b" }, false],
    ["stars of a resource", { ...base, Resource: "arn:aws:s3:::a***" }, { ...base, Resource: "arn:aws:s3:::a*" }, true],
    [
      "excluded actions in another order",
      { Effect: "Allow", NotAction: ["s3:a", "s3:b"], Resource: "*" },
      { Effect: "Allow", NotAction: ["s3:b", "S3:A"], Resource: "*" },
      true,
    ],
    [
      "other excluded actions",
      { Effect: "Allow", NotAction: ["s3:a", "s3:b"], Resource: "*" },
      { Effect: "Allow", NotAction: "s3:a", Resource: "*" },
      false,
    ],
  ])("%s", (_, left, right, isSame) => expect(ids(left).join() === ids(right).join()).toBe(isSame));

  test("the old version takes variables of conditions literally, and only those make a difference", () => {
    const idOf = (statement: Json, version: string) => pieces(statement, "identity", version)[0]?.id;
    const versions = ["2008-10-17", "2012-10-17"];
    const [old, current] = versions.map((version) => idOf(on("StringEquals", "${a:v}"), version));
    expect(old).not.toBe(current);
    for (const statement of [on("StringEquals", "x"), on("StringEquals", late("x")), base]) {
      const [one, other] = versions.map((version) => idOf(statement, version));
      expect(one).toBe(other);
    }
  });
});

describe("back to documents:", () => {
  const statements: readonly (readonly [claim: string, statement: Json, kind: PolicyKind])[] = [
    ["an action", base, "identity"],
    ["lists that exclude", { Effect: "Deny", NotAction: ["s3:a"], NotResource: [OBJECT] }, "identity"],
    ["principals", by({ Service: "a.amazonaws.com" }), "resource"],
    ["everybody", by("*"), "resource"],
    [
      "excluded principals of two kinds",
      { ...base, Effect: "Deny", NotPrincipal: { AWS: [ROLE, HOME], Service: ["a.amazonaws.com"] } },
      "resource",
    ],
    ["no resource", { Effect: "Allow", Principal: { AWS: ROLE }, Action: "sts:AssumeRole" }, "trust"],
    [
      "conditions",
      { ...base, Condition: { StringNotEquals: { "a:k": ["x", "y"], "a:j": "z" }, Null: { "a:j": "false" } } },
      "identity",
    ],
  ];
  test.each(statements)("%s", (_, statement, kind) => {
    const [permission, ...others] = pieces(statement, kind);
    expect(others).toEqual([]);
    const read = readDocument({ Version: "2012-10-17", Statement: [statement] }, kind);
    expect(read.ok && read.value.statements[0]).toEqual(statementOf(permission!, kind));
    expect(read.ok && documentOf([permission!], kind)).toEqual(read.ok && read.value);
  });

  test("a document of several, numbered; none when AWS would not take one", () => {
    const [good] = pieces(base);
    const bad: Permission = { ...good!, resource: "${open" };
    expect(documentOf([good!, good!], "identity")?.statements.map(({ index }) => index)).toEqual([0, 1]);
    expect(documentOf([good!, bad], "identity")).toBeUndefined();
    expect(documentOf([], "identity")).toEqual({ version: "2012-10-17", statements: [] });
    expect([statementOf(bad, "identity"), statementOf(good!, "resource")]).toEqual([undefined, undefined]);
  });

  test("the old version reads a variable as text", () => {
    const [permission] = pieces({ ...base, Resource: "arn:aws:s3:::${a:v}" }, "identity", "2008-10-17");
    expect(statementOf(permission!, "identity")?.resources?.entries[0]?.every((part) => typeof part === "number")).toBe(true);
  });

  test("statements with their names, and what makes them be there", () => {
    const Statement = [{ ...base, Sid: "A" }, base];
    const read = readPolicy({ Version: "2012-10-17", Statement }, "identity", (sid) => (sid === "A" ? "var.x" : undefined));
    expect(read.ok && read.statements.map(({ sid, permissions }) => [sid, permissions.map(({ when }) => when)])).toEqual([
      ["A", ["var.x"]],
      ["", [undefined]],
    ]);
    expect(read.ok && read.statements[1]?.permissions[0]).not.toHaveProperty("when");
  });

  test("a policy without statements, and what is none", () => {
    const readAs = (value: unknown) => readPolicy(value, "identity", () => undefined);
    expect(readAs({ Version: "2012-10-17", Statement: [] })).toEqual({ ok: true, statements: [] });
    expect(readAs({ Version: "2012-10-17", Statement: [{}] })).toMatchObject({ ok: false, problem: { severity: "error" } });
    expect(readAs([])).toMatchObject({ ok: false, problem: { severity: "error" } });
    expect(readAs({})).toMatchObject({ ok: false });
  });
});

describe("how a request is told", () => {
  const request: Request = { principal: role, action: "s3:getobject", resource: OBJECT };
  test.each<readonly [claim: string, permission: Pick<Permission, "action" | "actions">, action: string]>([
    ["by the name in the policy", { action: "s3:GetObject" }, "s3:GetObject"],
    ["by one of its names", { actions: { negated: true, entries: ["s3:a", "S3:GetObject"] } }, "S3:GetObject"],
    ["by its own, where the policy has a pattern", { action: "s3:Get*" }, "s3:getobject"],
    ["by its own, where the policy names no action", {}, "s3:getobject"],
  ])("%s", (_, permission, action) => {
    expect(spelled(request, { ...pieces(base)[0]!, action: undefined, ...permission } as Permission)).toEqual({
      ...request,
      action,
    });
  });

  test("a pattern is spelled with a word in its place", () => {
    expect(spelled({ ...request, action: "s3:getexample" }, { ...pieces(base)[0]!, action: "s3:Get*" }).action).toBe(
      "s3:GetExample",
    );
  });
});

describe("effort", () => {
  test("is spent by the square of the permissions, and more than so many are never compared", () => {
    const effort = newEffort();
    expect([hasTime(effort, 32), effort.spent]).toEqual([true, 256]);
    expect([hasTime(effort, 3), effort.spent]).toEqual([true, 259]);
    expect([hasTime(newEffort(), 33), isCrowded(32), isCrowded(33)]).toEqual([false, false, true]);
  });

  test("ends after six doubts", () => {
    const effort = newEffort();
    for (let doubt = 0; doubt < 6; doubt += 1) payDoubt(effort);
    expect([effort.spent, hasTime(effort, 0), hasTime(effort, 1)]).toEqual([3000, true, false]);
  });
});
