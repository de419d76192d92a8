/** Platform files of which nothing comes that anybody could hold: proofs of them say nothing. */
import { type Report, warning } from "../../problem";
import type { Model } from "../model";

/** A platform without services, capacities, repositories and buckets. Problem code, a warning: `nothing-declared`. */
export function checkNothingDeclared(model: Model, report: Report): void {
  const isEmpty = model.stacks.every(
    ({ services, clusters, repositories, buckets }) =>
      services.length + repositories.length + buckets.length === 0 && clusters.every(({ capacities }) => capacities.length === 0),
  );
  if (!isEmpty) return;
  const help = "add a service, or a repository; `rolewright init` writes a file to start from";
  report(warning("nothing-declared", ["services"], "no role or policy comes of this file", help));
}
