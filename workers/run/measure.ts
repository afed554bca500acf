import type { Measurement, Report } from '../../src/model/index.ts';
import type { RunOptions } from '../../src/envoy/index.ts';
import type { RunInput } from '../../src/protocol/index.ts';

type Run = (project: RunInput['project'], scenario: RunInput['scenario'], seed: number, options: RunOptions) => Report;

const LEAST_REPETITIONS = 3;
/** So many are worth waiting for, up to some times as long. */
const WANTED_REPETITIONS = 20;
const PATIENCE = 6;
const MOST_REPETITIONS = 5000;

/**
 * Repeats a run for about `forMs` milliseconds and notes when each callback is entered and left. The clock of a browser
 * makes steps that are longer than most callbacks; since they begin anywhere between two steps, the mean of many
 * readings comes out right all the same, and its standard error says how far it can be trusted.
 */
export function measure(
  run: Run,
  { project, scenario, seed }: RunInput,
  forMs: number,
  now: () => number,
): Measurement {
  const resolutionUs = smallestStep(now) * 1000;
  const sums = new Sums();
  const begin = now();
  const goesOn = (done: number): boolean => {
    if (done < LEAST_REPETITIONS) return true;
    return done < MOST_REPETITIONS && now() - begin < (done < WANTED_REPETITIONS ? forMs * PATIENCE : forMs);
  };
  let repetitions = -1;
  while (goesOn(repetitions)) {
    const times = new Times(now);
    run(project, scenario, seed, { trace: false, announce: () => times.entered(), left: () => times.left() });
    // What is still open when a run is broken off has no time.
    if (repetitions < 0) sums.first = times.total;
    else sums.add(times);
    repetitions++;
  }
  return { ...sums.means(repetitions), repetitions, resolutionUs };
}

/** The clock's smallest step, in milliseconds, as far as some steps show it. */
function smallestStep(now: () => number): number {
  let least = Infinity;
  for (let i = 0; i < 8; i++) {
    const before = now();
    let after = now();
    while (after === before) after = now();
    least = Math.min(least, after - before);
  }
  return least;
}

/** Milliseconds of each callback of one run, by its number less one. */
class Times {
  readonly total: number[] = [];
  readonly self: number[] = [];
  readonly #now: () => number;
  readonly #open: { readonly index: number; readonly at: number; inside: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  entered(): void {
    const index = this.total.push(0) - 1;
    this.self.push(0);
    this.#open.push({ index, at: this.#now(), inside: 0 });
  }

  left(): void {
    const call = this.#open.pop();
    if (call === undefined) return;
    const took = this.#now() - call.at;
    this.total[call.index] = took;
    this.self[call.index] = took - call.inside;
    const outer = this.#open.at(-1);
    if (outer !== undefined) outer.inside += took;
  }
}

class Sums {
  first: readonly number[] = [];
  readonly #total: number[] = [];
  readonly #self: number[] = [];
  readonly #squares: number[] = [];
  readonly #most: number[] = [];

  add({ total, self }: Times): void {
    for (const [i, took] of total.entries()) {
      this.#total[i] = (this.#total[i] ?? 0) + took;
      this.#self[i] = (this.#self[i] ?? 0) + (self[i] ?? 0);
      this.#squares[i] = (this.#squares[i] ?? 0) + took * took;
      this.#most[i] = Math.max(this.#most[i] ?? 0, took);
    }
  }

  means(count: number): Omit<Measurement, 'repetitions' | 'resolutionUs'> {
    const mean = this.#total.map((sum) => sum / count);
    const error = mean.map((value, i) =>
      Math.sqrt(Math.max(0, (this.#squares[i] ?? 0) / count - value * value) / count),
    );
    return {
      meanUs: microseconds(mean),
      selfUs: microseconds(this.#self.map((sum) => sum / count)),
      errorUs: microseconds(error),
      mostUs: microseconds(this.#most),
      firstUs: microseconds(this.first),
    };
  }
}

const microseconds = (milliseconds: readonly number[]) => Float64Array.from(milliseconds, (value) => value * 1000);
