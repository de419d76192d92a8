/** Choices that a seed repeats: the judge's own generator of numbers (mulberry32), so that a seed names a platform for ever. */

/** A source of choices. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0, below `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** At least one of the list, in its order, each other one in `percent` of a hundred cases. */
  some<T>(list: readonly T[], percent: number): readonly T[] {
    const chosen = this.below(list.length);
    return list.filter((_, index) => index === chosen || this.chance(percent));
  }
}
