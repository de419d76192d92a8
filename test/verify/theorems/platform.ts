/** Small platforms for the theorems, and what is proved of them. */
import { draftPlatform, type PlatformDraft } from "../../../modules/pipeline";
import { type Proof, prove } from "../../../modules/verify/prove";
import type { TheoremId } from "../../../modules/verify/theorems";

const oneAccount = '{ production: { id: "123456789012", region: us-east-1 } }';

/** A platform of some services: the YAML of what stands below each, in flow style, and of what else stands at the top. */
export function platformOf(services: Readonly<Record<string, string>>, head = "", accounts = oneAccount): PlatformDraft {
  const entries = Object.entries(services).map(
    ([name, rest]) =>
      `  ${name}: { cluster: main, containers: { app: { image: "public.ecr.aws/x/y:1" } }, logs: { driver: none }, ${rest} }`,
  );
  const text = ["platform: shop", `accounts: ${accounts}`, "clusters: { main: {} }", head, "services:", ...entries].join("\n");
  const outcome = draftPlatform({ file: "platform.yaml", text });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}

export function proofOf(services: Readonly<Record<string, string>>, head = "", accounts = oneAccount): Proof {
  return prove(platformOf(services, head, accounts));
}

export function verdicts(proof: Proof): Readonly<Record<string, string>> {
  return Object.fromEntries(proof.theorems.filter(({ verdict }) => verdict !== "proved").map(({ id, verdict }) => [id, verdict]));
}

export function wordsOf({ theorems }: Proof, id: TheoremId): readonly string[] {
  return theorems.find((theorem) => theorem.id === id)?.counterexamples.map(({ words }) => words) ?? [];
}
