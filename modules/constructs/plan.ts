/** The props of a service or a cluster through the pipeline: schema, model, policies, resources, as a platform file goes. */
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { InstanceStart } from "../agent/plan";
import type { StackModel } from "../model/model";
import { resolveModel, type Surroundings } from "../model/resolve";
import { planPolicies } from "../policy/plan";
import { hasErrors, type Path, type Report } from "../problem";
import { type Citation, citePaths } from "../resources/reason";
import { planResources, type StackResources } from "../resources/stack";
import { platformFile } from "../spec/schema";
import { type AppPart, appPart, proveParts } from "./proof";
import { inProps, type PropPaths, type PropsReader, parsed, refuse, reportUnwritable, settle } from "./props";

/** What a construct makes of its props. */
export interface Draft {
  /** Sections of a platform file, tokens substituted. */
  readonly sections: Readonly<Record<string, unknown>>;
  readonly paths: PropPaths;
  readonly clusters?: Surroundings["clusters"];
  readonly repositories?: Surroundings["repositories"];
  /** What the construct makes of the model: it keeps its own things, and adds what the platform file has no words for. */
  readonly adjust?: (stack: StackModel) => StackModel;
  /** How instances start, where the construct writes any. */
  readonly starts?: (stack: StackModel, report: Report) => ReadonlyMap<string, InstanceStart>;
}

/** The plan of a construct. */
export interface ConstructPlan {
  readonly stack: StackModel;
  readonly part: AppPart;
  readonly resources: StackResources["resources"];
}

/** Plans and proves a draft. Throws `ProblemsError` with every problem of every stage that could still run; warnings become annotations of the construct. */
export function planDraft(reader: PropsReader, draft: Draft): ConstructPlan {
  const { report, scope } = reader;
  const { paths } = draft;
  const spec = parsed(reader, platformFile, draft.sections);
  const first = spec && resolveModel(spec, report, surroundingsOf(reader, draft)).stacks[0];
  if (spec === undefined || first === undefined) return refuse(reader, paths);
  const stack = draft.adjust?.(first) ?? first;
  const policies = planPolicies(stack, report);
  const starts = draft.starts?.(stack, report) ?? new Map();
  reportUnwritable(reader, stack.variables, stack.lookups);
  const expect = Object.fromEntries(Object.entries(spec.services).map(([name, service]) => [name, service.expect]));
  const part = appPart(reader, { stack, policies }, paths, expect);
  if (!hasErrors(reader.problems)) proveParts(reader, part);
  settle(reader, paths);
  const { resources } = planResources(stack, policies, starts, citeProps(scope, paths));
  return { stack, part, resources };
}

function surroundingsOf({ book, place }: PropsReader, { clusters, repositories }: Draft): Surroundings {
  return {
    resolved: place,
    given: book.given,
    ...(clusters === undefined ? {} : { clusters }),
    ...(repositories === undefined ? {} : { repositories }),
  };
}

/** Names places in the props for readers of the policies: `shop/orders access[0]`. */
export function citeProps(scope: Construct, known: PropPaths): Citation {
  return (paths: readonly Path[]) =>
    paths.map((path) => `${scope.node.path} ${citePaths([inProps(known, path)])}`.trim()).join(", ");
}

/** Elements that somebody else has written and that are to be waited for, as far as they are in the stack of `scope`. */
export function inStack<T extends Construct>(scope: Construct, elements: readonly T[] = []): readonly T[] {
  const stack = TerraformStack.of(scope);
  return elements.filter((element) => TerraformStack.of(element) === stack);
}
