import { itAgrees } from "./agrees";

itAgrees(1, 2500);
