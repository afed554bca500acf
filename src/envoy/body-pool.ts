import { copyOf, type Span } from '../model/index.ts';

/** Below this a new array costs no more than looking for an old one. */
const LARGE = 4096;
const MOST_KEPT = 16;

/**
 * Memory for bodies that guests write. A fresh array of 64 KiB costs ten times the copy, so where requests are forgotten
 * once they are answered their arrays serve the next ones.
 */
export class BodyPool {
  readonly #reuses: boolean;
  readonly #free: Uint8Array[] = [];
  readonly #lent: Uint8Array[] = [];

  constructor(reuses: boolean) {
    this.#reuses = reuses;
  }

  /** A copy that may be kept until `takeBack`. */
  copy(span: Span): Uint8Array {
    const { bytes, start, size } = span;
    if (!this.#reuses || size < LARGE) return copyOf(span);
    // What was given back last is as large as what is wanted next, or else is thrown away.
    const last = this.#free.pop();
    const array = last !== undefined && last.length >= size ? last : new Uint8Array(size);
    this.#lent.push(array);
    const copy = array.length === size ? array : array.subarray(0, size);
    copy.set(bytes.subarray(start, start + size));
    return copy;
  }

  /** Nobody needs what was copied so far. */
  takeBack(): void {
    for (let array = this.#lent.pop(); array !== undefined; array = this.#lent.pop())
      if (this.#free.length < MOST_KEPT) this.#free.push(array);
  }
}
