import { compareLaws } from "../property/compare-pool";

compareLaws(142);
