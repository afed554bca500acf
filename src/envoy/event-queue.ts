/** Something that will happen at a moment of virtual time. */
export interface Timer {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
  /** Position in the heap; -1 once it has happened or was cancelled. */
  place: number;
}

/**
 * The discrete-event queue: virtual time in milliseconds, from 0. Events at the same moment happen in the order in
 * which they were scheduled, as the events of one Envoy dispatcher do. Cancelled ones are taken out at once: most
 * timers guard something that does not happen.
 */
export class EventQueue {
  now = 0;
  readonly #heap: Timer[] = [];
  #order = 0;

  after(delayMs: number, action: () => void): Timer {
    const place = this.#heap.length;
    const timer: Timer = { at: this.now + (delayMs > 0 ? delayMs : 0), order: this.#order++, action, place };
    this.#heap.push(timer);
    this.#up(timer);
    return timer;
  }

  cancel(timer: Timer | undefined): void {
    if (timer !== undefined && timer.place >= 0) this.#remove(timer);
  }

  /** Moment of the next event; undefined when nothing is pending. */
  get next(): number | undefined {
    return this.#heap[0]?.at;
  }

  /** Lets the next event happen, if it is due at `until` or before. Says whether one did. */
  step(until: number): boolean {
    const timer = this.#heap[0];
    if (timer === undefined || timer.at > until) return false;
    this.#remove(timer);
    this.now = timer.at;
    timer.action();
    return true;
  }

  /** Lets everything up to a moment happen, and moves time there. */
  runUntil(moment: number): void {
    while (this.step(moment));
    if (moment > this.now) this.now = moment;
  }

  #remove(timer: Timer): void {
    const { place } = timer;
    timer.place = -1;
    const last = this.#heap.pop();
    if (last === undefined || last === timer) return;
    last.place = place;
    this.#heap[place] = last;
    this.#up(last);
    this.#down(last);
  }

  #up(timer: Timer): void {
    const heap = this.#heap;
    while (timer.place > 0) {
      const parent = heap[(timer.place - 1) >> 1];
      if (parent === undefined || !earlier(timer, parent)) return;
      this.#swap(parent, timer);
    }
  }

  #down(timer: Timer): void {
    const heap = this.#heap;
    for (;;) {
      const left = heap[2 * timer.place + 1];
      if (left === undefined) return;
      const right = heap[2 * timer.place + 2];
      const child = right !== undefined && earlier(right, left) ? right : left;
      if (!earlier(child, timer)) return;
      this.#swap(timer, child);
    }
  }

  #swap(upper: Timer, lower: Timer): void {
    const { place } = upper;
    upper.place = lower.place;
    lower.place = place;
    this.#heap[upper.place] = upper;
    this.#heap[place] = lower;
  }
}

function earlier(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
