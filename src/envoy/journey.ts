import type { Trace } from '../host/index.ts';
import {
  encodePairs,
  ExchangeEvent,
  pairsSize,
  type Exchange,
  type HeaderBytes,
  type LocalReply,
  type Stage,
} from '../model/index.ts';
import type { BodyBuffer } from './body-buffer.ts';
import { BodyPieces } from './body-pieces.ts';
import type { Direction, FilterWalk } from './filter-walk.ts';
import type { HeaderMap } from './header-map.ts';

/** The filter at which the headers came to a stop, and as it left them; -1: none. */
interface Stop {
  readonly filter: number;
  readonly how: 'held' | 'replied';
  readonly headers: HeaderBytes;
}

/** Stands for what is behind the last filter. */
export const FAR_END = -2;

/**
 * The way of one stream, for the report: its headers at each stage, and its steps in the trace. Kept only where somebody
 * looks.
 */
export class Journey {
  readonly #trace: Trace;
  readonly #exchange: number;
  readonly #seen = { request: new Map<number, HeaderBytes>(), response: new Map<number, HeaderBytes>() };
  readonly #trailers = { request: new Map<number, HeaderBytes>(), response: new Map<number, HeaderBytes>() };
  readonly #pieces: BodyPieces;
  #upstream: HeaderBytes = [];
  #client: HeaderBytes = [];

  constructor(trace: Trace, exchange: number) {
    this.#trace = trace;
    this.#exchange = exchange;
    this.#pieces = new BodyPieces(trace);
  }

  /** Headers leave a filter; -1: they come in. */
  passed(direction: Direction, filter: number, map: HeaderMap): void {
    this.#seen[direction].set(filter, map.snapshot());
    this.#step(ExchangeEvent.headers, direction, filter);
  }

  /** Headers as the router sent them: the end of the request's way. */
  reachedUpstream(map: HeaderMap): void {
    this.#upstream = map.snapshot();
    this.#step(ExchangeEvent.sentHeaders, 'request');
  }

  /** Headers as they were written to the client: the end of the response's way. */
  reachedClient(map: HeaderMap): void {
    this.#client = map.snapshot();
    this.#step(ExchangeEvent.sentHeaders, 'response');
  }

  /** Trailers leave a filter; -1: they come in; `FAR_END`: they leave the chain. */
  passedTrailers(direction: Direction, filter: number, map: HeaderMap): void {
    this.#trailers[direction].set(filter, map.snapshot());
  }

  /** The same for a piece of body. */
  passedData(direction: Direction, filter: number, data: BodyBuffer, endStream: boolean): void {
    const at = filter >= 0 ? 'filter' : filter === FAR_END ? 'out' : 'in';
    const piece = { direction, at, filter: Math.max(filter, -1), size: data.length, endStream } as const;
    this.#pieces.add(piece, () => data.bytes());
  }

  /** A piece of body comes in. */
  data(direction: Direction, bytes: Uint8Array, endStream: boolean): void {
    this.#trace.piece(this.#exchange, ExchangeEvent.data, numberOf(direction), endStream ? 1 : 0, bytes);
  }

  /** Trailers come in. */
  trailers(direction: Direction, map: HeaderMap): void {
    const pairs = map.snapshot();
    const bytes = new Uint8Array(pairsSize(pairs));
    encodePairs(pairs, bytes, 0);
    this.#trace.piece(this.#exchange, ExchangeEvent.trailers, numberOf(direction), 0, bytes);
  }

  /** A filter does not let go on, or lets go; bytes that are held. */
  held(direction: Direction, filter: number, bytes: number, isResumed = false): void {
    this.#step(isResumed ? ExchangeEvent.resumed : ExchangeEvent.stopped, direction, filter, bytes);
  }

  /** Body or trailers leave the chain. */
  sent(direction: Direction, what: 'data' | 'trailers', bytes = 0): void {
    this.#step(what === 'data' ? ExchangeEvent.sentData : ExchangeEvent.sentTrailers, direction, -1, bytes);
  }

