/** Something that will happen at a moment of virtual time. */
export interface Timer {
  readonly at: number;
  readonly order: number;
  action: (() => void) | undefined;
}

/**
 * The discrete-event queue: virtual time in milliseconds, from 0. Events at the same moment happen in the order in
 * which they were scheduled, as the events of one Envoy dispatcher do.
 */
export class EventQueue {
  now = 0;
  readonly #heap: Timer[] = [];
  #order = 0;

  after(delayMs: number, action: () => void): Timer {
    const timer: Timer = { at: this.now + (delayMs > 0 ? delayMs : 0), order: this.#order++, action };
    const heap = this.#heap;
    let i = heap.push(timer) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      const parent = heap[up];
      if (parent === undefined || !earlier(timer, parent)) break;
      heap[i] = parent;
      i = up;
    }
    heap[i] = timer;
    return timer;
  }

  cancel(timer: Timer | undefined): void {
    if (timer !== undefined) timer.action = undefined;
  }

  /** Moment of the next event; undefined when nothing is pending. */
  get next(): number | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined) return undefined;
      if (first.action !== undefined) return first.at;
      this.#pop();
    }
  }

  /** Lets the next event happen, if it is due at `until` or before. Says whether one did. */
  step(until: number): boolean {
    const at = this.next;
    if (at === undefined || at > until) return false;
    const timer = this.#pop();
    if (timer === undefined) return false;
    this.now = at;
    const action = timer.action;
    timer.action = undefined;
    if (action !== undefined) action();
    return true;
  }

  /** Lets everything up to a moment happen, and moves time there. */
  runUntil(moment: number): void {
    while (this.step(moment));
    if (moment > this.now) this.now = moment;
  }

  #pop(): Timer | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let i = 0;
    for (;;) {
      const left = 2 * i + 1;
      const a = heap[left];
      if (a === undefined) break;
      const b = heap[left + 1];
      const smaller = b !== undefined && earlier(b, a) ? b : a;
      if (!earlier(smaller, last)) break;
      heap[i] = smaller;
      i = smaller === a ? left : left + 1;
    }
    heap[i] = last;
    return first;
  }
}

function earlier(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
