/** The operating systems of EC2 capacity, registered once: the schema, the model and the agent stage take their lists from here. */

/** What the platform file and the model know of a system; everything else is in `modules/agent/os/<system>.ts`. */
interface OperatingSystemEntry {
  /** Operating system family of its containers; `unknown` of a machine image that only its owner knows. */
  readonly containers: "linux" | "windows" | "unknown";
}

/** Each system by the name that `os` takes. */
export const operatingSystems = {
  al2023: { containers: "linux" },
  bottlerocket: { containers: "linux" },
  windows: { containers: "windows" },
  custom: { containers: "unknown" },
} as const satisfies Readonly<Record<string, OperatingSystemEntry>>;

/** An operating system of container instances; `custom` takes the user's machine image and user data as they are. */
export type OperatingSystem = keyof typeof operatingSystems;

/** What `os` means where the platform file does not say it. */
export const defaultSystem: OperatingSystem = "al2023";

/** A system that AWS has ended: refused, and the rest of the file is checked against its successor. */
interface EndedSystem {
  readonly successor: OperatingSystem;
  readonly message: string;
  readonly help: string;
}

/** Names that `os` took once. */
export const endedSystems = {
  al2: {
    successor: "al2023",
    message: "the Amazon Linux 2 ECS-optimized AMI ended on 2026-06-30",
    help: "use `os: al2023`; https://docs.aws.amazon.com/AmazonECS/latest/developerguide/al2-to-al2023-ami-transition.html",
  },
} as const satisfies Readonly<Record<string, EndedSystem>>;

/** Every name that `os` may have in a platform file. */
export const systemNames = [...keysOf(operatingSystems), ...keysOf(endedSystems)] as const;

/** Whether AWS has ended the system. */
export function isEnded(name: (typeof systemNames)[number]): name is keyof typeof endedSystems {
  return Object.hasOwn(endedSystems, name);
}

function keysOf<R extends object>(record: R): readonly (keyof R)[] {
  return Object.keys(record) as (keyof R)[];
}
