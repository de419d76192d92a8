/** The types of props that the platform file has too: the schema's own input, with tokens (text) where it has `{ var: ... }`. */
import type { z } from "zod";
import type { cluster } from "../spec/cluster";
import type { service } from "../spec/service";

/** An input of the schema as props: readonly, and without the variables of platform files. */
type Props<T> = T extends { var: string }
  ? never
  : T extends readonly (infer Element)[]
    ? readonly Props<Element>[]
    : T extends object
      ? { readonly [Key in keyof T]: Props<T[Key]> }
      : T;

type Service = Props<z.input<typeof service>>;

/** Every option of a service in a platform file. */
export type ServiceInput = { readonly [Key in keyof Service]-?: Exclude<Service[Key], undefined> };

type Cluster = Props<z.input<typeof cluster>>;

/** Every option of a cluster in a platform file. */
export type ClusterInput = { readonly [Key in keyof Cluster]-?: Exclude<Cluster[Key], undefined> };

type Capacity = NonNullable<Cluster["ec2"]>;

/** Every option of EC2 capacity in a platform file. */
export type CapacityInput = { readonly [Key in keyof Capacity]-?: Exclude<Capacity[Key], undefined> };
