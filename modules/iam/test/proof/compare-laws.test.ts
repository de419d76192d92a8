import { compareLaws } from "./compare-pool";

// 1,600 pairs here; `npm run test:proof` does 20,164
compareLaws(40);
