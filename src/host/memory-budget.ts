import { ENVOY_MAX_PAGES } from './load-module.ts';

/** Pages of 64 KiB that all VMs of a run may have: 256 MiB. A limit of ours, so that no guest takes a page's memory. */
export const RUN_MAX_PAGES = 4096;

/**
 * Shares out the memory of a run. A guest grows without asking, and the only bound that it meets is the maximum with
 * which its memory was made; so every VM that will be there has what it needs at the start, and what is left over is
 * divided evenly among them. The sum of all maxima never exceeds the limit.
 */
export class MemoryBudget {
  readonly limit: number;
  readonly #spare: number;
  #granted = 0;

  /** `initial`: the pages that each VM to come has at the start. */
  constructor(limit: number, initial: readonly number[]) {
    const needed = initial.reduce((sum, pages) => sum + pages, 0);
    this.limit = limit;
    this.#spare = Math.max(0, Math.floor((limit - needed) / Math.max(1, initial.length)));
  }

  /** The maximum that a VM of so many pages gets while there is room. */
  maximum(initial: number): number {
    return Math.min(ENVOY_MAX_PAGES, initial + this.#spare);
  }

  /** The maximum for a new VM; fewer pages than it has at the start when there is no room for it. */
  take(initial: number): number {
    const maximum = Math.min(this.maximum(initial), this.limit - this.#granted);
    this.#granted += maximum;
    return maximum;
  }

  /** The VM that took so many pages is gone. */
  giveBack(maximum: number): void {
    this.#granted -= maximum;
  }
}
