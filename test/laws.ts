/** How much of a law is looked at: all of it in `npm run test:proof` (jest.proof.config.js says so), a share in `npm test`. */
const isWhole = "wholeLaws" in globalThis;

/** How many cases fast-check makes of a law that asks for `all`. */
export function runs(all: number): number {
  return isWhole ? all : Math.max(Math.ceil(all / 15), Math.min(all, 25));
}

/** Every `nth` of many cases, or all of them. */
export function sample<T>(all: readonly T[], nth: number): readonly T[] {
  return isWhole ? all : all.filter((_, index) => index % nth === 0);
}
