/** Every operating system by its name: a name without a file, and a file without a field, is an error of the compiler. */
import type { OperatingSystem } from "../../spec/operating-system";
import { al2023 } from "./al2023";
import { bottlerocket } from "./bottlerocket";
import { custom } from "./custom";
import type { SystemDefinition } from "./system-definition";
import { windows } from "./windows";

/** What is known of each system. */
export const systems: Readonly<Record<OperatingSystem, SystemDefinition>> = { al2023, bottlerocket, windows, custom };
