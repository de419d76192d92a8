/** A cluster with its ECS Exec logging and its capacity. */
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { planUserData } from "../agent/plan";
import type { Capacity, StackModel } from "../model/model";
import { type AccountProps, accountPropShapes } from "./account-props";
import { type CapacityCluster, networkModesShape } from "./ec2-capacity";
import type { ClusterInput } from "./inputs";
import { planDraft } from "./plan";
import { addToApp } from "./proof";
import { readProps } from "./props";
import { type ExecLogging, tokenString, type Waitable, waitables } from "./references";
import { options } from "./section";
import { inSchema, optional, type PropShapes, text } from "./shape";
import { wire } from "./wiring";

/** A cluster, in the words of the platform file. */
export interface ClusterProps extends AccountProps {
  /** Name of the cluster. Default: the construct's id. */
  readonly cluster?: string;
  /** Container Insights. Default: `enabled`. */
  readonly containerInsights?: ClusterInput["containerInsights"];
  /** Where ECS Exec logs, and the key of its data channel. Default: no configuration of ECS Exec. */
  readonly exec?: ClusterInput["exec"];
  /** Default Cloud Map namespace of Service Connect. Default: none. */
  readonly serviceConnectNamespace?: ClusterInput["serviceConnectNamespace"];
  /** EC2 capacity of the cluster. Default: none; `Ec2Capacity` adds more. */
  readonly ec2?: ClusterInput["ec2"];
  /** Several kinds of EC2 capacity by name, instead of `ec2`. Default: none. */
  readonly capacity?: ClusterInput["capacity"];
  /** Network modes of the services on `ec2` and `capacity`: the agent is configured for these. Default: `["awsvpc"]`. */
  readonly networkModes?: Capacity["networkModes"];
  /** What else the cluster waits for. Default: nothing. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** The form of all props. */
const clusterPropShapes: PropShapes<ClusterProps> = {
  ...accountPropShapes,
  cluster: optional(text),
  containerInsights: optional(inSchema),
  exec: optional(inSchema),
  serviceConnectNamespace: optional(inSchema),
  ec2: optional(inSchema),
  capacity: optional(inSchema),
  networkModes: optional(networkModesShape),
  dependsOn: optional(waitables),
};

/** A cluster. Throws `ProblemsError`. */
export class Cluster extends Construct implements CapacityCluster {
  /** Name of the cluster, literal. */
  readonly name: string;
  /** ARN, as a reference to the cluster. */
  readonly arn: string;
  readonly exec?: ExecLogging;
  /** The cluster itself. */
  readonly written: readonly Waitable[];
  /** The association with capacity providers. */
  readonly ready: readonly Waitable[];
  private readonly providers: string[] = [];
  private readonly association: EcsClusterCapacityProviders;

  constructor(scope: Construct, id: string, props: ClusterProps = {}) {
    super(scope, id);
    const reader = readProps(this, props, clusterPropShapes);
    const name = props.cluster ?? id;
    const { containerInsights, exec, serviceConnectNamespace, ec2, capacity, networkModes = ["awsvpc"] } = props;
    const plan = planDraft(reader, {
      sections: { clusters: { [name]: options(reader, { containerInsights, exec, serviceConnectNamespace, ec2, capacity }) } },
      paths: [[["clusters", name], []]],
      adjust: (stack) => withNetworkModes(stack, networkModes),
      starts: planUserData,
    });
    addToApp(this, () => plan);
    const others = plan.resources.filter(({ type }) => type !== "aws_ecs_cluster_capacity_providers");
    const elements = wire(this, name, others, { aws_ecs_cluster: props.dependsOn ?? [] });
    const [cluster] = elements.ofType("aws_ecs_cluster");
    const [model] = plan.stack.clusters;
    if (cluster === undefined || model === undefined) throw new Error(`no cluster in the plan of ${this.node.path}`);
    this.name = model.name;
    this.arn = cluster.getStringAttribute("arn");
    if (model.exec !== undefined) this.exec = execLogging(model.exec);
    const own = elements.ofType("aws_ecs_capacity_provider").map((provider) => provider.getStringAttribute("name"));
    this.association = new EcsClusterCapacityProviders(this, "association", {
      clusterName: cluster.getStringAttribute("name"),
    });
    this.written = [cluster];
    this.ready = [this.association];
    this.associate(...own);
  }

  /** Associates capacity providers with the cluster; the first one of all is the default of tasks that name none. */
  readonly associate = (...capacityProviders: readonly string[]): void => {
    this.providers.push(...capacityProviders);
    const all = [...this.providers, "FARGATE", "FARGATE_SPOT"];
    this.association.capacityProviders = all;
    this.association.putDefaultCapacityProviderStrategy([{ capacityProvider: all[0] ?? "FARGATE", weight: 1 }]);
  };
}

function withNetworkModes(stack: StackModel, networkModes: Capacity["networkModes"]): StackModel {
  const clusters = stack.clusters.map((cluster) => ({
    ...cluster,
    capacities: cluster.capacities.map((capacity) => ({ ...capacity, networkModes })),
  }));
  return { ...stack, clusters };
}

function execLogging({ logGroup, bucket, key }: NonNullable<StackModel["clusters"][number]["exec"]>): ExecLogging {
  return {
    ...(logGroup === undefined ? {} : { logGroup }),
    ...(bucket === undefined ? {} : { bucket: bucket.name, ...(bucket.prefix === undefined ? {} : { prefix: bucket.prefix }) }),
    ...(key === undefined ? {} : { key: tokenString(key) }),
  };
}
