/** The options of each dimension: which values stand for all others, and which conditions hold for each. */
import { type PolicyDocument, type PolicyKind, readDocument } from "../..";
import { actionDimension, resourceDimension } from "../../compare/action-and-resource";
import { contextDimensions } from "../../compare/context-values";
import { type Dimension, distinct, freely, subsetsOf, textOf } from "../../compare/dimension";
import { ANY_ROLE, principalDimension } from "../../compare/requesters";
import { literal } from "../../glob";
import {
  allow,
  BUCKET,
  document,
  FEDERATED,
  grant,
  HOME,
  type Json,
  OBJECT,
  ROLE,
  ROOT,
  refuse,
  SESSION,
  USER,
} from "../cases/vocabulary";

function read(value: unknown, kind: PolicyKind = "identity"): PolicyDocument {
  const outcome = readDocument(value, kind);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

type Shown = readonly [value: unknown, atoms: string];

/** The options as their values, each with the numbers of the atoms that it makes true. */
function shown({ atoms, options }: Pick<Dimension, "atoms" | "options">): readonly Shown[] {
  return options.map(({ choice, holds }) => {
    const [inContext] = Object.values(choice.context ?? {});
    const value = choice.action ?? choice.resource ?? choice.principal ?? inContext ?? "absent";
    return [value, atoms.flatMap((atom, index) => (holds.has(atom) ? [index] : [])).join("")];
  });
}

const late = { late: "string", name: "var.x", template: "${var.x}" } as const;
const onKey = (operator: string, value: unknown): Json => ({ [operator]: { "a:k": value } });
const contextOf = (conditions: readonly Json[], kind: PolicyKind = "identity"): readonly Dimension[] => {
  const statements = conditions.map((Condition) =>
    kind === "identity" ? allow("s3:*", "*", { Condition }) : grant("*", "s3:*", { Condition }),
  );
  return contextDimensions([read(document(...statements), kind)]);
};

describe("values of a context key:", () => {
  type Values = readonly [claim: string, conditions: readonly (readonly [string, unknown])[], options: readonly Shown[]];
  const decided: readonly Values[] = [
    [
      "below, at and above a number",
      [
        ["NumericLessThan", "10"],
        ["NumericGreaterThan", "10"],
        ["NumericEquals", "10"],
      ],
      [
        ["absent", ""],
        ["9.9", "0"],
        ["10.0", "2"],
        ["10.1", "1"],
      ],
    ],
    [
      "between numbers of different scales, in their order",
      [
        ["NumericEquals", "7"],
        ["NumericEquals", "-1.5"],
        ["NumericEquals", "-1.49"],
        ["NumericGreaterThan", "7"],
        ["NumericLessThan", "-1.5"],
        ["NumericGreaterThan", "-1.5"],
      ],
      [
        ["absent", ""],
        ["-1.501", "4"],
        ["-1.500", "1"],
        ["-1.499", "5"],
        ["-1.490", "25"],
        ["7.000", "05"],
        ["7.001", "35"],
      ],
    ],
    [
      "around a number that begins with zeros",
      [
        ["NumericEquals", "0.05"],
        ["NumericLessThan", "0.05"],
      ],
      [
        ["absent", ""],
        ["0.049", "1"],
        ["0.050", "0"],
      ],
    ],
    [
      "around zero",
      [
        ["NumericEquals", "0"],
        ["NumericLessThan", "0"],
        ["NumericGreaterThan", "0"],
      ],
      [
        ["absent", ""],
        ["-0.1", "1"],
        ["0.0", "0"],
        ["0.1", "2"],
      ],
    ],
    [
      "before and after an instant",
      [
        ["DateLessThan", "1970-01-01T00:00:10Z"],
        ["DateGreaterThan", "1970-01-01T00:00:10Z"],
        ["DateEquals", "1970-01-01T00:00:10Z"],
      ],
      [
        ["absent", ""],
        ["9.9", "0"],
        ["10.0", "2"],
        ["10.1", "1"],
      ],
    ],
    [
      "both truth values",
      [
        ["Bool", "true"],
        ["Bool", "false"],
      ],
      [
        ["absent", ""],
        ["true", "0"],
        ["false", "1"],
      ],
    ],
    [
      "a binary value and another",
      [["ForAllValues:BinaryEquals", "QUJD"]],
      [
        ["absent", "0"],
        [["cm9sZXdyaWdodA=="], ""],
      ],
    ],
    [
      "a key that is there or not",
      [
        ["Null", "true"],
        ["Null", "false"],
      ],
      [
        ["absent", "0"],
        ["x", "1"],
      ],
    ],
    [
      "a number that is there or not",
      [
        ["NumericLessThan", "1"],
        ["Null", "true"],
      ],
      [
        ["absent", "1"],
        ["0.9", "0"],
        ["1.0", ""],
      ],
    ],
    [
      "the ends of a range of addresses",
      [
        ["IpAddress", "10.1.2.3/8"],
        ["NotIpAddress", "10.0.0.0/8"],
        ["IpAddress", "10.255.255.255/32"],
        ["IpAddress", "11.0.0.0/32"],
        ["Null", "true"],
      ],
      [
        ["absent", "14"],
        ["0.0.0.0", "1"],
        ["10.0.0.0", "0"],
        ["11.0.0.0", "13"],
        ["10.255.255.255", "02"],
      ],
    ],
    [
      "the last of all addresses",
      [
        ["IpAddress", "255.255.255.0/24"],
        ["Null", "true"],
      ],
      [
        ["absent", "1"],
        ["0.0.0.0", ""],
        ["255.255.255.0", "0"],
      ],
    ],
    [
      "addresses of both widths",
      [
        ["IpAddress", "2001:db8::/32"],
        ["NotIpAddress", "2001:db8::/32"],
        ["NotIpAddress", "0.0.0.0/0"],
      ],
      [
        ["absent", "12"],
        ["0.0.0.0", "1"],
        ["2001:db8:0:0:0:0:0:0", "02"],
      ],
    ],
    [
      "texts and patterns",
      [
        ["StringEquals", "red"],
        ["StringLike", "r*"],
        ["StringNotEquals", "red"],
      ],
      [
        ["absent", "2"],
        ["r", "12"],
        ["red", "01"],
      ],
    ],
    [
      "texts without case",
      [
        ["StringEqualsIgnoreCase", "Red"],
        ["StringNotEqualsIgnoreCase", "red"],
        ["Null", "true"],
      ],
      [
        ["absent", "12"],
        ["x", "1"],
        ["red", "0"],
      ],
    ],
    [
      "a late value",
      [
        ["StringEquals", late],
        ["StringNotEquals", late],
      ],
      [
        ["absent", "1"],
        [late, "0"],
      ],
    ],
    [
      "ARNs by their segments",
      [
        ["ArnLike", "arn:aws:sns:us:1:t"],
        ["ArnNotLike", "arn:aws:sns:*:1:t"],
        ["StringLike", "arn:*"],
      ],
      [
        ["absent", "1"],
        ["arn:", "12"],
        ["arn:aws:sns::1:t", "2"],
        ["arn:aws:sns:us:1:t", "02"],
      ],
    ],
    [
      "an ARN that is none",
      [
        ["ArnLike", "nothing"],
        ["ArnNotLike", "nothing"],
      ],
      [["absent", "1"]],
    ],
    [
      "all sets of some texts",
      [
        ["ForAllValues:StringEquals", ["x", "y"]],
        ["ForAnyValue:StringEquals", "x"],
        ["ForAnyValue:StringNotEquals", "x"],
      ],
      [
        ["absent", "0"],
        [["z"], "2"],
        [["x"], "01"],
        [["", "x"], "12"],
        [["y"], "02"],
        [["x", "y"], "012"],
      ],
    ],
    [
      "sets of numbers",
      [
        ["ForAnyValue:NumericEquals", "1"],
        ["ForAllValues:NumericLessThan", "1"],
      ],
      [
        ["absent", "1"],
        [["1.0"], "0"],
        [["1.1"], ""],
      ],
    ],
    [
      "IfExists",
      [
        ["StringNotEqualsIfExists", "x"],
        ["StringEqualsIfExists", "x"],
      ],
      [
        ["absent", "01"],
        ["", "0"],
        ["x", "1"],
      ],
    ],
    [
      "a number that nobody can read",
      [
        ["NumericNotEquals", "9".repeat(400)],
        ["NumericNotEquals", "1"],
      ],
      [
        ["absent", "01"],
        ["1.0", "0"],
      ],
    ],
  ];
  test.each(decided)("%s", (_, conditions, options) => {
    const [dimension, ...others] = contextOf(conditions.map(([operator, value]) => onKey(operator, value)));
    expect(others).toEqual([]);
    expect(dimension?.name).toBe("a:k");
    expect([shown(dimension!), dimension?.complete]).toEqual([options, true]);
  });

  const undecided: readonly Values[] = [
    [
      "with and without case",
      [
        ["StringEqualsIgnoreCase", "Red"],
        ["StringEquals", "red"],
      ],
      [
        ["absent", ""],
        ["red", "01"],
      ],
    ],
    [
      "variables",
      [
        ["StringEquals", "${a:v}"],
        ["StringEquals", "x"],
      ],
      [
        ["absent", ""],
        ["x", "1"],
        ["rolewright-variable", "0"],
      ],
    ],
    ["a late number", [["NumericEquals", late]], [["absent", ""]]],
    [
      "a number and a text",
      [
        ["NumericLessThan", "10"],
        ["StringLike", "x*"],
      ],
      [
        ["absent", ""],
        ["9.9", "0"],
      ],
    ],
    [
      "a truth value and a text",
      [
        ["Bool", "true"],
        ["StringEquals", "true"],
      ],
      [
        ["absent", ""],
        ["true", "01"],
      ],
    ],
    [
      "a number and an instant",
      [
        ["NumericLessThan", "10"],
        ["DateLessThan", "2026-06-01"],
      ],
      [
        ["absent", ""],
        ["9.9", "01"],
        ["10.0", "1"],
      ],
    ],
    [
      "sets of nine values",
      ["1", "2", "3", "4", "5", "6", "7"].map((value) => ["ForAnyValue:StringLike", value] as const),
      [["absent", ""], ...["1", "2", "3", "4", "5", "6", "7"].map((value, index): Shown => [[value], String(index)])],
    ],
  ];
  test.each(undecided)("not decided: %s", (_, conditions, options) => {
    const [dimension] = contextOf(conditions.map(([operator, value]) => onKey(operator, value)));
    expect([shown(dimension!), dimension?.complete]).toEqual([options, false]);
  });

  test("sets of eight values are decided", () => {
    const [dimension] = contextOf(["1", "2", "3", "4", "5", "6"].map((value) => onKey("ForAnyValue:StringLike", value)));
    expect([dimension?.options.length, dimension?.complete]).toEqual([64, true]);
  });

  test("a dimension for each key, by their names", () => {
    const dimensions = contextOf([{ StringEquals: { "c:d": "y", "a:b": "x" } }]);
    expect(dimensions.map(({ name, atoms }) => [name, atoms])).toEqual([
      ["a:b", ["StringEquals on a:b: x"]],
      ["c:d", ["StringEquals on c:d: y"]],
    ]);
  });

  test.each([
    "aws:PrincipalArn",
    "aws:PrincipalAccount",
    "aws:PrincipalType",
    "aws:PrincipalIsAWSService",
    "aws:ResourceAccount",
  ])("%s is always there where a policy is attached to a principal, and not where it names them", (key) => {
    const condition = { StringNotEquals: { [key]: "x" } };
    expect(contextOf([condition]).flatMap(shown)).toEqual([
      ["", "0"],
      ["x", ""],
    ]);
    expect(contextOf([condition], "resource").flatMap(shown)).toEqual([
      ["absent", "0"],
      ["x", ""],
    ]);
  });

  test("more values than there is time for leave the key undecided, with those that were looked at", () => {
    const values = Array.from({ length: 300 }, (_, index) => String(index));
    const [dimension] = contextOf([onKey("NumericEquals", values), onKey("NumericGreaterThan", "1000")]);
    expect(dimension?.complete).toBe(false);
    // 302 comparisons for each value
    expect(shown(dimension!)).toEqual([
      ["absent", ""],
      ["0.0", "0"],
    ]);
    const few = Array.from({ length: 130 }, (_, index) => String(index));
    expect(contextOf([onKey("NumericEquals", few)])[0]?.complete).toBe(true);
  });
});

const somebody = "rolewright-somebody";
const sessionOf = (arn: string, session = somebody) => ({ kind: "role", arn, session });
const accountOf = (account: string) => [
  sessionOf(`arn:aws:iam::${account}:role/${somebody}`),
  { kind: "user", arn: `arn:aws:iam::${account}:user/${somebody}` },
  { kind: "root", account },
];

describe("who asks:", () => {
  type Askers = readonly [claim: string, statements: readonly Json[], options: readonly Shown[]];
  const ofHome = accountOf(HOME);
  const cases: readonly Askers[] = [
    ["nobody is named", [], []],
    [
      "a role",
      [grant({ AWS: ROLE }, "*")],
      [
        [ANY_ROLE, ""],
        [sessionOf(ROLE), "0"],
      ],
    ],
    [
      "a user, and a federated session of it",
      [grant({ AWS: USER }, "*")],
      [
        [ANY_ROLE, ""],
        [{ kind: "user", arn: USER }, "0"],
        [{ kind: "federated-user", arn: `arn:aws:sts::${HOME}:federated-user/${somebody}`, user: USER }, "0"],
      ],
    ],
    [
      "an account, and its root",
      [grant({ AWS: ROOT }, "*")],
      [
        [ANY_ROLE, ""],
        [ofHome[0], "0"],
        [ofHome[2], "0"],
      ],
    ],
    [
      "a session, whose role has no path",
      [grant({ AWS: SESSION }, "*")],
      [
        [ANY_ROLE, ""],
        [sessionOf(`arn:aws:iam::${HOME}:role/orders`, "task-1"), "0"],
      ],
    ],
    [
      "a federated session",
      [grant({ AWS: FEDERATED }, "*")],
      [
        [ANY_ROLE, ""],
        [{ kind: "federated-user", arn: FEDERATED }, "0"],
      ],
    ],
    [
      "a session of a named role",
      [grant({ AWS: SESSION }, "*"), grant({ AWS: ROLE }, "*")],
      [
        [ANY_ROLE, ""],
        [sessionOf(`arn:aws:iam::${HOME}:role/orders`, "task-1"), "0"],
        [sessionOf(ROLE), "1"],
        [sessionOf(ROLE, "task-1"), "01"],
      ],
    ],
    [
      "a session of another role",
      [grant({ AWS: SESSION }, "*"), grant({ AWS: `arn:aws:iam::${HOME}:role/other` }, "*")],
      [
        [ANY_ROLE, ""],
        [sessionOf(`arn:aws:iam::${HOME}:role/orders`, "task-1"), "0"],
        [sessionOf(`arn:aws:iam::${HOME}:role/other`), "1"],
      ],
    ],
    [
      "a session of another account",
      [grant({ AWS: SESSION }, "*"), grant({ AWS: "arn:aws:iam::444455556666:role/app/orders" }, "*")],
      [
        [ANY_ROLE, ""],
        [sessionOf(`arn:aws:iam::${HOME}:role/orders`, "task-1"), "0"],
        [sessionOf("arn:aws:iam::444455556666:role/app/orders"), "1"],
      ],
    ],
    [
      "a federated session of a named user",
      [grant({ AWS: FEDERATED }, "*"), grant({ AWS: USER }, "*")],
      [
        [ANY_ROLE, ""],
        [{ kind: "federated-user", arn: FEDERATED }, "0"],
        [{ kind: "user", arn: USER }, "1"],
        [{ kind: "federated-user", arn: `arn:aws:sts::${HOME}:federated-user/${somebody}`, user: USER }, "1"],
        [{ kind: "federated-user", arn: FEDERATED, user: USER }, "01"],
      ],
    ],
    ["a late ARN", [grant({ AWS: late }, "*")], [[ANY_ROLE, ""]]],
    [
      "everybody, a service, a provider and a canonical user, who is nobody",
      [
        grant("*", "*"),
        grant({ Service: "a.amazonaws.com" }, "*"),
        grant({ Federated: "g" }, "*"),
        grant({ CanonicalUser: "79a5" }, "*"),
      ],
      [
        [ANY_ROLE, "0"],
        [{ kind: "service", name: "a.amazonaws.com" }, "01"],
        [{ kind: "federated", provider: "g" }, "02"],
      ],
    ],
    [
      "a role that is refused",
      [refuse({ AWS: ROLE }, "*")],
      [
        [ANY_ROLE, ""],
        [sessionOf(ROLE), "0"],
      ],
    ],
    [
      "all but a role",
      [{ Effect: "Allow", NotPrincipal: { AWS: ROLE }, Action: "*", Resource: "*" }],
      [
        [ANY_ROLE, "0"],
        [sessionOf(ROLE), ""],
      ],
    ],
  ];
  test.each(cases.slice(1))("%s", (_, statements, options) => {
    const dimension = principalDimension([read(document(...statements), "resource")]);
    expect(shown(dimension)).toEqual(options);
    expect([dimension.name, dimension.complete]).toEqual(["principal", true]);
  });

  test("where nobody is named, any role stands for all", () => {
    const { atoms, options, complete } = principalDimension([read(document(allow("*")))]);
    expect([atoms, options, complete]).toEqual([[], [{ choice: { principal: ANY_ROLE }, holds: new Set() }], true]);
  });

  test("how directly somebody is named counts as an atom, with the lesser ways", () => {
    const held = (statements: readonly Json[]) =>
      principalDimension([read(document(...statements), "resource")]).options.map(({ holds }) => [...holds]);
    const [user, account, refused] = [`Allow arn ${USER}`, `Allow account ${HOME}`, `Deny arn ${USER}`];
    expect(held([grant({ AWS: USER }, "*")])).toEqual([
      [],
      [user, `direct of ${user}`, `parent of ${user}`, `account of ${user}`],
      [user, `parent of ${user}`, `account of ${user}`],
    ]);
    expect(held([grant({ AWS: ROOT }, "*")])).toEqual([
      [],
      [account, `account of ${account}`],
      [account, `direct of ${account}`, `parent of ${account}`, `account of ${account}`],
    ]);
    expect(held([refuse({ AWS: USER }, "*")])).toEqual([[], [refused]]);
  });

  test("thousands of names are more than there is time for", () => {
    const arns = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:iam::${HOME}:role/r${index}`);
    const isComplete = (count: number) =>
      principalDimension([read(document(grant({ AWS: arns(count) }, "*")), "resource")]).complete;
    expect([isComplete(700), isComplete(710)]).toEqual([true, false]);
  });
});

describe("actions and resources:", () => {
  const one = (statement: Json) => [read(document(statement))];

  test.each<readonly [claim: string, action: unknown, options: readonly Shown[]]>([
    [
      "an action",
      "s3:GetObject",
      [
        ["x:x", ""],
        ["s3:getobject", "0"],
      ],
    ],
    [
      "a pattern and one of it",
      ["s3:Get*", "s3:GetObject"],
      [
        ["x:x", ""],
        ["s3:get", "0"],
        ["s3:getobject", "01"],
      ],
    ],
    ["everything", "*", [["x:x", "0"]]],
  ])("%s", (_, action, options) => {
    const dimension = actionDimension(one(allow(action)));
    expect([dimension.name, shown(dimension), dimension.complete]).toEqual(["action", options, true]);
  });

  test.each<readonly [claim: string, resource: unknown, options: readonly Shown[]]>([
    [
      "an object",
      OBJECT,
      [
        ["*", ""],
        [OBJECT, "0"],
      ],
    ],
    [
      "a pattern and an object of it",
      [`${BUCKET}/*`, OBJECT],
      [
        ["*", ""],
        [`${BUCKET}/`, "0"],
        [OBJECT, "01"],
      ],
    ],
    ["everything", "*", [["*", "0"]]],
    [
      "a late value",
      late,
      [
        [late, "0"],
        ["*", ""],
      ],
    ],
  ])("%s", (_, resource, options) => {
    const dimension = resourceDimension(one(allow("s3:*", resource)));
    expect([dimension.name, shown(dimension), dimension.complete]).toEqual(["resource", options, true]);
    expect(dimension.covering).toBeUndefined();
  });

  test("a policy variable has a fresh value, or any", () => {
    const dimension = resourceDimension(one(allow("s3:*", [`${BUCKET}/\${aws:username}/*`, `${BUCKET}/a/b`])));
    expect(dimension.complete).toBe(false);
    expect(shown(dimension)).toEqual([
      ["*", ""],
      [`${BUCKET}/a/b`, "1"],
      [`${BUCKET}/rolewright-variable/`, "0"],
    ]);
    const covering = shown({ atoms: dimension.atoms, options: dimension.covering ?? [] });
    expect(covering.map(([, atoms]) => atoms).sort()).toEqual(["", "0", "01", "1"]);
  });

  test("nine variables are too many for any", () => {
    const resources = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:s3:::b/\${a:k${index}}`);
    const coveringOf = (count: number) => resourceDimension(one(allow("s3:*", resources(count)))).covering;
    expect([coveringOf(8)?.length, coveringOf(9)]).toEqual([256, undefined]);
  });

  test("patterns that are too many to tell apart are tried one by one", () => {
    const patterns = Array.from({ length: 70 }, (_, index) => `s3:*a${index}*`);
    const dimension = actionDimension(one(allow(patterns)));
    expect([dimension.complete, dimension.options.length]).toEqual([false, 65]);
    expect(shown(dimension).slice(0, 2)).toEqual([
      ["xx:xx", ""],
      ["s3:xa0x", "0"],
    ]);
    expect(shown(dimension)[11]).toEqual(["s3:xa10x", "110"]);
  });
});

describe("options in general:", () => {
  const choice = { action: "a:b" };

  test("of options with the same atoms the first is kept", () => {
    const options = [["a", "b"], ["b", "a"], ["a"], []].map((held, index) => ({
      choice: { action: `a:${index}` },
      holds: new Set(held),
    }));
    expect(distinct(options).map((option) => option.choice.action)).toEqual(["a:0", "a:2", "a:3"]);
  });

  test("eight atoms are combined freely, nine are not", () => {
    const atoms = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);
    const options = [{ choice, holds: new Set<string>() }];
    const all = freely({ name: "a", atoms: atoms(8), options, complete: false });
    expect(all?.length).toBe(256);
    expect(all?.every((option) => option.choice === choice)).toBe(true);
    expect(freely({ name: "a", atoms: atoms(9), options, complete: false })).toBeUndefined();
    expect(freely({ name: "a", atoms: atoms(9), options, covering: options, complete: false })).toBe(options);
    expect(freely({ name: "a", atoms: [], options: [], complete: false })).toEqual([{ choice: {}, holds: new Set() }]);
  });

  test("sets of values, the empty one first", () => {
    expect(subsetsOf([])).toEqual([[]]);
    expect(subsetsOf(["a", "b"])).toEqual([[], ["a"], ["b"], ["a", "b"]]);
  });

  test("letters as text, with the late values in their places", () => {
    expect(textOf([])).toBe("");
    expect(textOf(literal("a\u{1f600}"))).toBe("a\u{1f600}");
    expect(textOf(["var.x"])).toEqual(late);
    expect(textOf([...literal("ab"), "var.x", "var.x", ...literal("c")])).toEqual({ parts: ["ab", late, late, "c"] });
  });
});
