import { itAgrees } from "./agrees";

itAgrees(7501, 2500);
