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
import type { Direction, FilterWalk } from './filter-walk.ts';
import type { HeaderMap } from './header-map.ts';

/** The filter at which the headers came to a stop, and as it left them; -1: none. */
interface Stop {
  readonly filter: number;
  readonly how: 'held' | 'replied';
  readonly headers: HeaderBytes;
}

/**
 * The way of one stream, for the report: its headers at each stage, and its steps in the trace. Kept only where somebody
 * looks.
 */
export class Journey {
  readonly #trace: Trace;
  readonly #exchange: number;
  readonly #seen = { request: new Map<number, HeaderBytes>(), response: new Map<number, HeaderBytes>() };
  #upstream: HeaderBytes = [];
  #client: HeaderBytes = [];

  constructor(trace: Trace, exchange: number) {
    this.#trace = trace;
    this.#exchange = exchange;
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
  ): Pick<Exchange, 'requestJourney' | 'responseJourney' | 'localReply'> {
    const order = Array.from({ length: filters }, (_, index) => index);
    const from = localReply === undefined ? 'upstream' : 'local-reply';
    return {
      requestJourney: [
        ...this.#stages('client', order, 'request', stopOf(request, localReply)),
        last('upstream', this.#upstream),
      ],
      responseJourney: [
        ...this.#stages(from, order.toReversed(), 'response', stopOf(response, localReply)),
        last('client', this.#client),
      ],
      ...(localReply !== undefined && { localReply }),
    };
  }

  #stages(first: Stage['at'], order: readonly number[], direction: Direction, stop: Stop): Stage[] {
    const seen = this.#seen[direction];
    const start = seen.get(-1);
    const stages: Stage[] = [{ at: first, state: start === undefined ? 'skipped' : 'reached', headers: start ?? [] }];
    for (const filter of order) {
      const headers = seen.get(filter);
      if (headers !== undefined) stages.push({ at: 'filter', filter, state: 'reached', headers });
      else if (filter === stop.filter) stages.push({ at: 'filter', filter, state: stop.how, headers: stop.headers });
      else stages.push({ at: 'filter', filter, state: 'skipped', headers: [] });
    }
    return stages;
  }
}

const numberOf = (direction: Direction): number => (direction === 'request' ? 0 : 1);

/** Where headers of a direction came to a stop: at a filter that holds them, or that answered in their place. */
function stopOf(walk: FilterWalk, localReply: LocalReply | undefined): Stop {
  const headers = walk.headers?.snapshot() ?? [];
  const holder = walk.holder();
  if (holder >= 0 || localReply === undefined) return { filter: holder, how: 'held', headers };
  return { filter: localReply.filter, how: 'replied', headers };
}

function last(at: Stage['at'], headers: HeaderBytes): Stage {
  return { at, state: headers.length > 0 ? 'reached' : 'skipped', headers };
}
