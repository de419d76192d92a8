/** The theorems hold of every intent, verb and option that the catalogue's cases grant. */
import { draftPlatform } from "../../../modules/pipeline";
import { prove } from "../../../modules/verify/prove";
import { accountRegionOf, type Case, granted } from "../../policy/intents/cases";
import { keys } from "../../policy/intents/item";

/** A service with one item of the access list; JSON, which is YAML too. */
function platformOf(one: Case) {
  const { account, region } = accountRegionOf(one);
  const organization = one.organization === "" ? {} : { organization: one.organization ?? "o-a1b2c3d4e5" };
  const spec = {
    platform: "techflow",
    ...organization,
    accounts: { production: { id: account, region }, data: "210987654321" },
    defaults: { account: "production" },
    keys,
    clusters: { main: {} },
    services: {
      web: {
        cluster: "main",
        containers: { app: { image: "public.ecr.aws/nginx/nginx:1" } },
        logs: { driver: "none" },
        access: [one.item, { sqs: { queue: "beside", can: "send" } }],
      },
    },
  };
  const draft = draftPlatform({ file: "platform.yaml", text: JSON.stringify(spec) });
  if (!draft.ok) throw new Error(JSON.stringify(draft.problems));
  return draft.value;
}

test.each(granted.map((one) => [`${Object.keys(one.item)[0]}: ${one.claim}`, one] as const))("%s", (_, one) => {
  const { theorems } = prove(platformOf(one));
  expect(theorems.filter(({ id, verdict }) => id !== "danger" && verdict !== "proved")).toEqual([]);
});

test("no case of the catalogue is a danger: accounts are declared, and what is on `*` has its reason", () => {
  const dangers = granted.flatMap((one) => {
    const danger = prove(platformOf(one)).theorems.find(({ id }) => id === "danger");
    return danger?.counterexamples.map(({ words }) => words) ?? [];
  });
  expect(dangers).toEqual([]);
});
