/** EC2 capacity of a cluster: launch template, instance role and profile, Auto Scaling group, capacity provider. */
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { planUserData } from "../agent/plan";
import type { Capacity, StackModel } from "../model/model";
import { systemNames } from "../spec/operating-system";
import { type AccountProps, accountPropShapes } from "./account-props";
import type { CapacityInput } from "./inputs";
import { inStack, planDraft } from "./plan";
import { addToApp } from "./proof";
import { type PropsReader, readProps } from "./props";
import {
  type ClusterReference,
  clusterShape,
  literalName,
  type Waitable,
  type WrittenRole,
  waitables,
  writtenRole,
} from "./references";
import { options } from "./section";
import { callback, flag, inSchema, listOf, oneOf, optional, type PropShapes, required, text, thing } from "./shape";
import { wire } from "./wiring";

/** Capacity that services run on; an `Ec2Capacity` fits. */
export interface CapacityReference {
  /** Name of the capacity provider. */
  readonly capacityProviderName: string;
  /** Operating system of the instances. Default: not known. */
  readonly os?: CapacityInput["os"];
  /** Architecture of the instances. Default: not known. */
  readonly architecture?: CapacityInput["architecture"];
  /** What must exist before tasks start. Default: nothing. */
  readonly ready?: readonly Waitable[];
}

const anyCapacity = 'pass an `Ec2Capacity`, or `{ capacityProviderName: "..." }`';

/** The form of capacity that services run on; what it says of its instances is checked with the service. */
export const capacityShape = thing("capacity", anyCapacity, {
  capacityProviderName: required(text, anyCapacity),
  os: optional(oneOf(systemNames)),
  architecture: optional(oneOf(["x86_64", "arm64"])),
  ready: optional(waitables),
} satisfies PropShapes<CapacityReference>);

/** The cluster of capacity; a `Cluster` learns of its capacity and associates it. */
export interface CapacityCluster extends ClusterReference {
  /** The cluster itself, which instances wait for. Default: it exists already. */
  readonly written?: readonly Waitable[];
  /** Associates a capacity provider with the cluster. Default: the capacity writes the association itself. */
  readonly associate?: (capacityProvider: string) => void;
}

/** Network modes that the agent can be configured for. */
export const networkModesShape = listOf(oneOf(["awsvpc", "bridge", "host", "none", "default"]));

/** EC2 capacity, in the words of the platform file. */
export interface Ec2CapacityProps extends AccountProps {
  /** The cluster; its name must be literal. */
  readonly cluster: CapacityCluster;
  /** Name of the capacity, which its resources are named after. Default: the construct's id. */
  readonly capacity?: string;
  /** Instance types; the first is the launch template's, more make a mixed instances policy. */
  readonly instanceTypes: CapacityInput["instanceTypes"];
  /** Subnet ids of the instances. */
  readonly subnets: CapacityInput["subnets"];
  /** Security group ids of the instances. */
  readonly securityGroups: CapacityInput["securityGroups"];
  /** Operating system; `custom` takes the whole user data from `userData`. Default: `al2023`. */
  readonly os?: CapacityInput["os"];
  /** Bottlerocket variant or Windows release. Default: the current one. */
  readonly variant?: string;
  /** Architecture of the instances. Default: `x86_64`. */
  readonly architecture?: CapacityInput["architecture"];
  /** Accelerator of the machine image. Default: none. */
  readonly accelerator?: CapacityInput["accelerator"];
  /** Machine image id. Required for `custom`. Default: the recommended image, resolved when an instance starts. */
  readonly image?: string;
  /** Smallest number of instances. Default: 0. */
  readonly min?: number;
  /** Largest number of instances. Default: 10. */
  readonly max?: number;
  /** Root volume, always encrypted, type gp3. Default: 50 GiB under the account's default key. */
  readonly volume?: CapacityInput["volume"];
  /** Spot instances, with draining. Default: false. */
  readonly spot?: boolean;
  /** Let Session Manager open shells on the instances. Default: false. */
  readonly sessionManager?: boolean;
  /** Tags of the container instances in ECS. Default: none. */
  readonly instanceTags?: CapacityInput["instanceTags"];
  /** Copy the tags of the EC2 instance to the container instance. Default: false. */
  readonly propagateInstanceTags?: boolean;
  /** ECS instance attributes for placement constraints. Default: none. */
  readonly attributes?: CapacityInput["attributes"];
  /** Log drivers that the agent offers. Default: those of the operating system. */
  readonly loggingDrivers?: CapacityInput["loggingDrivers"];
  /** More agent settings by their `ECS_...` name. Task roles are always on. Default: none. */
  readonly agent?: CapacityInput["agent"];
  /** Your own user data, merged with the generated one. Default: none. */
  readonly userData?: string;
  /** Problems of `userData` that are taken on: `user-data-unchecked`. Default: none. */
  readonly acknowledge?: CapacityInput["acknowledge"];
  /** Network modes of the services that will run on it: the agent is configured for these. Default: `["awsvpc"]`. */
  readonly networkModes?: Capacity["networkModes"];
  /** Whether services with Service Connect will run on it. Default: false. */
  readonly serviceConnect?: boolean;
  /** What else the Auto Scaling group waits for. Default: nothing. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** The form of all props. */
const ec2CapacityPropShapes: PropShapes<Ec2CapacityProps> = {
  ...accountPropShapes,
  cluster: clusterShape({ written: optional(waitables), associate: optional(callback) }),
  capacity: optional(text),
  instanceTypes: required(inSchema, 'pass `["m7i.large"]`, or other instance types'),
  subnets: required(inSchema, "pass the ids of the subnets"),
  securityGroups: required(inSchema, "pass the ids of the security groups"),
  os: optional(inSchema),
  variant: optional(inSchema),
  architecture: optional(inSchema),
  accelerator: optional(inSchema),
  image: optional(inSchema),
  min: optional(inSchema),
  max: optional(inSchema),
  volume: optional(inSchema),
  spot: optional(inSchema),
  sessionManager: optional(inSchema),
  instanceTags: optional(inSchema),
  propagateInstanceTags: optional(inSchema),
  attributes: optional(inSchema),
  loggingDrivers: optional(inSchema),
  agent: optional(inSchema),
  userData: optional(inSchema),
  acknowledge: optional(inSchema),
  networkModes: optional(networkModesShape),
  serviceConnect: optional(flag),
  dependsOn: optional(waitables),
};

/** EC2 capacity. Containers cannot reach the instance role; task roles are always on. Throws `ProblemsError`. */
export class Ec2Capacity extends Construct implements CapacityReference {
  readonly capacityProviderName: string;
  readonly os: NonNullable<CapacityReference["os"]>;
  readonly architecture: NonNullable<CapacityReference["architecture"]>;
  readonly ready: readonly Waitable[];
  readonly instanceRole: WrittenRole;
  /** Id of the launch template. */
  readonly launchTemplateId: string;
  /** ARN of the Auto Scaling group. */
  readonly autoScalingGroupArn: string;

