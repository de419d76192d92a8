/** The proof of what constructs write: of each role when it is made, of the whole app when it is synthesised. */
import { Annotations, Aspects } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { compact } from "../collections";
import { showText } from "../iam/text";
import type { Repository, RoleStack } from "../model/model";
import type { StackPolicies } from "../policy/policy-set";
import type { Path, Problem } from "../problem";
import { citePaths } from "../resources/reason";
import type { Resource } from "../resources/resource";
import type { ExpectationSpec } from "../spec/expectation";
import { proveExpectations } from "../verify/expectations/expectations";
import { prove } from "../verify/prove";
import { platformOf } from "./account-props";
import { normalForm } from "./normal-form";
import { lines, throwProblems } from "./problems-error";
import { inProps, type PropPaths, type PropsReader } from "./props";
import { inWordsOfApps } from "./words";
import { type NamingPart, nameProblems } from "./written-names";

/** What a construct writes, as the proofs read it. */
export interface ProvenPart {
  readonly stack: RoleStack;
  readonly policies: StackPolicies;
}

/** What a construct adds to the proof of its app: always what it writes now, with everything that was granted since it was made. */
export interface AppPart extends ProvenPart {
  readonly platform: string;
  readonly accounts: readonly string[];
  readonly organization?: string | undefined;
  readonly paths: PropPaths;
  /** What is expected of the roles of services, by their names. */
  readonly expect: Readonly<Record<string, readonly ExpectationSpec[]>>;
}

/** A part of the app from the props of its construct. */
export function appPart(reader: PropsReader, written: ProvenPart, paths: PropPaths, expect: AppPart["expect"] = {}): AppPart {
  const { scope, props } = reader;
  const { organization } = props;
  return { ...written, platform: platformOf(scope, props), accounts: accountsOf(reader), organization, paths, expect };
}

/** Proves what every role must fulfil by itself, and reports what it does not. Codes: those of `prove`. */
export function proveParts(reader: PropsReader, part: ProvenPart): void {
  const { scope, props, report } = reader;
  const proven = normalForm(scope, part);
  const { organization } = props;
  const model = { stacks: [proven.stack], accounts: accountsOf(reader), ...compact({ organization }) };
  for (const problem of prove({ model, stacks: [proven] }, { only: "role" }).problems) report(problem);
}

/** Ids of the accounts that are the user's own, as far as they are literal. */
function accountsOf({ place, props }: Pick<PropsReader, "place" | "props">): readonly string[] {
  const { account } = place.place;
  return [...(typeof account === "string" ? [account] : []), ...(props.ownAccounts ?? [])];
}

/** What a construct writes: what is proved of it, and its elements. */
interface WrittenPart {
  readonly part: AppPart;
  readonly resources: readonly Resource[];
}

/** The constructs of one app with what each writes. */
interface AppParts {
  readonly parts: Map<Construct, () => WrittenPart>;
  isProved: boolean;
}

const apps = new WeakMap<IConstruct, AppParts>();

/** Makes what the construct writes a part of its app's proof, which runs before the first stack is written. */
export function addToApp(scope: Construct, plan: () => WrittenPart): void {
  const { root } = scope.node;
  const app = apps.get(root) ?? { parts: new Map(), isProved: false };
  apps.set(root, app);
  app.parts.set(scope, plan);
  app.isProved = false;
  Aspects.of(scope).add({ visit: (node) => (node === scope ? proveOnce(root, app) : undefined) });
}

/** Throws `ProblemsError`; warnings become annotations of the construct that they are about. */
function proveOnce(root: IConstruct, app: AppParts): void {
  if (app.isProved) return;
  const parts = withOtherPullers([...app.parts].map(([scope, part]) => scopedPart(scope, part())));
  const stacks = parts.map(({ stack }) => stack);
  const accounts = [...new Set(parts.flatMap((part) => part.accounts))];
  const organization = parts.find((part) => part.organization !== undefined)?.organization;
  const proof = prove({ model: { stacks, accounts, ...compact({ organization }) }, stacks: parts }, { only: "platform" });
  const problems = [...nameProblems(parts), ...proof.problems, ...parts.flatMap((part) => expectationProblems(part, parts))].map(
    inWordsOfApps,
  );
  throwProblems(problems, root.node.path === "" ? "the app" : root.node.path);
  for (const problem of problems) warn(parts, problem);
  app.isProved = true;
}

function warn(parts: readonly ScopedPart[], problem: Problem): void {
  const about = parts.find(({ scope }) => scope.node.path === problem.path[0]) ?? parts[0];
  if (about !== undefined) Annotations.of(about.scope).addWarning(lines(problem));
}

/** A part in the normal form that all parts of the app have; its paths begin with that of the construct. */
interface ScopedPart extends AppPart, NamingPart {
  readonly pathOf: (path: Path) => Path;
}

/** Services of one platform in one account and region are of one stack, whichever stacks of CDKTF their constructs are in. */
function scopedPart(scope: Construct, { part, resources: written }: WrittenPart): ScopedPart {
  const pathOf = (path: Path): Path => [scope.node.path, ...inProps(part.paths, path)];
  const { stack, policies } = normalForm(scope, { stack: part.stack, policies: part.policies }, pathOf);
  const name = `${part.platform}/${showText(stack.place.account)}-${showText(stack.place.region)}`;
  const resources = normalForm(scope, written);
  return { ...part, scope, pathOf, policies, resources, stack: { ...stack, name } };
}

/** Pullers whose roles the app does not write are taken as they are named, and so are all of a repository whose name only Terraform knows; others must pull indeed. */
function withOtherPullers(parts: readonly ScopedPart[]): readonly ScopedPart[] {
  const written = new Set(parts.flatMap(({ policies }) => policies.roles.map(({ role }) => showText(role.arn))));
  const complete = (repository: Repository): Repository => {
    const isKnown = typeof repository.arn === "string";
    const otherPullers = repository.pullers.filter(({ roleArn }) => !isKnown || !written.has(showText(roleArn)));
    return { ...repository, otherPullers };
  };
  return parts.map((part) => ({ ...part, stack: { ...part.stack, repositories: part.stack.repositories.map(complete) } }));
}

/** What is expected is expected of the roles of one stack, as the names of services are those of one. */
function expectationProblems({ expect, stack, pathOf }: ScopedPart, parts: readonly ScopedPart[]): readonly Problem[] {
  if (Object.values(expect).every((entries) => entries.length === 0)) return [];
  const near = parts.filter((part) => part.stack.name === stack.name);
  const services = Object.fromEntries(Object.entries(expect).map(([name, entries]) => [name, { expect: [...entries] }]));
  const organization = near.find((part) => part.organization !== undefined)?.organization;
  const { problems } = proveExpectations({
    spec: { expect: [], keys: {}, services },
    model: { stacks: near.map((part) => part.stack), ...compact({ organization }) },
    stacks: near,
    cite: citePaths,
    locate: () => undefined,
  });
  return problems.map((problem) => ({ ...problem, path: pathOf(problem.path) }));
}
