/** Every rule that looks across the whole model. A rule is one file that reports what it refuses. */
import type { Report } from "../../problem";
import type { Spec } from "../../spec/schema";
import type { Model } from "../model";
import { checkEnvironment } from "./environment";
import { checkFargate } from "./fargate";
import { checkNames } from "./names";
import { checkReferences } from "./references";
import { checkRenames } from "./renames";
import { checkRoleNames } from "./role-names";
import { checkTags } from "./tags";

/** Runs every rule; the problem codes are those of the rules. */
export function checkRules(spec: Spec, model: Model, report: Report): void {
  checkRoleNames(model, report);
  checkNames(model, report);
  checkReferences(spec, report);
  checkRenames(spec, model, report);
  checkEnvironment(spec, report);
  checkFargate(spec, model, report);
  checkTags(
    spec,
    model.stacks.flatMap(({ services }) => services),
    report,
  );
}
