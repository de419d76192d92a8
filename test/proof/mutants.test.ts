/** The theorems notice every change of what is written: mutants of the policies of every example. */
import { equivalent, readDocument } from "../../modules/iam";
import { document } from "../../modules/policy/document";
import { prove } from "../../modules/verify/prove";
import { theoremOf } from "../../modules/verify/theorems";
import { examplePlans } from "./example-plans";
import { type Mutant, mutantsOf } from "./mutants";

/** A policy that only refuses says something beside one that allows everything. */
function withAllowed(written: ReturnType<typeof document>, kind: "identity" | "resource"): object {
  const { Statement } = written;
  if (kind === "identity" || Statement.some(({ Effect }) => Effect === "Allow")) return written;
  return { ...written, Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }, ...Statement] };
}

/** A mutant whose policy allows the same as before is none. */
function isEquivalent({ change }: Mutant): boolean {
  if (change === undefined) return false;
  const kind = change.from.grants.some(({ statement }) => statement.Principal !== undefined) ? "resource" : "identity";
  const [from, to] = [change.from, change.to].map((policy) => readDocument(withAllowed(document(policy), kind), kind));
  if (!from?.ok || !to?.ok) return false;
  return equivalent(from.value, to.value).verdict === "proved";
}

test("every mutant of every example is refuted by the theorem that it breaks", () => {
  const survivors: string[] = [];
  const counts = { mutants: 0, equivalent: 0, refuted: 0 };
  for (const { name, plan } of examplePlans()) {
    for (const mutant of mutantsOf(plan.stacks)) {
      counts.mutants += 1;
      const isOfRoles = mutant.by.length > 0 && mutant.by.every((id) => theoremOf(id).scope === "role");
      const { theorems } = prove({ model: plan.model, stacks: mutant.stacks }, isOfRoles ? { only: "role" } : {});
      const refuted = theorems.filter(({ verdict }) => verdict === "refuted").map(({ id }) => id);
      const missed = mutant.by.filter((id) => !refuted.includes(id));
      if (refuted.length > 0 && missed.length === 0) counts.refuted += 1;
      else if (isEquivalent(mutant)) counts.equivalent += 1;
      else
        survivors.push(
          `${name}: ${mutant.name}: not refuted by ${missed.join(", ") || "anything"} (but by ${refuted.join(", ")})`,
        );
    }
  }
  console.info(
    `${counts.mutants} mutants: ${counts.refuted} refuted by the right theorem, ${counts.equivalent} equivalent, ${survivors.length} survived`,
  );
  expect(survivors).toEqual([]);
  expect(counts.refuted).toBeGreaterThan(500);
});

test("every theorem is proved of every example", () => {
  for (const { name, plan } of examplePlans()) {
    const { theorems, problems } = prove(plan);
    expect({ name, open: theorems.filter(({ verdict }) => verdict !== "proved"), problems }).toEqual({
      name,
      open: [],
      problems: [],
    });
  }
});
