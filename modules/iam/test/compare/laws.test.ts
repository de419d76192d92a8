import { compareLaws } from "../proof/compare-pool";

// 100 pairs; `npm run test:proof` does 20,164.
compareLaws(10);
