import { compareLaws } from "./compare-pool";

compareLaws(142);
