import {
  CALLBACKS,
  decodePairs,
  type Exchange,
  type ExchangeRecord,
  type HostcallRecord,
  HOSTCALLS,
  RecordKind,
  type Report,
  type Stage,
  type TraceRecord,
} from '../../../model/index.ts';
import { appended, type Content, NOTHING, written } from './body-content.ts';
import { type HeaderLine, linesOf, writtenLines, writtenMap } from './header-lines.ts';
import { Playback, Playbacks } from './playback.ts';

/** One HTTP stream as it stood when a record of the trace had been written. */
export interface StreamAt {
  readonly request: DirectionAt;
  readonly response: DirectionAt;
  /** Filters that hold something back, each with the row since which it does. */
  readonly paused: readonly PauseAt[];
  /** The local reply that was given; `at`: its row. */
  readonly localReply: { readonly filter: number; readonly status: number; readonly at: number } | undefined;
  readonly isOver: boolean;
}

export interface DirectionAt {
  /** Every place that headers pass, in their order, as each sees them. */
  readonly places: readonly PlaceAt[];
  /** Position in `places` of where the headers are; -1: they have not come. */
  readonly here: number;
  readonly trailers: readonly HeaderLine[] | undefined;
  readonly body: BodyAt;
}

export interface PlaceAt {
  readonly at: Stage['at'];
  /** Position in the chain, for `filter`. */
  readonly filter: number | undefined;
  /** `waiting`: not there yet; `here`: they are there now; `passed`: they have gone on, and stay as they left. */
  readonly state: 'waiting' | 'here' | 'passed';
  readonly headers: readonly HeaderLine[];
}

export interface BodyAt {
  /** The piece on its way through the filters. */
  readonly chunk: Content;
  /** Held back so far. */
  readonly buffered: Content;
  /** Left the chain: to the upstream, or to the client. */
  readonly forwarded: Content;
  /** Bytes that came in. */
  readonly received: number;
}

export interface PauseAt {
  readonly filter: number;
  readonly direction: Direction;
  readonly since: number;
}

export type Direction = 'request' | 'response';

/** The stream of an exchange as of a position in the trace: after all that happened up to and including that record. */
export function streamAt(report: Report, exchange: number, at: number): StreamAt | undefined {
  return streamStep(report, exchange, at)?.after;
}

/** The stream right before a record, and right after it. */
export function streamStep(
  report: Report,
  exchange: number,
  at: number,
): { readonly before: StreamAt; readonly after: StreamAt } | undefined {
  const known = report.exchanges[exchange];
  if (known === undefined) return undefined;
  const playback = playbacksOf(report).of(exchange, () => {
    return new Playback(report.trace, matters, { from: known.traceFrom, start: new Replay(known, exchange) });
  });
  return { before: playback.at(at - 1).state(), after: playback.at(at).state() };
}

const played = new WeakMap<Report, Playbacks<Replay>>();

function playbacksOf(report: Report): Playbacks<Replay> {
  let own = played.get(report);
  if (own === undefined) played.set(report, (own = new Playbacks()));
  return own;
}

const indexes = (list: readonly { readonly name: string }[], pattern: RegExp): ReadonlySet<number> =>
  new Set(list.flatMap(({ name }, index) => (pattern.test(name) ? [index] : [])));

const BODY_CALLBACKS = indexes(CALLBACKS, /^proxy_on_(?:request|response)_body$/);
const WRITES = indexes(HOSTCALLS, /^proxy_(?:add_header|replace_header|remove_header|set_header|set_buffer)/);

function matters(kind: number, index: number): boolean {
  if (kind === RecordKind.exchange) return true;
  if (kind === RecordKind.call || kind === RecordKind.ret) return BODY_CALLBACKS.has(index);
  return kind === RecordKind.hostcall && WRITES.has(index);
}