  replied(filter: number, status: number, upstreamCalled: boolean): void {
    this.#trace.exchange(this.#exchange, ExchangeEvent.replied, filter, status, upstreamCalled ? 1 : 0);
  }

  ended(status: number, isBrokenOff: boolean): void {
    this.#trace.exchange(this.#exchange, ExchangeEvent.ended, -1, status, isBrokenOff ? 1 : 0);
  }

  #step(event: ExchangeEvent, direction: Direction, filter = -1, number = 0): void {
    this.#trace.exchange(this.#exchange, event, filter, numberOf(direction), number);
  }

  /** What the report shows of the stream. */
  report(
    { filters, request, response }: { filters: number; request: FilterWalk; response: FilterWalk },
    localReply: LocalReply | undefined,
  ): Shown {
    const order = Array.from({ length: filters }, (_, index) => index);
    const back = order.toReversed();
    const from = localReply?.way === 'filters' ? 'local-reply' : 'upstream';
    const stop = (walk: FilterWalk) => stopOf(walk, walk.headers, localReply);
    const stopped = (walk: FilterWalk) => stopOf(walk, walk.trailers, localReply);
    const seen = this.#seen;
    const requestTrailers = trailerStages(['client', 'upstream'], order, this.#trailers.request, stopped(request));
    const responseTrailers = trailerStages([from, 'client'], back, this.#trailers.response, stopped(response));
    return {
      requestJourney: [...stages('client', order, seen.request, stop(request)), last('upstream', this.#upstream)],
      responseJourney: [...stages(from, back, seen.response, stop(response)), last('client', this.#client)],
      ...(requestTrailers !== undefined && { requestTrailers }),
      ...(responseTrailers !== undefined && { responseTrailers }),
      bodies: this.#pieces.all,
      ...(localReply !== undefined && { localReply }),
    };
  }
}

type Shown = Pick<
  Exchange,
  'requestJourney' | 'responseJourney' | 'requestTrailers' | 'responseTrailers' | 'bodies' | 'localReply'
>;
type Seen = ReadonlyMap<number, HeaderBytes>;

function stages(first: Stage['at'], order: readonly number[], seen: Seen, stop: Stop): Stage[] {
  const start = seen.get(-1);
  const way: Stage[] = [{ at: first, state: start === undefined ? 'skipped' : 'reached', headers: start ?? [] }];
  for (const filter of order) {
    const headers = seen.get(filter);
    if (headers !== undefined) way.push({ at: 'filter', filter, state: 'reached', headers });
    else if (filter === stop.filter) way.push({ at: 'filter', filter, state: stop.how, headers: stop.headers });
    else way.push({ at: 'filter', filter, state: 'skipped', headers: [] });
  }
  return way;
}

/** Trailers that a filter made begin at that filter: before it there were none. */
function trailerStages(
  [first, end]: readonly [Stage['at'], Stage['at']],
  order: readonly number[],
  seen: Seen,
  stop: Stop,
): Stage[] | undefined {
  if (seen.size === 0) return undefined;
  const maker = seen.has(-1) ? 0 : order.findIndex((filter) => seen.has(filter));
  const none = seen.has(-1) ? [] : [-1, ...order.slice(0, Math.max(0, maker))];
  const all = new Map<number, HeaderBytes>([...none.map((filter) => [filter, []] as const), ...seen]);
  return [...stages(first, order, all, stop), last(end, seen.get(FAR_END) ?? [])];
}

const numberOf = (direction: Direction): number => (direction === 'request' ? 0 : 1);

/** Where headers of a direction came to a stop: at a filter that holds them, or that answered in their place. */
function stopOf(walk: FilterWalk, map: HeaderMap | undefined, localReply: LocalReply | undefined): Stop {
  const headers = map?.snapshot() ?? [];
  const holder = walk.holder();
  if (holder >= 0 || localReply === undefined) return { filter: holder, how: 'held', headers };
  return { filter: localReply.filter, how: 'replied', headers };
}

function last(at: Stage['at'], headers: HeaderBytes): Stage {
  return { at, state: headers.length > 0 ? 'reached' : 'skipped', headers };
}
