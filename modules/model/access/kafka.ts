/** `kafka`: from the name and id of an MSK cluster to the ARNs of its topics, groups and transactions. */
import { type Text, text } from "../../iam/text";
import { arnAt, find, type ResourceNaming } from "./identifier";
import { about, findLimits, given, type IntentResolver, namesProblem } from "./resolved-item";

const cluster: ResourceNaming = {
  called: "MSK cluster",
  service: "kafka",
  resource: /^cluster\/([A-Za-z0-9-]{1,64}\/[A-Za-z0-9-]{8,64})$/,
  name: /^[A-Za-z0-9-]{1,64}\/[A-Za-z0-9-]{8,64}$/,
  names: "`name/uuid`, the end of the cluster's ARN",
  form: (name) => text`cluster/${name}`,
  example: "arn:aws:kafka:us-east-1:111122223333:cluster/orders/1234abcd-12ab-34cd-56ef-1234567890ab-1",
};

const topic = { called: "topic", name: /^[A-Za-z0-9._-]{1,249}$/, names: "at most 249 letters, digits, `.`, `_` and `-`" };

/** Topics, groups and transactional ids of a cluster. Codes: those of `find` and `findLimits`. */
export const kafka: IntentResolver<"kafka"> = (spec, itemContext) => {
  const { scope, path } = itemContext;
  const found = find(spec.cluster, "cluster", cluster, itemContext, spec);
  const named = findLimits({ topics: spec.topics, groups: spec.groups, transactionalIds: spec.transactionalIds }, itemContext);
  const problem = named && namesProblem(named.topics ?? [], topic, [...path, "topics"]);
  if (problem !== undefined) scope.report(problem);
  if (found?.id === undefined || named === undefined || problem !== undefined) return undefined;
  const { id, place } = found;
  const arns = (type: string, names: readonly string[] | undefined): readonly Text[] | undefined =>
    names?.map((name) => arnAt(place, cluster, text`${type}/${id}/${name}`));
  return {
    ...about(found),
    // The uuid says nothing to people.
    name: found.label.split("/")[0] ?? found.label,
    resources: given({
      cluster: [found.arn],
      topic: arns("topic", named.topics),
      group: arns("group", named.groups),
      "transactional-id": arns("transactional-id", named.transactionalIds),
    }),
  };
};
