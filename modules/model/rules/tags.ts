/** Tags as IAM and ECS take them (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html). */
import { error, type Path, quote, type Report } from "../../problem";
import type { Spec } from "../../spec/schema";
import type { ServiceModel } from "../model";

type Tags = Readonly<Record<string, string>>;

/** Tags that AWS refuses. Problem code: `invalid-value`. */
export function checkTags(spec: Spec, services: readonly Pick<ServiceModel, "path" | "tags">[], report: Report): void {
  for (const [path, tags] of writtenTags(spec)) {
    for (const [key, value] of Object.entries(tags)) checkTag(key, value, [...path, key], report);
  }
  for (const service of services) {
    const count = Object.keys(service.tags).length;
    if (count > 50)
      report(
        error(
          "invalid-value",
          [...service.path, "tags"],
          `${count} tags`,
          "AWS takes 50 tags per resource, those of `defaults` and of the account included",
        ),
      );
  }
}

function writtenTags(spec: Spec): readonly (readonly [Path, Tags])[] {
  const tagged: [Path, Tags | undefined][] = [[["defaults", "tags"], spec.defaults.tags]];
  for (const [name, account] of Object.entries(spec.accounts)) {
    if (typeof account !== "string") tagged.push([["accounts", name, "tags"], account.tags]);
  }
  for (const [name, cluster] of Object.entries(spec.clusters)) {
    tagged.push([["clusters", name, "tags"], cluster.tags], [["clusters", name, "ec2", "tags"], cluster.ec2?.tags]);
    for (const [kind, capacity] of Object.entries(cluster.capacity ?? {}))
      tagged.push([["clusters", name, "capacity", kind, "tags"], capacity.tags]);
  }
  for (const [name, repository] of Object.entries(spec.repositories))
    tagged.push([["repositories", name, "tags"], repository.tags]);
  for (const [name, service] of Object.entries(spec.services)) {
    const path = ["services", name];
    tagged.push(
      [[...path, "tags"], service.tags],
      [[...path, "taskRole", "tags"], service.taskRole.tags],
      [[...path, "executionRole", "tags"], service.executionRole.tags],
    );
  }
  return tagged.flatMap(([path, tags]) => (tags === undefined ? [] : [[path, tags] as const]));
}

// IAM's is the narrowest of the character sets: https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function checkTag(key: string, value: string, path: Path, report: Report): void {
  if (key === "" || key.length > 128 || value.length > 256) {
    report(
      error(
        "invalid-value",
        path,
        `tag ${quote(key)} is too long or has no key`,
        "keys have 1 to 128 characters, values at most 256",
      ),
    );
  } else if (!characters.test(key) || !characters.test(value)) {
    report(
      error(
        "invalid-value",
        path,
        `tag ${quote(key)} has a character that IAM refuses`,
        "use letters, digits, spaces and `_.:/=+-@`",
      ),
    );
  } else if (/^aws:/i.test(key)) {
    report(
      error(
        "invalid-value",
        path,
        `tag key ${quote(key)} begins with \`aws:\``,
        "AWS keeps these for itself: choose another key",
      ),
    );
  }
}
