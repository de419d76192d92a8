/** The launch templates of a plan: the instance's own credentials out of reach of its containers, and the user data that was generated. */
import { ofType, type Plan, type PlannedResource } from "./plan";

const metadataOptions = {
  http_endpoint: "enabled",
  http_tokens: "required",
  http_put_response_hop_limit: 1,
  http_protocol_ipv6: "disabled",
};

/** `userData` is the text that was generated, by the name of the launch template; undefined where that is not known apart from the plan. */
export function launchTemplateFindings(plan: Plan, userData: ReadonlyMap<string, string> | undefined): readonly string[] {
  const templates = ofType(plan, "aws_launch_template");
  const names = templates.map(({ values }) => values.name);
  return [
    ...templates.flatMap((template) => [
      ...metadataFindings(template),
      ...volumeFindings(template),
      ...userDataFindings(template, userData),
    ]),
    ...[...(userData?.keys() ?? [])].filter((name) => !names.includes(name)).map((name) => `no launch template ${name}`),
  ];
}

function blocks(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value : [];
}

function metadataFindings({ address, values }: PlannedResource): readonly string[] {
  const [options = {}] = blocks(values.metadata_options);
  return Object.entries(metadataOptions)
    .filter(([name, wanted]) => options[name] !== wanted)
    .map(([name, wanted]) => `${address}: ${name} is ${String(options[name])}, not ${wanted}`);
}

function volumeFindings({ address, values }: PlannedResource): readonly string[] {
  const plain = blocks(values.block_device_mappings).filter(({ ebs }) => blocks(ebs)[0]?.encrypted !== "true");
  const open = blocks(values.network_interfaces).filter(({ associate_public_ip_address: address }) => address !== "false");
  return [
    ...plain.map(({ device_name: name }) => `${address}: volume ${String(name)} is not encrypted`),
    ...open.map(() => `${address}: instances get public addresses`),
  ];
}

function userDataFindings(
  { address, values, unknown }: PlannedResource,
  userData: ReadonlyMap<string, string> | undefined,
): readonly string[] {
  if (userData === undefined && unknown.has("user_data")) return [];
  const encoded = values.user_data;
  if (typeof encoded !== "string" || encoded === "") return [`${address}: has no user data`];
  const decoded = Buffer.from(encoded, "base64");
  if (decoded.toString("base64") !== encoded) return [`${address}: user data is not base64`];
  if (decoded.length > 16_384) return [`${address}: user data has ${decoded.length} bytes`];
  if (userData === undefined || decoded.toString("utf8") === userData.get(String(values.name))) return [];
  return [`${address}: user data is not what was generated`];
}
