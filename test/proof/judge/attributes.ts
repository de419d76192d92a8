/** What an account demands of its roles, on the very resources that Terraform gets. */

import type { Violation } from "./isolation";
import type { Answer } from "./product";
import { mapOf, type Options, textOf } from "./raw";
import { accountId } from "./world";

interface RoleConfig {
  readonly name?: unknown;
  readonly path?: unknown;
  readonly permissionsBoundary?: unknown;
  readonly tags?: unknown;
}

/** Roles without the path, the boundary or a tag of their account. */
export function plainRoles(raw: Options, { stacks }: Answer): readonly Violation[] {
  const accounts = mapOf(raw.accounts);
  return stacks.flatMap(({ stack, resources }) => {
    const name = Object.keys(accounts).find((each) => accountId(accounts, each) === stack.place.account) ?? "";
    const [account, defaults] = [mapOf(accounts[name]), mapOf(raw.defaults)];
    const path = textOf(account.rolePath) ?? textOf(defaults.rolePath) ?? "/";
    const boundary = textOf(account.permissionsBoundary) ?? textOf(defaults.permissionsBoundary);
    const tags = Object.entries({ ...mapOf(defaults.tags), ...mapOf(account.tags) });
    return resources.resources
      .filter(({ type }) => type === "aws_iam_role")
      .map(({ config }) => config as RoleConfig)
      .filter((role) => {
        const own = mapOf(role.tags as Options);
        return role.path !== path || role.permissionsBoundary !== boundary || tags.some(([tag, value]) => own[tag] !== value);
      })
      .map(({ name: role }) => {
        const [action, resource, why] = ["", String(role), "without what its account demands"];
        return { theorem: "attributes", role: String(role), action, resource, why, open: false };
      });
  });
}
