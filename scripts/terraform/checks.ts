/** Everything that is asked of the plan of a stack. */
import { launchTemplateFindings } from "./launch-templates";
import type { Plan } from "./plan";
import { jsonFindings } from "./policies";
import { type Demands, detachedFindings, roleFindings, taskDefinitionFindings } from "./roles";

/** What is known of a stack apart from its Terraform. */
export interface Expectation {
  /** Addresses of every resource that must be created, and of no other. */
  readonly addresses: readonly string[];
  /** Absent where no platform file says. */
  readonly demands?: Demands;
  /** User data by the name of the launch template; absent where no platform file says. */
  readonly userData?: ReadonlyMap<string, string>;
  /** Policies may refer to resources of the same plan. */
  readonly mayRefer: boolean;
}

/** What is wrong with a plan, a line each; nothing for a plan in order. */
export function planFindings(plan: Plan, expected: Expectation): readonly string[] {
  return [
    ...resourceFindings(plan, expected.addresses),
    ...jsonFindings(plan, expected.mayRefer),
    ...roleFindings(plan, expected.demands),
    ...taskDefinitionFindings(plan),
    ...detachedFindings(plan),
    ...launchTemplateFindings(plan, expected.userData),
  ];
}

/** Terraform must create what was generated: a plan without resources would pass every other check. */
function resourceFindings(plan: Plan, addresses: readonly string[]): readonly string[] {
  const others = [...plan.values()].filter(({ actions }) => actions.join() !== "create" && actions.join() !== "read");
  const planned = [...plan.values()].filter(({ actions }) => actions.join() === "create").map(({ address }) => address);
  return [
    ...others.map(({ address, actions }) => `${address}: would ${actions.join(" and ")}`),
    ...addresses.filter((address) => !planned.includes(address)).map((address) => `${address}: is not planned`),
    ...planned.filter((address) => !addresses.includes(address)).map((address) => `${address}: is planned and was not generated`),
  ];
}
