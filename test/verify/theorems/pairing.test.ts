/** Pulls between accounts, and trust: what is proved, and what is taken for granted. */
import { draftPlatform } from "../../../modules/pipeline";
import { prove, type TheoremResult } from "../../../modules/verify/prove";
import type { TheoremId } from "../../../modules/verify/theorems";

/** A service of one account that pulls from a repository of another. */
function theoremOf(id: TheoremId, { service = "" }): TheoremResult | undefined {
  const text = [
    "platform: shop",
    'accounts: { images: { id: "111122223333", region: us-east-1 }, work: { id: "444455556666", region: us-east-1 } }',
    "clusters: { main: { account: work } }",
    `repositories: { web: { account: images } }`,
    `services: { web: { cluster: main, containers: { app: { image: "web:1" } }, logs: { driver: none }${service} } }`,
  ].join("\n");
  const draft = draftPlatform({ file: "platform.yaml", text });
  if (!draft.ok) throw new Error(JSON.stringify(draft.problems));
  return prove(draft.value).theorems.find((theorem) => theorem.id === id);
}

test.each([
  [
    "a repository of the platform",
    {},
    ["the key of a repository lets ECR decrypt for every account that pulls, under grants of its own"],
  ],
  [
    "an execution role that exists already",
    { service: ", executionRole: { existing: 'arn:aws:iam::444455556666:role/pull' }" },
    ["the key of a repository lets ECR decrypt for every account that pulls, under grants of its own"],
  ],
])("pairing is proved of %s, and says what it takes for granted", (_, platform, assumptions) => {
  expect(theoremOf("pairing", platform)).toMatchObject({ verdict: "proved", assumptions });
});

test("roles of several accounts pull from one repository, and each account's for itself only", () => {
  const text = [
    "platform: shop",
    "accounts:",
    '  images: { id: "111122223333", region: us-east-1 }',
    '  work: { id: "444455556666", region: us-east-1 }',
    '  test: { id: "777788889999", region: us-east-1 }',
    "clusters: { main: { account: work }, trial: { account: test } }",
    "repositories: { web: { account: images } }",
    "services:",
    ...["main", "trial"].map(
      (cluster) => `  web-${cluster}: { cluster: ${cluster}, containers: { app: { image: "web:1" } }, logs: { driver: none } }`,
    ),
  ].join("\n");
  const draft = draftPlatform({ file: "platform.yaml", text });
  if (!draft.ok) throw new Error(JSON.stringify(draft.problems));
  const pairing = ({ model, stacks }: typeof draft.value) => prove({ model, stacks }).theorems.find(({ id }) => id === "pairing");
  expect(pairing(draft.value)).toMatchObject({ verdict: "proved", compared: 14 });
  const without = draft.value.stacks.map((one) => ({ ...one, policies: { ...one.policies, repositories: [] } }));
  expect(pairing({ ...draft.value, stacks: without })?.counterexamples.map(({ words }) => words)).toEqual(
    ["777788889999", "444455556666"].flatMap((id, index) =>
      ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"].map(
        (action) =>
          `repository \`web\` refuses \`${action}\` to \`arn:aws:iam::${id}:role/shop-web-${["trial", "main"][index]}-execution\`, which the platform file lets pull`,
      ),
    ),
  );
});

test("an execution role that ECS may use without conditions on its source is trusted as the file says, and that is said", () => {
  expect(theoremOf("trust", {})?.assumptions).toEqual([]);
  expect(theoremOf("trust", { service: ", executionRole: { sourceConditions: false }" })).toMatchObject({
    verdict: "proved",
    title: expect.stringContaining("of this account only but for those without source conditions"),
    short: "only ECS, or EC2 for its instances, assumes roles; not all ask for the account",
    assumptions: [
      "without source conditions: the execution role of service `web` is assumed by ECS for whatever account, region and task asks",
    ],
  });
});
