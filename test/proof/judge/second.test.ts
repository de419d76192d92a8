import { itAgrees } from "./agrees";

itAgrees(2501, 2500);
