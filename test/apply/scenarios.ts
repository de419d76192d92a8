/** All scenarios. */

import type { Scenario } from "./scenario";
import { adoption } from "./scenario-adopt";
import { lookup } from "./scenario-lookup";
import { calledModule } from "./scenario-module";
import { rename } from "./scenario-rename";

/** All scenarios, the longest first. */
export const scenarios: readonly Scenario[] = [rename, calledModule, lookup, adoption];
