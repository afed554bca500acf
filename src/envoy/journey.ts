import type { HeaderBytes, Stage } from '../model/index.ts';
import type { Direction } from './filter-walk.ts';
import type { HeaderMap } from './header-map.ts';

/** The filter at which the headers came to a stop, and as it left them; -1: none. */
export interface Stop {
  readonly filter: number;
  readonly how: 'held' | 'replied';
  readonly headers: HeaderBytes;
}

/** The headers of one stream at each stage of its way, for the report; kept only where somebody looks. */
export class Journey {
  readonly #seen = { request: new Map<number, HeaderBytes>(), response: new Map<number, HeaderBytes>() };
  #upstream: HeaderBytes = [];
  #client: HeaderBytes = [];

  /** Headers leave a filter; -1: they come in. */
  passed(direction: Direction, filter: number, map: HeaderMap): void {
    this.#seen[direction].set(filter, map.snapshot());
  }

  /** Headers as the router sent them: the end of the request's way. */
  reachedUpstream(map: HeaderMap): void {
    this.#upstream = map.snapshot();
  }

  /** Headers as they were written to the client: the end of the response's way. */
  reachedClient(map: HeaderMap): void {
    this.#client = map.snapshot();
  }

  request(filters: readonly number[], stop: Stop): Stage[] {
    return [...this.#stages('client', filters, 'request', stop), last('upstream', this.#upstream)];
  }

  response(from: 'upstream' | 'local-reply', filters: readonly number[], stop: Stop): Stage[] {
    return [...this.#stages(from, filters, 'response', stop), last('client', this.#client)];
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

function last(at: Stage['at'], headers: HeaderBytes): Stage {
  return { at, state: headers.length > 0 ? 'reached' : 'skipped', headers };
}
