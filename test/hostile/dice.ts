import { random } from '../host/random.ts';

/** Seeded choices. */
export interface Dice {
  /** A whole number from 0 to below the limit. */
  below(limit: number): number;
  chance(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
}

export function dice(seed: number): Dice {
  const next = random(seed);
  return {
    below: next,
    chance: (percent) => next(100) < percent,
    pick(from) {
      const found = from[next(from.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}
