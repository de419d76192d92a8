/** `bedrock`: from models, inference profiles and guardrails to ARNs. */

import { parseArn, regionProblem } from "../../iam/arn";
import { partitionOf } from "../../iam/partition";
import { type Text, text } from "../../iam/text";
import { error, type Problem } from "../../problem";
import type { IntentSpec } from "../../spec/access";
import { arnAt, find, type ItemContext, ifNamed, type ResolvedResource, type ResourceNaming } from "./identifier";
import { about, given, type IntentResolver, missing, type ResolvedItem } from "./resolved-item";

const model: ResourceNaming = {
  called: "model",
  service: "bedrock",
  resource:
    /^(?:foundation-model|provisioned-model|imported-model|custom-model-deployment|prompt-router|default-prompt-router)\/([A-Za-z0-9.:_-]{1,140})$/,
  name: /^[a-z0-9-]+\.[A-Za-z0-9.:_-]{1,120}$/,
  names: "the id of a foundation model (`vendor.model-v1:0`)",
  form: (name) => text`foundation-model/${name}`,
  example: "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
  without: ["account"],
};

const profile: ResourceNaming = {
  called: "inference profile",
  service: "bedrock",
  resource: /^(?:inference-profile|application-inference-profile)\/([A-Za-z0-9.:_-]{1,140})$/,
  name: /^[a-z-]{2,12}\.[a-z0-9-]+\.[A-Za-z0-9.:_-]{1,120}$/,
  names: "the id of an inference profile (`eu.vendor.model-v1:0`); application inference profiles by their ARN",
  form: (name) => text`inference-profile/${name}`,
  example: "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0",
};

const guardrail: ResourceNaming = {
  called: "guardrail",
  service: "bedrock",
  resource: /^guardrail\/([a-z0-9]{1,20})$/,
  name: /^[a-z0-9]{1,20}$/,
  names: "the id, lower case letters and digits",
  form: (name) => text`guardrail/${name}`,
  example: "arn:aws:bedrock:us-east-1:111122223333:guardrail/ab12cd34ef56",
};

/**
 * A model, or a profile with the foundation model in each of its regions. Codes: those of `find`; missing-key, invalid-value, invalid-region
 * and partition-mismatch for options that do not fit together.
 */
export const bedrock: IntentResolver<"bedrock"> = (spec, itemContext) => {
  const guard =
    spec.guardrail === undefined
      ? "none"
      : find(spec.guardrail, "guardrail", guardrail, itemContext, ifNamed(spec.guardrail, spec));
  const draft = spec.profile === undefined ? ofModel(spec, itemContext) : ofProfile(spec, spec.profile, itemContext);
  if (draft === undefined || guard === undefined) return undefined;
  if (guard === "none") return draft;
  return {
    ...draft,
    resources: { ...draft.resources, guardrail: [guard.arn] },
    limits: { ...draft.limits, guardrail: [guard.arn, text`${guard.arn}:*`] },
  };
};

type Spec = IntentSpec<"bedrock">;

function ofModel(spec: Spec, itemContext: ItemContext): ResolvedItem | undefined {
  const { path } = itemContext;
  const problem =
    spec.regions !== undefined
      ? error(
          "invalid-value",
          [...path, "regions"],
          "`regions` without `profile`",
          "a model runs in one region: write `region`, or name the profile",
        )
      : undefined;
  if (problem !== undefined || spec.model === undefined) {
    itemContext.scope.report(problem ?? missing("model", "nothing says what to run", "name a `model` or a `profile`", path));
    return undefined;
  }
  const found = find(spec.model, "model", model, itemContext, ifNamed(spec.model, { region: spec.region }));
  return found && { ...about(found), resources: { model: [found.arn] } };
}

function ofProfile(spec: Spec, reference: NonNullable<Spec["profile"]>, itemContext: ItemContext): ResolvedItem | undefined {
  const { scope } = itemContext;
  const found = find(reference, "profile", profile, itemContext, ifNamed(reference, spec));
  const problem = regionsProblem(spec.regions, itemContext);
  if (problem !== undefined) scope.report(problem);
  const id = found && modelOf(spec, found, itemContext);
  if (found === undefined || id === undefined || problem !== undefined) return undefined;
  const destinations = (spec.regions ?? []).map((region) =>
    arnAt({ ...found.place, region: region === "global" ? "" : region }, model, text`foundation-model/${id}`),
  );
  return {
    ...about(found),
    resources: given<readonly Text[]>({ profile: [found.arn], destination: destinations }),
    limits: { profile: [found.arn] },
  };
}

/** The id of the foundation model behind a profile: given, or the end of a literal profile id. */
function modelOf(spec: Spec, found: ResolvedResource, itemContext: ItemContext): Text | undefined {
  const { scope, path } = itemContext;
  if (spec.model !== undefined) {
    const chosen = find(spec.model, "model", model, itemContext, {});
    const segment = typeof chosen?.arn === "string" ? parseArn(chosen.arn)?.resource : undefined;
    if (chosen === undefined) return undefined;
    if (chosen.id !== undefined && (segment === undefined || segment.startsWith("foundation-model/"))) return chosen.id;
    const help = "name the foundation model behind the profile, by its id";
    scope.report(error("invalid-value", [...path, "model"], "a profile sends requests to a foundation model only", help));
    return undefined;
  }
  const id = typeof found.id === "string" && !isApplicationProfile(found) ? found.id.replace(/^[a-z-]+\./, "") : undefined;
  if (id === undefined)
    scope.report(missing("model", "the profile does not tell its model", "name the foundation model behind it", path));
  return id;
}

function isApplicationProfile({ arn }: ResolvedResource): boolean {
  return typeof arn === "string" && arn.includes(":application-inference-profile/");
}

function regionsProblem(regions: Spec["regions"], { scope, path }: ItemContext): Problem | undefined {
  if (regions === undefined) {
    const help = "list every region of the profile: `aws bedrock get-inference-profile` prints them";
    return missing("regions", "a profile sends requests to several regions", help, path);
  }
  const named = regions.flatMap((region, index) => (region === "global" ? [] : [{ region, at: [...path, "regions", index] }]));
  const unknown = named.map(({ region, at }) => regionProblem(region, at)).find((problem) => problem !== undefined);
  const { partition } = scope.place;
  const outside = named.find(({ region }) => typeof partition === "string" && partitionOf(region) !== partition);
  if (unknown !== undefined || outside === undefined) return unknown;
  return error(
    "partition-mismatch",
    outside.at,
    `region \`${outside.region}\` is in another partition than the service`,
    "no profile reaches another partition",
  );
}