  constructor(scope: Construct, id: string, props: Ec2CapacityProps) {
    super(scope, id);
    const reader = readProps(this, props, ec2CapacityPropShapes);
    const plan = planCapacity(reader, props.capacity ?? id, props);
    const { stack, resources } = plan;
    addToApp(this, () => plan);
    const model = stack.clusters[0]?.capacities[0];
    const elements = wire(this, `${props.cluster.name}-${props.capacity ?? id}`, resources, {
      aws_autoscaling_group: [...inStack(this, props.cluster.written), ...(props.dependsOn ?? [])],
    });
    const [role] = elements.ofType("aws_iam_role");
    const [provider] = elements.ofType("aws_ecs_capacity_provider");
    const [template] = elements.ofType("aws_launch_template");
    const [group] = elements.ofType("aws_autoscaling_group");
    if (!model || !role || !provider || !template || !group) throw new Error(`no capacity in the plan of ${this.node.path}`);
    this.capacityProviderName = model.fullName;
    this.os = model.os;
    this.architecture = model.architecture;
    this.instanceRole = writtenRole(role, model.role);
    this.launchTemplateId = template.getStringAttribute("id");
    this.autoScalingGroupArn = group.getStringAttribute("arn");
    this.ready = [provider, ...associated(this, provider, props.cluster)];
  }
}

function planCapacity(reader: PropsReader, name: string, props: Ec2CapacityProps) {
  const cluster = literalName(reader, props.cluster.name, ["cluster", "name"]);
  const { networkModes = ["awsvpc"], serviceConnect = false } = props;
  const path = ["clusters", cluster, "capacity", name];
  return planDraft(reader, {
    sections: { clusters: { [cluster]: { capacity: { [name]: options(reader, own(props)) } } } },
    paths: [
      [path, []],
      [
        ["clusters", cluster],
        ["cluster", "name"],
      ],
    ],
    adjust: (stack) => capacityOnly(stack, { networkModes, serviceConnect }),
    starts: planUserData,
  });
}

/** The options that are those of the platform file. */
function own(props: Ec2CapacityProps): Partial<CapacityInput> {
  const { instanceTypes, subnets, securityGroups, os, variant, architecture, accelerator, image, min, max, volume } = props;
  const { spot, sessionManager, instanceTags, propagateInstanceTags, attributes, loggingDrivers, agent, userData, acknowledge } =
    props;
  const machine = { instanceTypes, subnets, securityGroups, os, variant, architecture, accelerator, image, min, max, volume };
  const all = {
    ...machine,
    spot,
    sessionManager,
    instanceTags,
    propagateInstanceTags,
    attributes,
    loggingDrivers,
    agent,
    userData,
    acknowledge,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The cluster is somebody else's; its capacity has the services that are announced. */
function capacityOnly(stack: StackModel, use: Pick<Capacity, "networkModes" | "serviceConnect">): StackModel {
  const clusters = stack.clusters.map((cluster) => ({
    ...cluster,
    existing: true,
    capacities: cluster.capacities.map((capacity) => ({ ...capacity, ...use })),
  }));
  return { ...stack, clusters };
}

/** A cluster has one association with all its capacity providers: its own construct writes it, if there is one. */
function associated(scope: Construct, provider: TerraformResource, cluster: CapacityCluster): readonly Waitable[] {
  const name = provider.getStringAttribute("name");
  if (cluster.associate !== undefined) {
    cluster.associate(name);
    return [];
  }
  return [
    new EcsClusterCapacityProviders(scope, "association", {
      clusterName: cluster.name,
      capacityProviders: [name],
      defaultCapacityProviderStrategy: [{ capacityProvider: name, weight: 1 }],
    }),
  ];
}
