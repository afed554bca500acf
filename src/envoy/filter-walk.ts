import { BodyBuffer } from './body-buffer.ts';
import type { HeaderMap } from './header-map.ts';
import type { Journey } from './journey.ts';

/** What a filter answers to headers (Envoy's FilterHeadersStatus). */
export const HeadersStatus = { Continue: 0, StopIteration: 1, StopAllBuffer: 2, StopAllWatermark: 3 } as const;
export type HeadersStatus = (typeof HeadersStatus)[keyof typeof HeadersStatus];

/** What a filter answers to a piece of body (Envoy's FilterDataStatus). */
export const DataStatus = { Continue: 0, StopAndBuffer: 1, StopAndWatermark: 2, StopNoBuffer: 3 } as const;
export type DataStatus = (typeof DataStatus)[keyof typeof DataStatus];

export const TrailersStatus = { Continue: 0, StopIteration: 1 } as const;
export type TrailersStatus = (typeof TrailersStatus)[keyof typeof TrailersStatus];

export type Direction = 'request' | 'response';

/** One filter of a stream, seen from the chain. */
export interface StreamFilter {
  headers(direction: Direction, map: HeaderMap, endStream: boolean): HeadersStatus;
  data(direction: Direction, data: BodyBuffer, endStream: boolean): DataStatus;
  trailers(direction: Direction, map: HeaderMap): TrailersStatus;
}

/** What stands behind the last filter, and what may break a walk off. */
export interface WalkEnds {
  /** Nothing of this direction shall be walked any more. */
  isOver(direction: Direction): boolean;
  /** Called after each filter: true when it made the walk end (a local reply, a reset). */
  isBrokenOff(direction: Direction): boolean;
  sendHeaders(direction: Direction, map: HeaderMap, endStream: boolean): void;
  sendData(direction: Direction, data: BodyBuffer, endStream: boolean): void;
  sendTrailers(direction: Direction, map: HeaderMap): void;
  /** What the report shows of the way; undefined where nobody looks. */
  readonly journey: Journey | undefined;
  /** What is held grew beyond the buffer limit. */
  tooLarge(direction: Direction): void;
}

const Iteration = { Continue: 0, StopSingle: 1, StopAllBuffer: 2, StopAllWatermark: 3 } as const;
type Iteration = (typeof Iteration)[keyof typeof Iteration];

/** State of one filter in one direction (Envoy's ActiveStreamFilterBase). */
interface Place {
  readonly filter: StreamFilter;
  /** Position in the chain, from 0. */
  readonly index: number;
  iteration: Iteration;
  headersContinued: boolean;
  endStream: boolean;
}

function placeOf(filter: StreamFilter, index: number): Place {
  return { filter, index, iteration: Iteration.Continue, headersContinued: false, endStream: false };
}

/** The places of a direction, in the order of its walk. Made for every stream: no closures, and the usual one at once. */
function placesOf(direction: Direction, filters: readonly (StreamFilter | undefined)[]): readonly Place[] {
  const [only] = filters;
  if (filters.length === 1 && only !== undefined) return [placeOf(only, 0)];
  const places: Place[] = [];
  const last = filters.length - 1;
  for (let i = 0; i <= last; i++) {
    const index = direction === 'request' ? i : last - i;
    const filter = filters[index];
    if (filter !== undefined) places.push(placeOf(filter, index));
  }
  return places;
}

/**
 * One direction of a stream's walk through the filter chain: which filter is next, who holds what, what goes on when
 * somebody lets go. Follows Envoy's FilterManager step by step; one code for both directions.
 */
export class FilterWalk {
  readonly direction: Direction;
  headers: HeaderMap | undefined;
  trailers: HeaderMap | undefined;
  /** What a filter of this direction holds back. */
  held: BodyBuffer | undefined;
  /** Everything of this direction has come in. */
  observedEnd = false;
  inHeaders = false;
  inData = false;
  inTrailers = false;
  #streaming = false;
  readonly #places: readonly Place[];
  readonly #ends: WalkEnds;
  readonly #limit: number;

