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
  #free: Uint8Array[] = [];
  #lent: Uint8Array[] = [];

  constructor(reuses: boolean) {
    this.#reuses = reuses;
  }

  /** A copy that may be kept until `takeBack`. */
  copy(span: Span): Uint8Array {
    const { bytes, start, size } = span;
    if (!this.#reuses || size < LARGE) return copyOf(span);
    const at = this.#free.findIndex((array) => array.length >= size);
    const array = (at < 0 ? undefined : this.#free.splice(at, 1)[0]) ?? new Uint8Array(size);
    this.#lent.push(array);
    const copy = array.length === size ? array : array.subarray(0, size);
    copy.set(bytes.subarray(start, start + size));
    return copy;
  }

  /** Nobody needs what was copied so far. */
  takeBack(): void {
    if (this.#lent.length === 0) return;
    this.#free = [...this.#lent, ...this.#free].slice(0, MOST_KEPT);
    this.#lent = [];
  }
}
