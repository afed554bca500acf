/** What waits for its moment. */
export interface Due {
  happen(): void;
}

/** Something that will happen at a moment of virtual time. */
export interface Timer {
  readonly at: number;
  readonly order: number;
  readonly due: Due;
  /** Position in the heap, or one of the two below. */
  place: number;
  /** The one that was put off to the same moment after it. */
  next: Timer | undefined;
}

/** It has happened or was cancelled. */
const GONE = -1;
/** In the row of those that are due at once. */
const DUE = -2;

export function isPending(timer: Timer): boolean {
  return timer.place !== GONE;
}

/**
 * The discrete-event queue: virtual time in milliseconds, from 0. Events at the same moment happen in the order in
 * which they were scheduled, as the events of one Envoy dispatcher do. What is due at once, which most is, stands in a
 * row of its own; the rest in a heap, out of which cancelled ones are taken at once, for most timers guard something
 * that does not happen.
 */
export class EventQueue {
  now = 0;
  readonly #heap: Timer[] = [];
  #first: Timer | undefined;
  #last: Timer | undefined;
  #order = 0;
  readonly #onMove: ((now: number) => void) | undefined;

  /** `onMove` is told whenever time has moved. */
  constructor(onMove?: (now: number) => void) {
    this.#onMove = onMove;
  }

  after(delayMs: number, action: () => void): Timer {
    return this.put(delayMs, new Call(action));
  }

  /**
   * The same for an object. What every request does goes this way: an engine drops the machine code of a closure of
   * which none is alive while it collects garbage, and would have to make it again.
   */
  put(delayMs: number, due: Due): Timer {
    const order = this.#order++;
    if (delayMs > 0) {
      const place = this.#heap.length;
      const timer: Timer = { at: this.now + delayMs, order, due, place, next: undefined };
      this.#heap.push(timer);
      this.#up(timer);
      return timer;
    }
    const timer: Timer = { at: this.now, order, due, place: DUE, next: undefined };
    if (this.#last === undefined) this.#first = timer;
    else this.#last.next = timer;
    this.#last = timer;
    return timer;
  }

  cancel(timer: Timer | undefined): void {
    if (timer === undefined) return;
    if (timer.place >= 0) this.#remove(timer);
    else timer.place = GONE;
  }

  /** Moment of the next event; undefined when nothing is pending. */
  get next(): number | undefined {
    return this.#next()?.at;
  }

  /** Lets the next event happen, if it is due at `until` or before. Says whether one did. */
  step(until: number): boolean {
    const timer = this.#next();
    if (timer === undefined || timer.at > until) return false;
    if (timer.place === DUE) this.#leaveRow(timer);
    else this.#remove(timer);
    timer.place = GONE;
    if (timer.at !== this.now) this.#moveTo(timer.at);
    timer.due.happen();
    return true;
  }

  /** Lets everything up to a moment happen, and moves time there. */
  runUntil(moment: number): void {
    while (this.step(moment));
    if (moment > this.now) this.#moveTo(moment);
  }

  #moveTo(moment: number): void {
    this.now = moment;
    this.#onMove?.(moment);
  }

  /** The row holds what was due when it was put there, so nothing in the heap is earlier but by its order. */
  #next(): Timer | undefined {
    let due = this.#first;
    while (due !== undefined && due.place === GONE) {
      this.#leaveRow(due);
      due = this.#first;
    }
    const timer = this.#heap[0];
    if (due === undefined) return timer;
    return timer !== undefined && earlier(timer, due) ? timer : due;
  }

  #leaveRow(first: Timer): void {
    this.#first = first.next;
    if (this.#first === undefined) this.#last = undefined;
  }

  #remove(timer: Timer): void {
    const { place } = timer;
    timer.place = GONE;
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

class Call implements Due {
  readonly #action: () => void;

  constructor(action: () => void) {
    this.#action = action;
  }

  happen(): void {
    this.#action();
  }
}

function earlier(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
