import { z } from "zod";
import { access } from "../../modules/spec/access";
import { intents as catalogue } from "../../modules/spec/access/intents";

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

const schema = z.toJSONSchema(access, { io: "input" }) as Schema;
const intents = Object.entries(schema.properties ?? {}).filter(([, intent]) => intent.properties !== undefined);

test("becomes JSON Schema with exactly one intent an item", () => {
  expect(schema).toMatchObject({ minProperties: 1, maxProperties: 1, additionalProperties: false });
  expect(intents.map(([name]) => name).sort()).toEqual([...Object.keys(catalogue), "statement"].sort());
});

test.each(intents)(
  "%s takes no unknown key and describes every option, with its default unless it is required",
  (_name, intent) => {
    expect(intent.additionalProperties).toBe(false);
    expect(intent.description).toMatch(/\.$/);
    for (const [option, { description }] of Object.entries(intent.properties ?? {})) {
      const isRequired = intent.required?.includes(option);
      const pattern = isRequired ? /\.$/ : /Default: .+\.$|^Always refused: |Either this or /;
      expect({ option, description }).toEqual({ option, description: expect.stringMatching(pattern) });
    }
  },
);

test.each([
  { claim: "no intent", item: {}, message: "an access item names exactly one intent" },
  {
    claim: "two intents",
    item: { xray: {}, sqs: { queue: "a", can: "send" } },
    message: "an access item names exactly one intent",
  },
])("refuses $claim and says so", ({ item, message }) => {
  expect(access.safeParse(item).error?.issues.map((issue) => issue.message)).toContain(message);
});

test.each([
  { claim: "an unknown intent", item: { s4: {} } },
  { claim: "an unknown option", item: { sqs: { queue: "a", can: "send", kmsKye: "app" } } },
  { claim: "a verb that is none", item: { sqs: { queue: "a", can: "purge" } } },
  { claim: "an empty list of verbs", item: { sqs: { queue: "a", can: [] } } },
  { claim: "an intent without its resource", item: { sqs: { can: "send" } } },
  { claim: "an empty name", item: { sqs: { queue: "", can: "send" } } },
  { claim: "null options", item: { sqs: null } },
  { claim: "a text instead of options", item: { sqs: "orders" } },
  { claim: "a variable name that Terraform refuses", item: { sqs: { queue: { var: "My-Queue" }, can: "send" } } },
  { claim: "an end date with a time zone", item: { xray: { until: "2027-01-31T12:00:00+02:00" } } },
  { claim: "a number as a name", item: { sqs: { queue: 7, can: "send" } } },
])("refuses $claim", ({ item }) => {
  expect(access.safeParse(item).success).toBe(false);
});

test.each([
  { claim: "a name", item: { sqs: { queue: "orders", can: "send" } } },
  { claim: "a list of verbs", item: { sqs: { queue: "orders", can: ["send", "consume"] } } },
  { claim: "a variable", item: { sqs: { queue: { var: "queue" }, can: "send" } } },
  { claim: "an ARN behind a variable", item: { sqs: { queue: { arn: { var: "queue_arn" } }, can: "send" } } },
  { claim: "an item without options", item: { xray: {} } },
  { claim: "a refused intent, for the model to explain", item: { "security-group": "sg-0a" } },
])("accepts $claim", ({ item }) => {
  expect(access.safeParse(item).success).toBe(true);
});
