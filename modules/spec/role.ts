/** Roles that are written alone, in the words of a service: the options that decide what they may do, and no others. */
import { z } from "zod";
import { name } from "./scalar";
import { platformFile } from "./schema";
import { service } from "./service";

const owner = { sharedWith: true, acknowledge: true, expect: true } as const;
const taskRole = service.pick({ access: true, exec: true, volumes: true, taskRole: true, ...owner });
const executionRole = service.pick({ containers: true, logs: true, volumes: true, executionRole: true, ...owner });
const header = platformFile.omit({ services: true });

/** A platform whose services have what task roles are derived from. */
export const taskRoleFile = header.extend({ services: z.record(name, taskRole) });

/** A platform whose services have what execution roles are derived from. */
export const executionRoleFile = header.extend({ services: z.record(name, executionRole) });

/** What of a service its task role is derived from. */
export type TaskRoleSpec = z.output<typeof taskRole>;

/** What of a service its execution role is derived from. */
export type ExecutionRoleSpec = z.output<typeof executionRole>;
