import { itAgrees } from "./agrees";

itAgrees(5001, 2500);
