/** Roles, users and groups of somebody's Terraform, with every policy that it gives them. */
import { by, isObject } from "../../collections";
import { showText } from "../../iam/text";
import { quote } from "../../problem";
import { type AttachedPolicies, noPolicies, type PrincipalAccess } from "../access";
import { boundaryOf } from "./boundary";
import { policyIn, policyOf, together } from "./policy";
import { isKnown, nameOf, stringOf, stringsOf, type TerraformResource, type TerraformSide, textOf } from "./resource";

const holderTypes = { aws_iam_role: "role", aws_iam_user: "user", aws_iam_group: "group" } as const;

type IdentityType = (typeof holderTypes)[keyof typeof holderTypes];

interface IamIdentity {
  readonly kind: IdentityType;
  readonly name: string;
  readonly resource?: TerraformResource;
  readonly address: string;
  readonly policies: AttachedPolicies[];
  readonly attached: Set<string>;
}

/** What resources of their own manage for a role: names of inline policies and ARNs of attached ones, by the role's name. */
export interface Managed {
  readonly inline: ReadonlySet<string>;
  readonly attached: ReadonlySet<string>;
}

const inlineTypes = { aws_iam_role_policy: "role", aws_iam_user_policy: "user", aws_iam_group_policy: "group" } as const;
const attachmentTypes = {
  aws_iam_role_policy_attachment: "role",
  aws_iam_user_policy_attachment: "user",
  aws_iam_group_policy_attachment: "group",
} as const;

/** Types whose access is read here. */
export const readTypes: ReadonlySet<string> = new Set([
  ...Object.keys(holderTypes),
  ...Object.keys(inlineTypes),
  ...Object.keys(attachmentTypes),
  "aws_iam_policy",
  "aws_iam_policy_attachment",
  "aws_iam_role_policy_attachments_exclusive",
]);

/** What the resources of a side manage; a role's own attributes list the same once more, because AWS reports them there. */
export function managedBy({ resources }: TerraformSide): Managed {
  const inline = resources
    .filter(({ type }) => type === "aws_iam_role_policy")
    .map((one) => keyOf(stringOf(one, "role"), stringOf(one, "name")));
  const attached = resources.flatMap((one) => {
    if (one.type === "aws_iam_role_policy_attachment") return [keyOf(stringOf(one, "role"), stringOf(one, "policy_arn"))];
    if (one.type === "aws_iam_policy_attachment")
      return stringsOf(one, "roles").map((role) => keyOf(role, stringOf(one, "policy_arn")));
    if (one.type !== "aws_iam_role_policy_attachments_exclusive") return [];
    return stringsOf(one, "policy_arns").map((arn) => keyOf(stringOf(one, "role_name"), arn));
  });
  return { inline: new Set(inline), attached: new Set(attached) };
}

function keyOf(role: string | undefined, name: string | undefined): string {
  return JSON.stringify([role, name]);
}

/** The principals of a side. `managed` has what resources manage on this side, and before it where this one is planned. */
export function principalsOf(side: TerraformSide, managed: readonly Managed[]): readonly PrincipalAccess[] {
  const holders = new IamIdentities(side);
  for (const resource of side.resources) {
    const { type } = resource;
    if (type in inlineTypes) {
      const kind = inlineTypes[type as keyof typeof inlineTypes];
      holders.of(kind, resource, kind).policies.push(policyIn(resource, "policy", nameOf(resource)));
    }
    if (type in attachmentTypes) {
      const kind = attachmentTypes[type as keyof typeof attachmentTypes];
      attach(holders.of(kind, resource, kind), resource, side);
    }
    if (type === "aws_iam_policy_attachment") attachToAll(holders, resource, side);
    if (type === "aws_iam_role_policy_attachments_exclusive") attachList(holders, resource);
  }
  const policies = managedPolicies(side);
  return holders.all().map((holder) => principal(holder, side, policies, managed));
}

/** Holders by kind and name, and by the resource that makes them. */
class IamIdentities {
  private readonly byName = new Map<string, IamIdentity>();
  private readonly byResource = new Map<TerraformResource, IamIdentity>();

  constructor(private readonly side: TerraformSide) {
    for (const resource of side.resources) {
      const kind = holderTypes[resource.type as keyof typeof holderTypes];
      if (kind === undefined) continue;
      const name = nameOf(resource);
      const holder: IamIdentity = { kind, name, resource, address: resource.address, policies: [], attached: new Set() };
      this.byResource.set(resource, holder);
      this.byName.set(`${kind} ${name}`, holder);
    }
  }

  /** The holder that an attribute names; one that nothing else is known of where the side does not make it. */
  of(kind: IdentityType, from: TerraformResource, attribute: string): IamIdentity {
    const name = stringOf(from, attribute);
    if (name !== undefined) return this.named(kind, name, `${from.address} (${kind} ${name})`);
    const [target, ...more] = this.side.targets(from, attribute, [`aws_iam_${kind}`]);
    const found = target === undefined || more.length > 0 ? undefined : this.byResource.get(target);
    if (found !== undefined) return found;
    const text = textOf(from, attribute);
    const holder = this.named(kind, text === undefined ? from.address : showText(text), from.address);
    if (text === undefined) {
      const unknown = [`which ${kind} ${quote(from.address)} speaks of is known after apply`];
      holder.policies.push({ ...noPolicies, unknown });
    }
    return holder;
  }

