import {
  type ExchangeRecord,
  holdsBytes,
  readTrace,
  RecordKind,
  type Report,
  streamsOf,
  type TraceRecord,
} from '../../../model/index.ts';
import { requestOfExchange } from '../../../state/index.ts';
import { type Move, movesOf, type Place } from './tcp-sequence.ts';
import { words } from './timeline.words.ts';

/** A line from top to bottom: somebody who takes part. */
export interface Lifeline {
  readonly name: string;
  /** Position of the plugin; -1: no filter. */
  readonly filter: number;
}

/** One step from top to bottom. `from` and `to` are places in the lifelines; equal: something that happens there. */
export interface SequenceStep {
  /** Position of its record in the trace. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly tone: 'plain' | 'local' | 'changed' | 'bad' | 'call';
  readonly isReply: boolean;
  readonly ms: number;
}

export interface Sequence {
  readonly lifelines: readonly Lifeline[];
  readonly steps: readonly SequenceStep[];
  /** Steps that were left out at the end. */
  readonly more: number;
}

interface Range {
  readonly from: number;
  readonly to: number;
  /** Only this one; undefined: all. */
  readonly exchange: number | undefined;
  /** Positions of the TCP connections on show, and of the network filters in the report, in the order of their chain. */
  readonly connections?: readonly number[];
  readonly network?: readonly number[];
  readonly most: number;
}

/** Who sent what to whom: callbacks with their results, headers and bodies on their way, calls and answers. */
export function sequenceOf(report: Report, range: Range): Sequence {
  const draft = new Draft(report, range);
  const moves = movesOf(report, range.connections ?? [], range.network ?? []);
  let next = 0;
  let last = 0;
  for (const record of readTrace(report.trace, 0, range.to, isWanted)) {
    for (let move = moves[next]; move && move.position <= record.at; move = moves[++next]) draft.move(move, record.at);
    draft.take(record);
    last = record.at;
  }
  // What came of a connection behind its last record.
  for (const move of moves.slice(next)) draft.move(move, last);
  return draft.done();
}

const isWanted = (kind: number): boolean => kind !== RecordKind.log && kind !== RecordKind.host;

const CLIENT = 0;
const SKIPPED = new Set([
  'malloc',
  'proxy_on_memory_allocate',
  'proxy_on_context_create',
  '_initialize',
  '_start',
  'main',
  '__main_void',
]);
const CALLS: Readonly<Record<string, string>> = {
  proxy_http_call: 'HTTP call',
  proxy_grpc_call: 'gRPC call',
  proxy_grpc_stream: 'gRPC stream',
};
const ANSWERS = new Set(['proxy_on_http_call_response', 'proxy_on_grpc_receive', 'proxy_on_grpc_close']);

type Travel = 'headers' | 'data' | 'trailers' | 'sentHeaders' | 'sentData' | 'sentTrailers';

interface Open {
  readonly step: number;
  hostcalls: number;
}

class Draft {
  readonly #report: Report;
  readonly #range: Range;
  readonly #streams: ReturnType<typeof streamsOf>;
  readonly #lifelines: Lifeline[] = [{ name: words.client, filter: -1 }];
  readonly #lines = new Map<string, number>();
  readonly #contexts = new Map<string, { filter: number; exchange: number }>();
  readonly #calls = new Map<string, string>();
  /** By exchange: who gave the answer in the upstream's place. */
  readonly #repliers = new Map<number, number>();
  readonly #steps: SequenceStep[] = [];
  readonly #open: Open[] = [];
  readonly #envoy: number;
  #ms = 0;
  #left = 0;

  constructor(report: Report, range: Range) {
    this.#report = report;
    this.#range = range;
    this.#streams = streamsOf(report.trace);
    const { plugins } = report;
    for (const { filter, name } of plugins) {
      this.#lines.set(`filter ${filter}`, this.#lifelines.length);
      this.#lifelines.push({ name, filter });
    }
    this.#envoy = this.#lifelines.push({ name: words.envoyLine, filter: -1 }) - 1;
    this.#lines.set('upstream', this.#lifelines.length);
    this.#lifelines.push({ name: words.upstream, filter: -1 });
  }

