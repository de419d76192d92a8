/** Whom somebody can newly act as: what a comparison says of chains, and of what it says nothing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { assuming, ownPolicies, ways } from "../../modules/chains/ways";
import { riskOf, risks } from "../../modules/cli/diff/risk";
import { changeWords, headWords } from "../../modules/cli/diff/words";
import { type Access, noPolicies, type PrincipalAccess, plainDocument } from "../../modules/review/access";
import type { AccessChange } from "../../modules/review/change";
import { diffAccess } from "../../modules/review/diff";

type Statement = readonly [action: unknown, resource: unknown, condition?: unknown];

interface ShortRole {
  readonly kind?: "user";
  readonly account?: string;
  readonly by?: string;
  readonly if?: object;
  readonly may?: readonly Statement[];
  readonly never?: readonly Statement[];
  readonly bounds?: readonly Statement[] | "unknown";
}

type ShortRoles = Readonly<Record<string, ShortRole | null>>;

interface ChainCase {
  readonly name: string;
  readonly before: ShortRoles;
  /** What is other than before. */
  readonly after: ShortRoles;
  readonly says?: readonly string[];
}

const home = "123456789012";
const cases: readonly ChainCase[] = parse(readFileSync(join(__dirname, "../cases/review/chains.yaml"), "utf8"));

function full(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null).replaceAll("ROLE/", `arn:aws:iam::${home}:role/`));
}

function element(name: string, value: unknown): object {
  const isNot = typeof value === "object" && value !== null && "not" in value;
  return isNot ? { [`Not${name}`]: value.not } : { [name]: value };
}

function policy(name: string, parts: readonly (readonly [effect: string, statements: readonly Statement[]])[]) {
  const Statement = parts.flatMap(([Effect, statements]) =>
    statements.map(([action, resource, Condition]) => ({
      Effect,
      ...element("Action", action),
      Resource: resource,
      ...(Condition === undefined ? {} : { Condition }),
    })),
  );
  return plainDocument(name, full({ Version: "2012-10-17", Statement }));
}

function trustOf(by: string, condition: object | undefined) {
  const Principal = /^[a-z0-9-]+$/.test(by) ? { Service: `${by}.amazonaws.com` } : { AWS: by };
  const Condition = condition === undefined ? {} : { Condition: condition };
  const Statement = [{ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...Condition }];
  return plainDocument("trust", full({ Version: "2012-10-17", Statement }));
}

function principal(
  name: string,
  { kind, account = home, by, may = [], never = [], bounds, ...rest }: ShortRole,
): PrincipalAccess {
  const boundary = { arn: `arn:aws:iam::${account}:policy/bounds` };
  const known = bounds === undefined || bounds === "unknown" ? {} : { document: policy("bounds", [["Allow", bounds]]) };
  return {
    ...noPolicies,
    kind: kind ?? "role",
    name,
    account,
    address: `aws_iam_${kind ?? "role"}.${name}`,
    arn: `arn:aws:iam::${account}:${kind ?? "role"}/${name}`,
    services: [],
    attached: [],
    policies:
      may.length + never.length === 0
        ? []
        : [
            policy("own", [
              ["Allow", may],
              ["Deny", never],
            ]),
          ],
    ...(kind === "user" ? {} : { trust: trustOf(by ?? "ecs-tasks", rest.if) }),
    ...(bounds === undefined ? {} : { boundary: { ...boundary, ...known } }),
  };
}

function accessOf(roles: ShortRoles): Access {
  const principals = Object.entries(roles).flatMap(([name, one]) => (one === null ? [] : [principal(name, one)]));
  return { stacks: [{ name: "", principals, resources: [], unread: {} }] };
}

function chainChanges({ before, after }: ChainCase) {
  const { changed, verdict } = diffAccess(accessOf(before), accessOf({ ...before, ...after }));
  const isChain = ({ aspect }: AccessChange): boolean => aspect === "chain";
  return { verdict, found: changed.flatMap((one) => one.changes.filter(isChain).map((change) => ({ ...one, change }))) };
}

test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
  const { verdict, found } = chainChanges(one);
  expect(found.map((change) => `${headWords(change)} ${changeWords(change.change, change.owner).sentence}`)).toEqual(
    one.says ?? [],
  );
  for (const { owner, change } of found) expect(riskOf(change, owner)).toBe(change.decided ? risks.escalation : risks.undecided);
  if (found.length > 0) expect(verdict).toBe("widened");
});

test("every way of the table is among them", () => {
  const said = cases.flatMap(({ says = [] }) => says);
  const missing = [...ways, assuming, ownPolicies].filter(({ does }) => !said.some((line) => line.includes(`: ${does} `)));
  expect(missing).toEqual([]);
});

test("nearly as many cases are of silence", () => {
  expect(cases.filter(({ says = [] }) => says.length === 0).length * 2.3).toBeGreaterThanOrEqual(cases.length);
});

test.each(cases.map((one) => [one.name, one] as const))("nothing is newly reached where nothing changes: %s", (_, one) => {
  const same = { ...one.before, ...one.after };
  expect(chainChanges({ name: "", before: same, after: {} }).found).toEqual([]);
});
