import { readTrace, type RecordChoice, type TraceData, type TraceRecord } from '../../../model/index.ts';

/** What is known after some records of a trace, and takes the next. */
export interface Player<Self> {
  take(record: TraceRecord): void;
  /** One that knows the same, and goes its own way. */
  copy(): Self;
}

interface Stop<P> {
  readonly player: P;
  /** Where the last record stands that was passed. */
  readonly last: number;
  /** Where the next one stands. */
  readonly next: number;
}

/** Records that are played between two stops, at least: so many are played again for a step back. */
const BETWEEN = 200;
const MOST_STOPS = 48;

/**
 * A player at any place of a trace. It is played on from where it was asked for last; a copy that is left behind here and
 * there is where it begins when it is asked for an earlier place. With each doubling of the way every other copy goes.
 */
export class Playback<P extends Player<P>> {
  readonly #trace: TraceData;
  readonly #wants: RecordChoice;
  #stops: Stop<P>[];
  #between = BETWEEN;
  #player: P;
  #last: number;
  #next: number;
  /** Records that were played since the last stop. */
  #since = 0;

  constructor(trace: TraceData, wants: RecordChoice, { from = 0, start }: { from?: number; start: P }) {
    this.#trace = trace;
    this.#wants = wants;
    this.#stops = [{ player: start, last: from - 1, next: from }];
    [this.#player, this.#last, this.#next] = [start.copy(), from - 1, from];
  }

  /** As of a place: after all records up to and including the one there. It is played on with the next question. */
  at(place: number): P {
    if (place < this.#last) this.#goBack(place);
    const choose: RecordChoice = (kind, index, at) => {
      [this.#last, this.#next] = [at, at + ((this.#trace.words[at] ?? 0) >>> 8)];
      return this.#wants(kind, index, at);
    };
    for (const record of readTrace(this.#trace, this.#next, place + 1, choose)) {
      this.#player.take(record);
      if (++this.#since >= this.#between) this.#stop();
    }
    return this.#player;
  }

  #goBack(place: number): void {
    const stop = this.#stops.findLast(({ last }) => last <= place) ?? this.#stops[0];
    if (stop === undefined) return;
    [this.#player, this.#last, this.#next] = [stop.player.copy(), stop.last, stop.next];
    this.#since = 0;
  }

  #stop(): void {
    this.#since = 0;
    if (this.#last <= (this.#stops.at(-1)?.last ?? 0)) return;
    this.#stops.push({ player: this.#player.copy(), last: this.#last, next: this.#next });
    if (this.#stops.length <= MOST_STOPS) return;
    this.#stops = this.#stops.filter((_, i) => i % 2 === 0);
    this.#between *= 2;
  }
}

/** The last playbacks that were asked for, by the number of what they play. */
export class Playbacks<P extends Player<P>> {
  readonly #known = new Map<number, Playback<P>>();

  of(number: number, begin: () => Playback<P>): Playback<P> {
    const known = this.#known.get(number) ?? begin();
    this.#known.delete(number);
    this.#known.set(number, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_PLAYBACKS && oldest !== undefined) this.#known.delete(oldest);
    return known;
  }
}

const MOST_PLAYBACKS = 8;