  take(record: TraceRecord): void {
    switch (record.kind) {
      case 'time':
        this.#ms = record.ms;
        return;
      case 'exchange':
        this.#stream(record);
        return;
      case 'call':
        this.#call(record);
        return;
      case 'ret':
        this.#ret(record);
        return;
      case 'hostcall':
        this.#hostcall(record);
        return;
      case 'mark':
      case 'log':
      case 'host':
    }
  }

  get #upstream(): number {
    return this.#lines.get('upstream') ?? 0;
  }

  #lineOf(filter: number): number {
    return this.#lines.get(`filter ${filter}`) ?? CLIENT;
  }

  /** A cluster that a filter calls; `upstream` is the one behind the chain, too. */
  #cluster(name: string): number {
    const known = this.#lines.get(name);
    if (known !== undefined) return known;
    const line = this.#lifelines.push({ name, filter: -1 }) - 1;
    this.#lines.set(name, line);
    return line;
  }

  #isShown(at: number, exchange: number): boolean {
    const { from, exchange: only } = this.#range;
    return at >= from && (only === undefined || exchange < 0 || exchange === only);
  }

  #add(step: Omit<SequenceStep, 'ms' | 'isReply' | 'tone'> & Partial<SequenceStep>): void {
    if (this.#steps.length >= this.#range.most) {
      this.#left += 1;
      return;
    }
    const label = `${this.#requestAt(step.at)}${step.label}`;
    this.#steps.push({ tone: 'plain', isReply: false, ms: this.#ms, ...step, label });
  }

  /** Bytes of a TCP connection on their way, or the end of it. */
  move({ from, to, label, tone = 'plain', isReply = false }: Move, at: number): void {
    if (at < this.#range.from) return;
    this.#add({ at, from: this.#placeOf(from), to: this.#placeOf(to), label, tone, isReply });
  }

  #placeOf(place: Place): number {
    if (place === 'client') return CLIENT;
    if (place === 'upstream') return this.#upstream;
    return place === 'envoy' ? this.#envoy : this.#lineOf(place);
  }

  /** Which request a step is part of, where several are on show. */
  #requestAt(at: number): string {
    if (this.#range.exchange !== undefined || this.#report.exchanges.length < 2) return '';
    const exchange = this.#streams.exchangeAt(at);
    return exchange < 0 ? '' : `#${requestOfExchange(this.#report, exchange) + 1} `;
  }

  #stream(record: ExchangeRecord): void {
    const { event, exchange, filter, first, second, at } = record;
    if (event === 'context') {
      this.#contexts.set(`${first} ${second >>> 0}`, { filter, exchange });
      return;
    }
    if (event === 'replied') this.#repliers.set(exchange, filter < 0 ? this.#envoy : this.#lineOf(filter));
    if (event === undefined || !this.#isShown(at, exchange)) return;
    const here = filter < 0 ? this.#envoy : this.#lineOf(filter);
    if (event === 'replied') this.#add({ at, from: here, to: here, label: `local reply ${first}`, tone: 'local' });
    else if (event === 'ended') {
      if (second === 1) this.#add({ at, from: CLIENT, to: CLIENT, label: 'broken off', tone: 'bad' });
    } else if (event === 'stopped' || event === 'resumed') {
      const way = words.direction[first === 0 ? 'request' : 'response'];
      const held = second > 0 ? `, ${words.bytes(second)}` : '';
      const label = event === 'stopped' ? `holds the ${way}${held}` : `lets the ${way} go`;
      this.#add({ at, from: here, to: here, label, tone: event === 'stopped' ? 'changed' : 'plain' });
    } else this.#travel(record, event);
  }

  /** Headers, body or trailers go from one to the next. */
  #travel({ at, exchange, filter, first, second, size }: ExchangeRecord, event: Travel): void {
    const isRequest = first === 0;
    const way = words.direction[isRequest ? 'request' : 'response'];
    const count = this.#report.exchanges[exchange]?.requestJourney.filter((stage) => stage.at === 'filter').length ?? 0;
    const chain = Array.from({ length: count }, (_, i) => this.#lineOf(isRequest ? i : count - 1 - i));
    const near = isRequest ? CLIENT : (this.#repliers.get(exchange) ?? this.#upstream);
    const places = [near, ...chain, isRequest ? this.#upstream : CLIENT];
    const isSent = event.startsWith('sent');
    const from = isSent ? places.length - 2 : filter < 0 ? 0 : places.indexOf(this.#lineOf(filter), 1);
    // What leaves the last filter is told once it has left the chain.
    if (!isSent && from >= places.length - 2) return;
    const what =
      event === 'headers' || event === 'sentHeaders'
        ? 'headers'
        : event === 'data' || event === 'sentData'
          ? 'body'
          : 'trailers';
    const bytes = event === 'data' ? size : second;
    const label = what === 'body' ? `${way} body, ${words.bytes(bytes)}` : `${way} ${what}`;
    this.#add({ at, from: places[from] ?? CLIENT, to: places[from + 1] ?? CLIENT, label, isReply: !isRequest });
  }

  #call({ at, vm, context, callback, args }: Extract<TraceRecord, { kind: 'call' }>): void {
    if (callback === 'malloc' || callback === 'proxy_on_memory_allocate') return;
    const { filter = -1 } = this.#contexts.get(`${vm} ${context}`) ?? {};
    const isSkipped = SKIPPED.has(callback) || filter < 0 || !this.#isShown(at, this.#streams.exchangeAt(at));
    if (isSkipped) {
      this.#open.push({ step: -1, hostcalls: 0 });
      return;
    }
    const here = this.#lineOf(filter);
    const key = `${vm} ${args[1] ?? 0}`;
    const cluster = ANSWERS.has(callback) ? this.#calls.get(key) : undefined;
    if (cluster !== undefined)
      this.#add({ at, from: this.#cluster(cluster), to: here, label: 'answer', isReply: true, tone: 'call' });
    this.#open.push({ step: this.#steps.length, hostcalls: 0 });
    this.#add({ at, from: here, to: here, label: callback.replace(/^proxy_/, '') });
  }

  #ret(record: Extract<TraceRecord, { kind: 'ret' }>): void {
    const open = this.#open.pop();
    const step = this.#steps[open?.step ?? -1];
    if (open === undefined || step === undefined) return;
    const result = record.trapped ? words.trapped : record.resultText;
    const calls = open.hostcalls === 0 ? '' : ` · ${words.hostcalls(open.hostcalls)}`;
    const label = `${step.label}${result === '' ? '' : ` → ${result}`}${calls}`;
    this.#steps[open.step] = {
      ...step,
      label,
      tone: record.trapped ? 'bad' : holdsBytes(record) ? 'changed' : step.tone,
    };
  }

  #hostcall(record: Extract<TraceRecord, { kind: 'hostcall' }>): void {
    const { vm, context, name, inputs, outputs, at, statusText } = record;
    const open = this.#open.at(-1);
    if (open !== undefined) open.hostcalls += 1;
    const kind = CALLS[name];
    const [target] = inputs;
    if (kind === undefined || target?.kind !== 'bytes') return;
    const { filter = -1, exchange = -1 } = this.#contexts.get(`${vm} ${context}`) ?? {};
    const [token] = outputs;
    const cluster = clusterName(target.bytes);
    if (statusText === 'Ok' && token?.kind === 'number') this.#calls.set(`${vm} ${token.value}`, cluster);
    if (filter < 0 || !this.#isShown(at, exchange)) return;
    const here = this.#lineOf(filter);
    if (statusText === 'Ok') this.#add({ at, from: here, to: this.#cluster(cluster), label: kind, tone: 'call' });
    else this.#add({ at, from: here, to: here, label: `${kind}: ${statusText}`, tone: 'bad' });
  }

  done(): Sequence {
    const used = new Set(this.#steps.flatMap(({ from, to }) => [from, to]));
    // Plugins that had nothing to do here need no line.
    const kept = this.#lifelines.map(({ filter }, i) => used.has(i) || (filter < 0 && i === CLIENT));
    const places = kept.map((_, i) => kept.slice(0, i).filter(Boolean).length);
    const placed = (line: number): number => places[line] ?? 0;
    return {
      lifelines: this.#lifelines.filter((_, i) => kept[i]),
      steps: this.#steps.map((step) => ({ ...step, from: placed(step.from), to: placed(step.to) })),
      more: this.#left,
    };
  }
}

const PRINTABLE = /[^ -~]/g;

/** A cluster's name; of a serialized target what is readable of it. */
function clusterName(bytes: Uint8Array): string {
  return (
    String.fromCharCode(...bytes.subarray(0, 64))
      .replaceAll(PRINTABLE, '')
      .slice(0, 40) || 'cluster'
  );
}
