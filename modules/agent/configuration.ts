/** What the platform wants from the ECS agent of its container instances, whatever their operating system. */
import type { Path } from "../problem";
import type { OperatingSystem } from "../spec/operating-system";

/**
 * The agent's configuration. Strings are literal text. A `false` or an empty list or record leaves the operating system's default alone.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
 */
export interface AgentConfiguration {
  /** Name of the cluster that the container instance joins. */
  readonly cluster: string;
  /** Task roles are always on: a task with a task role is not placed where they are off. */
  readonly taskRoles: true;
  /** Task roles for tasks in host network mode, which only Linux has. */
  readonly hostModeTaskRoles: boolean;
  /** Tasks in awsvpc network mode run here. Linux has it on; Windows must be told. */
  readonly taskEni: boolean;
  /** Tasks in awsvpc network mode cannot reach the instance metadata, and so not the container instance role. */
  readonly blockInstanceMetadata: boolean;
  /** The awslogs driver uses the execution role, not the container instance role. Some systems have it on and cannot be told otherwise. */
  readonly executionRoleLogs: boolean;
  /** The container instance drains when Spot announces its interruption. */
  readonly spotDraining: boolean;
  /**
   * Tasks in bridge network mode run here. Amazon Linux gets a packet filter between their containers and the instance metadata; no other
   * system can be given one by user data, and the launch template's hop limit of 1 has to do.
   */
  readonly bridgeFirewall: boolean;
  /** Log drivers that tasks may use; empty for the default of the operating system. */
  readonly loggingDrivers: readonly string[];
  /** Tags of the container instance, as ECS keeps them. */
  readonly instanceTags: Readonly<Record<string, string>>;
  /** Copy the tags of the EC2 instance to the container instance. */
  readonly propagateTagsFromInstance: boolean;
  /** Custom attributes of the container instance, for placement constraints. */
  readonly instanceAttributes: Readonly<Record<string, string>>;
  /** Further agent variables by name; `agentSettings` says which exist, with their form and range. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** Everything that user data depends on, and where in the platform file it comes from. */
export interface UserDataRequest {
  readonly os: OperatingSystem;
  /** The variant of the system's machine image; the system's own when absent. */
  readonly variant?: string;
  readonly configuration: AgentConfiguration;
  /** The user's own user data: merged, or for `custom` all there is. */
  readonly extra?: string;
  /** Where each acknowledgement of what the scan of that text cannot see stands; none when it is not acknowledged. */
  readonly uncheckedAcknowledged?: readonly Path[];
  readonly paths: { readonly configuration: Path; readonly extra: Path };
}
