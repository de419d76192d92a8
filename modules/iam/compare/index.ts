/** Comparison of whole policy documents. */
export { type Comparison, type Doubt, disjoint, equivalent, implies } from "./compare";
