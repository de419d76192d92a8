/** Small platforms for the theorems, and what is proved of them. */
import { draftPlatform, type PlatformDraft } from "../../../modules/pipeline";
import { type Proof, prove } from "../../../modules/verify/prove";
import type { TheoremId } from "../../../modules/verify/theorems/theorem";

/** A platform of two services; each argument is the YAML of what stands below a service, in flow style. */
export function platformOf(services: Readonly<Record<string, string>>, head = ""): PlatformDraft {
  const entries = Object.entries(services).map(
    ([name, rest]) =>
      `  ${name}: { cluster: main, containers: { app: { image: "public.ecr.aws/x/y:1" } }, logs: { driver: none }, ${rest} }`,
  );
  const text = [
    "platform: shop",
    'accounts: { production: { id: "123456789012", region: us-east-1 } }',
    "clusters: { main: {} }",
    head,
    "services:",
    ...entries,
  ].join("\n");
  const outcome = draftPlatform({ file: "platform.yaml", text });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

export function proofOf(services: Readonly<Record<string, string>>, head = ""): Proof {
  return prove(platformOf(services, head));
}

export function verdicts(proof: Proof): Readonly<Record<string, string>> {
  return Object.fromEntries(proof.theorems.filter(({ verdict }) => verdict !== "proved").map(({ id, verdict }) => [id, verdict]));
}

export function wordsOf({ theorems }: Proof, id: TheoremId): readonly string[] {
  return theorems.find((theorem) => theorem.id === id)?.counterexamples.map(({ words }) => words) ?? [];
}