/** Plays the records of one stream forward. */
class Replay {
  readonly #known: Exchange;
  readonly #exchange: number;
  #ways: Readonly<Record<Direction, Way>>;
  /** Filters by VM and context. */
  #contexts = new Map<string, number>();
  #localReply: StreamAt['localReply'];
  #isOver = false;

  constructor(known: Exchange, index: number) {
    this.#known = known;
    this.#exchange = index;
    this.#ways = { request: new Way(known.requestJourney), response: new Way(known.responseJourney) };
  }

  copy(): Replay {
    const copy = new Replay(this.#known, this.#exchange);
    copy.#ways = { request: this.#ways.request.copy(), response: this.#ways.response.copy() };
    copy.#contexts = new Map(this.#contexts);
    copy.#localReply = this.#localReply;
    copy.#isOver = this.#isOver;
    return copy;
  }

  take(record: TraceRecord): void {
    if (record.kind === 'exchange') {
      if (record.exchange === this.#exchange) this.#step(record);
      return;
    }
    if (record.kind !== 'call' && record.kind !== 'ret' && record.kind !== 'hostcall') return;
    const filter = this.#contexts.get(`${record.vm} ${record.context}`);
    if (filter === undefined) return;
    if (record.kind === 'hostcall') this.#hostcall(record, filter);
    else if (record.kind === 'call') this.#wayOf(record.callback).enter(filter, record.args[1] ?? 0);
    else this.#wayOf(record.callback).leave(filter, record.resultText === 'StopIterationAndBuffer');
  }

  #step(record: ExchangeRecord): void {
    const { event, filter, first, second } = record;
    if (event === undefined) return;
    if (event === 'context') this.#contexts.set(`${first} ${second >>> 0}`, filter);
    else if (event === 'replied') this.#localReply = { filter, status: first, at: record.at };
    else if (event === 'ended') this.#isOver = true;
    else this.#ways[first === 0 ? 'request' : 'response'].step(event, record);
  }

  #hostcall(call: HostcallRecord, filter: number): void {
    if (call.statusText !== 'Ok') return;
    const map = writtenMap(call);
    if (map !== undefined) {
      const way = this.#ways[map < 2 ? 'request' : 'response'];
      if (map % 2 === 0) way.headers = writtenLines(way.headers, call);
      else way.trailers = writtenLines(way.trailers ?? [], call);
      return;
    }
    const [buffer, start, length, data] = call.inputs;
    if (buffer?.kind !== 'number' || start?.kind !== 'number' || length?.kind !== 'number' || data?.kind !== 'bytes')
      return;
    if (buffer.value > 1) return;
    this.#ways[buffer.value === 0 ? 'request' : 'response'].write(filter, (body) =>
      written(body, start.value, length.value, data.bytes),
    );
  }

  #wayOf(callback: string): Way {
    return this.#ways[callback === 'proxy_on_request_body' ? 'request' : 'response'];
  }

  state(): StreamAt {
    const { request, response } = this.#ways;
    return {
      request: request.state(),
      response: response.state(),
      paused: [...request.pauses('request'), ...response.pauses('response')],
      localReply: this.#localReply,
      isOver: this.#isOver,
    };
  }
}

/** One direction of the stream. */
class Way {
  headers: readonly HeaderLine[] = [];
  trailers: readonly HeaderLine[] | undefined;
  readonly #stages: readonly Stage[];
  /** Position in the stages of where the headers are. */
  #here = -1;
  #left = new Map<number, readonly HeaderLine[]>();
  #paused = new Map<number, number>();
  /** Filters that asked for the whole body: each sees what is held with the new piece behind it. */
  #buffering = new Set<number>();
  #chunk: Content = NOTHING;
  #buffered: Content = NOTHING;
  #forwarded: Content = NOTHING;
  #received = 0;

  constructor(stages: readonly Stage[]) {
    this.#stages = stages;
  }

