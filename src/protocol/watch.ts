const tickMs = 50;
/** The most that one tick counts: a tab that sleeps, or a page that is busy itself, must not look like a stuck worker. */
const mostPerTick = 2 * tickMs;

/**
 * A time limit that counts only while this thread is awake: by the ticks of a timer, none of which counts more than
 * twice its due, never by how far a clock has moved.
 */
export class Watch {
  readonly #onExceeded: () => void;
  #limitMs: number;
  #spentMs = 0;
  #lastTick = performance.now();
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(limitMs: number, onExceeded: () => void) {
    this.#limitMs = limitMs;
    this.#onExceeded = onExceeded;
    this.#timer = setInterval(() => this.#tick(), tickMs);
  }

  /** Begins to count anew, with another limit when one is given. */
  restart(limitMs: number = this.#limitMs): void {
    this.#limitMs = limitMs;
    this.#spentMs = 0;
    this.#lastTick = performance.now();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const now = performance.now();
    this.#spentMs += Math.min(now - this.#lastTick, mostPerTick);
    this.#lastTick = now;
    if (this.#spentMs < this.#limitMs) return;
    this.end();
    this.#onExceeded();
  }
}