  named(kind: IdentityType, name: string, address: string): IamIdentity {
    const known = this.byName.get(`${kind} ${name}`);
    if (known !== undefined) return known;
    const holder: IamIdentity = { kind, name, address, policies: [], attached: new Set() };
    this.byName.set(`${kind} ${name}`, holder);
    return holder;
  }

  made(resource: TerraformResource): IamIdentity | undefined {
    return this.byResource.get(resource);
  }

  all(): readonly IamIdentity[] {
    return [...new Set([...this.byResource.values(), ...this.byName.values()])];
  }
}

/** Attaches a policy: by its document where this side has it, else by its ARN. */
function attach(holder: IamIdentity, resource: TerraformResource, side: TerraformSide): void {
  const arn = textOf(resource, "policy_arn");
  if (arn !== undefined && isKnown(resource, "policy_arn")) {
    holder.attached.add(showText(arn));
    return;
  }
  const [target, ...more] = side.targets(resource, "policy_arn", ["aws_iam_policy"]);
  if (target !== undefined && more.length === 0) holder.policies.push(policyIn(target, "policy", nameOf(target)));
  else if (arn !== undefined && !resource.unknown.has("policy_arn")) holder.attached.add(showText(arn));
  else
    holder.policies.push({ ...noPolicies, unknown: [`which policy ${quote(resource.address)} attaches is known after apply`] });
}

function attachToAll(holders: IamIdentities, resource: TerraformResource, side: TerraformSide): void {
  for (const kind of ["role", "user", "group"] as const) {
    const attribute = `${kind}s`;
    for (const name of stringsOf(resource, attribute)) attach(holders.named(kind, name, `${kind} ${name}`), resource, side);
    if (!resource.unknown.has(attribute)) continue;
    const targets = side.targets(resource, attribute, [`aws_iam_${kind}`]).flatMap((target) => holders.made(target) ?? []);
    for (const holder of targets.length > 0 ? targets : [holders.of(kind, resource, attribute)]) attach(holder, resource, side);
  }
}

function attachList(holders: IamIdentities, resource: TerraformResource): void {
  const holder = holders.of("role", resource, "role_name");
  for (const arn of stringsOf(resource, "policy_arns")) holder.attached.add(arn);
  if (resource.unknown.has("policy_arns")) {
    holder.policies.push({ ...noPolicies, unknown: [`which policies ${quote(resource.address)} attaches is known after apply`] });
  }
}

function managedPolicies({ resources }: TerraformSide): ReadonlyMap<string, TerraformResource> {
  return new Map(
    resources.flatMap((resource): [string, TerraformResource][] => {
      const arn = resource.type === "aws_iam_policy" ? stringOf(resource, "arn") : undefined;
      return arn === undefined ? [] : [[arn, resource]];
    }),
  );
}

function principal(
  { kind, name, resource, address, policies: held, attached }: IamIdentity,
  side: TerraformSide,
  policies: ReadonlyMap<string, TerraformResource>,
  managed: readonly Managed[],
): PrincipalAccess {
  const own = resource === undefined ? { held: [], arns: [] } : ownPolicies(resource, name, side, managed);
  const arns = [...new Set([...attached, ...own.arns])].sort();
  const known = arns.flatMap((arn) => policies.get(arn) ?? []);
  const trust =
    resource === undefined || kind !== "role" ? noPolicies : policyIn(resource, "assume_role_policy", `trust of ${name}`);
  const all = together([...held, ...own.held, ...known.map((one) => policyIn(one, "policy", nameOf(one)))]);
  const arn = resource === undefined ? undefined : textOf(resource, "arn");
  const account = typeof arn === "string" ? /^arn:[^:]*:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
  const { boundary, open = noPolicies } = resource === undefined ? {} : boundaryOf(resource, side, policies);
  const [document] = trust.policies;
  return {
    kind,
    name,
    address,
    ...(resource?.formerly === undefined ? {} : { formerly: resource.formerly }),
    ...(account === undefined ? {} : { account }),
    ...(arn === undefined ? {} : { arn }),
    services: [],
    ...(document === undefined ? {} : { trust: document }),
    policies: all.policies.toSorted(by(({ name }) => name)),
    opaque: [...all.opaque, ...trust.opaque, ...open.opaque],
    attached: arns.filter((one) => !policies.has(one)),
    ...(boundary === undefined ? {} : { boundary }),
    unknown: [...all.unknown, ...trust.unknown, ...open.unknown],
  };
}

/** Policies in the attributes of a role, but for those that are listed there only because resources of their own manage them. */
function ownPolicies(resource: TerraformResource, role: string, side: TerraformSide, managed: readonly Managed[]) {
  const others = (attribute: string): readonly Managed[] => (side.isWritten(resource, attribute) ? [] : managed);
  const blocks = resource.values.inline_policy;
  const inline = (Array.isArray(blocks) ? blocks : []).filter(isObject).flatMap((block): readonly AttachedPolicies[] => {
    const name = typeof block.name === "string" ? block.name : resource.address;
    const isManaged = others("inline_policy").some((one) => one.inline.has(keyOf(role, name)));
    return isManaged ? [] : [policyOf(block.policy, name)];
  });
  const doubt = `${quote("inline_policy")} of ${quote(resource.address)} is known after apply`;
  const isOpen = resource.unknown.has("inline_policy") && Array.isArray(blocks) && blocks.length > 0;
  const arns = stringsOf(resource, "managed_policy_arns").filter(
    (arn) => !others("managed_policy_arns").some((one) => one.attached.has(keyOf(role, arn))),
  );
  return { held: isOpen ? [...inline, { ...noPolicies, unknown: [doubt] }] : inline, arns };
}