  /** `filters` in the order of the chain; responses pass them from the last to the first. */
  constructor(direction: Direction, filters: readonly (StreamFilter | undefined)[], ends: WalkEnds, limit: number) {
    this.direction = direction;
    this.#ends = ends;
    this.#limit = limit;
    this.#places = placesOf(direction, filters);
  }

  get isInCallback(): boolean {
    return this.inHeaders || this.inData || this.inTrailers;
  }

  startHeaders(map: HeaderMap, endStream: boolean): void {
    this.headers = map;
    if (endStream) this.observedEnd = true;
    this.#ends.journey?.passed(this.direction, -1, map);
    this.#walkHeaders(0, map, endStream);
  }

  startData(data: BodyBuffer, endStream: boolean): void {
    if (endStream) this.observedEnd = true;
    this.#ends.journey?.passedData(this.direction, -1, data, endStream);
    this.#walkData(0, data, endStream);
  }

  startTrailers(map: HeaderMap): void {
    this.observedEnd = true;
    this.trailers = map;
    this.#ends.journey?.passedTrailers(this.direction, -1, map);
    this.#walkTrailers(0, map);
  }

  /** The filter whose headers were stopped, from where nothing has gone on; -1 when none. */
  holder(): number {
    for (const place of this.#places) if (place.iteration !== Iteration.Continue) return place.index;
    return -1;
  }

  isHeld(filter: number): boolean {
    return this.#place(filter)?.iteration !== Iteration.Continue;
  }

  /** A filter lets go of what it stopped (Envoy's commonContinue). Only for a filter that did stop. */
  resume(filter: number): void {
    const at = this.#places.findIndex((place) => place.index === filter);
    const place = this.#places[at];
    if (place !== undefined) this.#continueFrom(place, at);
  }

  /** Adds to what is held for a filter, before or while it is called. */
  hold(data: BodyBuffer): void {
    if (this.held === data) return;
    this.held ??= new BodyBuffer();
    this.held.moveFrom(data);
    this.checkLimit();
  }

  /** Held bytes grew by other means. */
  checkLimit(): void {
    if (this.held !== undefined && this.held.length > this.#limit && !this.#streaming)
      this.#ends.tooLarge(this.direction);
  }

  #place(filter: number): Place | undefined {
    return this.#places.find((place) => place.index === filter);
  }

  #walkHeaders(from: number, map: HeaderMap, endStream: boolean): void {
    const places = this.#places;
    for (let i = from; i < places.length; i++) {
      const place = places[i];
      if (place === undefined) return;
      place.endStream = endStream;
      this.inHeaders = true;
      const status = place.filter.headers(this.direction, map, endStream);
      this.inHeaders = false;
      if (this.#ends.isBrokenOff(this.direction)) return;
      if (status !== HeadersStatus.Continue) {
        place.iteration = status;
        this.#tell(place, false);
        return;
      }
      place.headersContinued = true;
      this.#ends.journey?.passed(this.direction, place.index, map);
    }
    this.#ends.sendHeaders(this.direction, map, endStream);
  }

  #walkData(from: number, data: BodyBuffer, endStream: boolean): void {
    if (this.#ends.isOver(this.direction)) return;
    const hadTrailers = this.trailers !== undefined;
    let addedTrailersAt = -1;
    const places = this.#places;
    let i = from;
    for (; i < places.length; i++) {
      const place = places[i];
      if (place === undefined) return;
      if (place.iteration >= Iteration.StopAllBuffer) {
        this.#streaming = place.iteration === Iteration.StopAllWatermark;
        this.hold(data);
        this.#tell(place, false);
        return;
      }
      if (place.endStream) return;
      place.endStream = endStream && this.trailers === undefined;
      this.inData = true;
      const status = place.filter.data(this.direction, data, place.endStream);
      this.inData = false;
      if (this.#ends.isBrokenOff(this.direction)) return;
      if (!hadTrailers && this.trailers !== undefined && addedTrailersAt < 0) {
        endStream = false;
        addedTrailersAt = i;
        this.#ends.journey?.passedTrailers(this.direction, place.index, this.trailers);
      }
      if (!this.#afterData(place, i, status, data)) break;
      this.#ends.journey?.passedData(this.direction, place.index, data, endStream);
    }
    if (i === places.length) this.#ends.sendData(this.direction, data, endStream);
    if (addedTrailersAt >= 0 && this.trailers !== undefined) this.#walkTrailers(addedTrailersAt + 1, this.trailers);
  }

  #afterData(place: Place, at: number, status: DataStatus, data: BodyBuffer): boolean {
    if (status === DataStatus.Continue) {
      if (place.iteration !== Iteration.StopSingle) return true;
      this.hold(data);
      if (this.#ends.isBrokenOff(this.direction)) return false;
      this.#continueFrom(place, at);
      return false;
    }
    place.iteration = Iteration.StopSingle;
    if (status !== DataStatus.StopNoBuffer) {
      this.#streaming = status === DataStatus.StopAndWatermark;
      this.hold(data);
      this.#ends.isBrokenOff(this.direction);
    } else if (this.observedEnd && this.trailers === undefined && this.held === undefined) {
      this.held = new BodyBuffer();
    }
    this.#tell(place, false);
    return false;
  }

  #tell({ index }: Place, isResumed: boolean): void {
    this.#ends.journey?.held(this.direction, index, this.held?.length ?? 0, isResumed);
  }

  #walkTrailers(from: number, map: HeaderMap): void {
    if (this.#ends.isOver(this.direction)) return;
    const places = this.#places;
    for (let i = from; i < places.length; i++) {
      const place = places[i];
      if (place === undefined) return;
      if (place.iteration >= Iteration.StopAllBuffer) return;
      this.inTrailers = true;
      const status = place.filter.trailers(this.direction, map);
      place.endStream = true;
      this.inTrailers = false;
      if (this.#ends.isBrokenOff(this.direction)) return;
      if (status === TrailersStatus.StopIteration) {
        if (place.iteration === Iteration.Continue) place.iteration = Iteration.StopSingle;
        this.#tell(place, false);
        return;
      }
      this.#ends.journey?.passedTrailers(this.direction, place.index, map);
      if (place.iteration === Iteration.StopSingle) {
        this.#continueFrom(place, i);
        return;
      }
    }
    this.#ends.sendTrailers(this.direction, map);
  }

  #continueFrom(place: Place, at: number): void {
    if (this.#ends.isOver(this.direction)) return;
    // A filter that stopped everything has not seen body and trailers yet: they start with it, not behind it.
    const from = place.iteration >= Iteration.StopAllBuffer ? at : at + 1;
    place.iteration = Iteration.Continue;
    this.#tell(place, true);
    const hadTrailers = this.trailers !== undefined;
    if (!place.headersContinued && this.headers !== undefined) {
      place.headersContinued = true;
      this.#ends.journey?.passed(this.direction, place.index, this.headers);
      this.#walkHeaders(at + 1, this.headers, this.observedEnd && this.held === undefined && !hadTrailers);
    }
    const held = this.held;
    if (held !== undefined) {
      if (from > at)
        this.#ends.journey?.passedData(this.direction, place.index, held, this.observedEnd && !hadTrailers);
      this.#walkData(from, held, this.observedEnd && !hadTrailers);
      // What went through is gone; what a later filter stopped stays held in the same buffer.
      if (held.length === 0 && this.held === held && !this.#isStopped()) this.held = undefined;
    }
    if (!hadTrailers || this.trailers === undefined) return;
    if (from > at) this.#ends.journey?.passedTrailers(this.direction, place.index, this.trailers);
    this.#walkTrailers(from, this.trailers);
  }

  #isStopped(): boolean {
    return this.#places.some((place) => place.iteration !== Iteration.Continue);
  }
}