  copy(): Way {
    const copy = new Way(this.#stages);
    copy.headers = this.headers;
    copy.trailers = this.trailers;
    copy.#here = this.#here;
    copy.#left = new Map(this.#left);
    copy.#paused = new Map(this.#paused);
    copy.#buffering = new Set(this.#buffering);
    copy.#chunk = this.#chunk;
    copy.#buffered = this.#buffered;
    copy.#forwarded = this.#forwarded;
    copy.#received = this.#received;
    return copy;
  }

  step(event: NonNullable<ExchangeRecord['event']>, record: ExchangeRecord): void {
    const { filter, second, bytes, size, at } = record;
    if (event === 'headers') this.#passed(filter);
    else if (event === 'sentHeaders') this.#arrived();
    else if (event === 'data') this.#piece({ bytes, size });
    else if (event === 'trailers') this.trailers = linesOf(decodePairs(bytes, 0, bytes.length));
    else if (event === 'stopped') this.#stopped(filter, second, at);
    else if (event === 'resumed') this.#resumed(filter);
    else if (event === 'sentData') this.#sent(second);
  }

  #passed(filter: number): void {
    const stage = this.#stages.findIndex((one, i) =>
      filter < 0 ? i === 0 : one.filter === filter && one.at === 'filter',
    );
    if (stage < 0) return;
    this.headers = linesOf(this.#stages[stage]?.headers ?? []);
    this.#left.set(stage, this.headers);
    const next = this.#stages.findIndex((one, i) => i > stage && one.at === 'filter' && one.state !== 'skipped');
    this.#here = next < 0 ? this.#stages.length - 1 : next;
  }

  #arrived(): void {
    this.#here = this.#stages.length - 1;
    this.headers = linesOf(this.#stages.at(-1)?.headers ?? []);
    this.#left.set(this.#here, this.headers);
  }

  #piece(piece: Content): void {
    this.#chunk = piece;
    this.#received += piece.size;
  }

  enter(filter: number, size: number): void {
    if (this.#buffering.has(filter) && size === this.#buffered.size + this.#chunk.size) this.#hold();
  }

  leave(filter: number, isBuffering: boolean): void {
    if (isBuffering) this.#buffering.add(filter);
    else this.#buffering.delete(filter);
  }

  write(filter: number, edit: (body: Content) => Content): void {
    if (this.#buffering.has(filter)) this.#buffered = edit(this.#buffered);
    else this.#chunk = edit(this.#chunk);
  }

  #hold(): void {
    this.#buffered = appended(this.#buffered, this.#chunk);
    this.#chunk = NOTHING;
  }

  #stopped(filter: number, held: number, at: number): void {
    if (!this.#paused.has(filter)) this.#paused.set(filter, at);
    // Otherwise the filter let the piece vanish, to keep it itself.
    if (held === this.#buffered.size + this.#chunk.size) this.#hold();
    this.#chunk = NOTHING;
  }

  #resumed(filter: number): void {
    this.#paused.delete(filter);
    this.#chunk = appended(this.#buffered, this.#chunk);
    this.#buffered = NOTHING;
  }

  #sent(size: number): void {
    const piece = this.#chunk.size === size ? this.#chunk : { bytes: this.#chunk.bytes.subarray(0, size), size };
    this.#forwarded = appended(this.#forwarded, piece);
    this.#chunk = NOTHING;
  }

  *pauses(direction: Direction): Generator<PauseAt> {
    for (const [filter, since] of this.#paused) yield { filter, direction, since };
  }

  state(): DirectionAt {
    const body = { chunk: this.#chunk, buffered: this.#buffered, forwarded: this.#forwarded, received: this.#received };
    return {
      places: this.#stages.map((stage, i) => this.#place(stage, i)),
      here: this.#here,
      trailers: this.trailers,
      body,
    };
  }

  #place({ at, filter }: Stage, index: number): PlaceAt {
    const left = this.#left.get(index);
    const isHere = index === this.#here;
    const state = isHere ? 'here' : left === undefined ? 'waiting' : 'passed';
    return { at, filter, state, headers: isHere ? this.headers : (left ?? []) };
  }
}
