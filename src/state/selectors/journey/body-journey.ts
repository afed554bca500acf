import {
  Callback,
  CALLBACKS,
  ExchangeEvent,
  hostcallIndex,
  readTrace,
  RecordKind,
  type BodyPiece,
  type Exchange,
  type TraceData,
} from '../../../model/index.ts';
import { writeBody } from './body-write.ts';

/** A piece of a body that stood somewhere. */
export interface BodyChunk {
  readonly size: number;
  readonly endStream: boolean;
  /** Undefined where it was too large to keep. */
  readonly bytes: Uint8Array | undefined;
}

/** What a filter read or wrote, and the position of that hostcall. */
export interface BodyAccess {
  readonly at: number;
  readonly start: number;
  readonly size: number;
}

/** One call of a filter's body callback, or another callback in which it wrote to the body that it held. */
export interface BodyCall {
  readonly kind: 'call';
  readonly at: number;
  readonly callback: string;
  readonly given: number;
  readonly endStream: boolean;
  readonly reads: readonly BodyAccess[];
  readonly writes: readonly BodyAccess[];
  /** The buffer as the filter could see it, and as it left it; undefined where that cannot be told. */
  readonly before: Uint8Array | undefined;
  readonly after: Uint8Array | undefined;
  /** In the ABI's words; empty for a trap and for a callback without result. */
  readonly action: string;
  /** Bytes that are held behind the call. */
  readonly held: number;
  readonly forwarded: BodyChunk | undefined;
}

/** What was held went on without a call of the body callback. */
export interface BodyRelease {
  readonly kind: 'release';
  readonly at: number;
  readonly forwarded: BodyChunk;
}

export interface BodyStage {
  readonly at: 'client' | 'filter' | 'upstream' | 'local-reply';
  readonly filter?: number;
  /** What came in at the first place, what arrived at the last; what left a filter. */
  readonly chunks: readonly BodyChunk[];
  readonly steps: readonly (BodyCall | BodyRelease)[];
}

export interface BodyJourney {
  readonly request: readonly BodyStage[];
  readonly response: readonly BodyStage[];
}

type Carried = Pick<Exchange, 'bodies' | 'requestJourney' | 'responseJourney' | 'traceFrom'>;

/** The way of an exchange's bodies, chunk by chunk: what each filter was given, saw, did and let go on. */
export function bodyJourney(exchange: Carried, trace: TraceData, index: number): BodyJourney {
  const calls = bodyCalls(trace, { from: exchange.traceFrom, exchange: index, by: HTTP });
  return {
    request: stagesOf('request', exchange, calls),
    response: stagesOf('response', exchange, calls),
  };
}

function stagesOf(
  direction: BodyPiece['direction'],
  { bodies, requestJourney, responseJourney }: Carried,
  calls: readonly RawCall[],
): BodyStage[] {
  const pieces = bodies.filter((piece) => piece.direction === direction);
  let before = pieces.filter(({ at }) => at === 'in');
  return (direction === 'request' ? requestJourney : responseJourney).map(({ at, filter }, column): BodyStage => {
    if (filter === undefined || at !== 'filter') {
      const own = column === 0 ? before : pieces.filter((piece) => piece.at === 'out');
      return { at, chunks: own.map(chunkOf), steps: [] };
    }
    const left = pieces.filter((piece) => piece.at === 'filter' && piece.filter === filter);
    const own = calls.filter((call) => call.filter === filter && call.direction === direction);
    const stage: BodyStage = { at, filter, chunks: left.map(chunkOf), steps: stepsOf(own, before, left) };
    // A filter that was never in the stream lets nothing through that could be seen.
    if (left.length > 0 || own.length > 0) before = left;
    return stage;
  });
}

const chunkOf = ({ size, endStream, bytes }: BodyPiece): BodyChunk => ({ size, endStream, bytes });

/** A filter's calls and what left it, in the order of time. */
function stepsOf(
  calls: readonly RawCall[],
  incoming: readonly BodyPiece[],
  left: readonly BodyPiece[],
): BodyStage['steps'] {
  const steps: (BodyCall | BodyRelease)[] = [];
  const came = [...incoming];
  const gone = [...left];
  let held: Held = { bytes: [], size: 0, isSeen: false };
  for (const [i, call] of calls.entries()) {
    while ((gone[0]?.position ?? Infinity) <= call.at) steps.push(releaseOf(gone.shift()));
    const fresh = came.splice(0, came.filter(({ position }) => position <= call.at).length);
    const given = call.isBody
      ? join([...(held.isSeen ? held.bytes : []), ...fresh.map(({ bytes }) => bytes)])
      : join(held.bytes);
    const before = given?.length === call.given || !call.isBody ? given : undefined;
    const after = call.writes.reduce<Uint8Array | undefined>((bytes, one) => bytes && writeBody(bytes, one), before);
    held = call.isBody ? heldAfter(held, call, after) : { ...held, bytes: [after], size: after?.length ?? held.size };
    const next = calls[i + 1]?.at ?? Infinity;
    const forwarded = goesOn(call) && (gone[0]?.position ?? Infinity) <= next ? gone.shift() : undefined;
    if (forwarded !== undefined) held = { bytes: [], size: 0, isSeen: false };
    steps.push({
      kind: 'call',
      at: call.at,
      callback: call.callback,
      given: call.isBody ? call.given : (before?.length ?? 0),
      endStream: call.endStream,
      reads: call.reads,
      writes: call.writes.map(({ at, start, bytes }) => ({ at, start, size: bytes.length })),
      before,
      after,
      action: call.action,
      held: held.size,
      forwarded: forwarded && chunkOf(forwarded),
    });
  }
  steps.push(...gone.map(releaseOf));
  return steps;
}

const releaseOf = (piece: BodyPiece | undefined): BodyRelease => ({
  kind: 'release',
  at: piece?.position ?? 0,
  forwarded: { size: piece?.size ?? 0, endStream: piece?.endStream ?? false, bytes: piece?.bytes },
});

const goesOn = ({ action, isBody }: RawCall) => isBody && action === 'Continue';

interface Held {
  readonly bytes: readonly (Uint8Array | undefined)[];
  readonly size: number;
  /** The filter sees what is held in its next call. */
  readonly isSeen: boolean;
}

function heldAfter(held: Held, { action, given }: RawCall, after: Uint8Array | undefined): Held {
  const size = after?.length ?? given;
  switch (action) {
    case 'StopIterationAndBuffer':
      // What the filter had in front of it is all that there is when it sees what is held.
      return held.isSeen || held.size === 0
        ? { bytes: [after], size, isSeen: true }
        : { bytes: [...held.bytes, after], size: held.size + size, isSeen: true };
    case 'StopIterationAndWatermark':
      return { bytes: [...held.bytes, after], size: held.size + size, isSeen: false };
    default:
      return { ...held, isSeen: false };
  }
}

function join(pieces: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const known = pieces.filter((piece) => piece !== undefined);
  if (known.length < pieces.length) return undefined;
  const [only] = known;
  if (known.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(known.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of known) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export interface RawCall {
  readonly at: number;
  readonly filter: number;
  readonly direction: BodyPiece['direction'];
  readonly callback: string;
  readonly isBody: boolean;
  readonly given: number;
  readonly endStream: boolean;
  readonly reads: BodyAccess[];
  readonly writes: {
    readonly at: number;
    readonly start: number;
    readonly length: number;
    readonly bytes: Uint8Array;
  }[];
  action: string;
}

const READ = hostcallIndex('env', 'proxy_get_buffer_bytes');
const WRITE = hostcallIndex('env', 'proxy_set_buffer_bytes');

type Direction = BodyPiece['direction'];

/** What bodies are reached by: callbacks, and buffers by their number in the ABI. */
interface Reached {
  readonly callbacks: Readonly<Record<number, Direction>>;
  readonly buffers: Readonly<Record<number, Direction>>;
}

const HTTP: Reached = {
  callbacks: { [Callback.onRequestBody]: 'request', [Callback.onResponseBody]: 'response' },
  buffers: { 0: 'request', 1: 'response' },
};

interface Within extends Readonly<Record<'from' | 'exchange', number>> {
  readonly to?: number;
  readonly by: Reached;
}

/** The callbacks of an exchange's filters that were about its bodies; exchange -1: of a connection's. */
export function bodyCalls(trace: TraceData, { from, to, exchange, by }: Within): RawCall[] {
  const { words } = trace;
  const filters = new Map<string, number>();
  const calls: RawCall[] = [];
  const running: { readonly at: number; readonly call: RawCall | undefined }[] = [];
  for (let at = from; at < (to ?? words.length); at += Math.max(1, (words[at] ?? 0) >>> 8)) {
    const [head = 0, first = 0, second = 0, third = 0, fourth = 0, fifth = 0] = words.subarray(at, at + 6);
    const kind = head & 0xff;
    if (kind === RecordKind.exchange && first === exchange) {
      if (second === ExchangeEvent.context) filters.set(`${fourth}:${fifth}`, third);
      else if (second === ExchangeEvent.ended) break;
    } else if (kind === RecordKind.call && !isAllocator(third)) {
      const filter = filters.get(`${first}:${second}`);
      const direction = by.callbacks[third];
      const isBody = filter !== undefined && direction !== undefined;
      const call = isBody ? newCall(at, { filter, direction, isBody, callback: third }) : undefined;
      if (call !== undefined)
        calls.push({ ...call, given: (words[at + 6] ?? 0) >>> 0, endStream: words[at + 7] !== 0 });
      running.push({ at, call: call && calls.at(-1) });
    } else if (kind === RecordKind.ret && !isAllocator(third)) {
      const { call } = running.pop() ?? {};
      const [record] = call === undefined ? [] : readTrace(trace, at, at + 1);
      if (call !== undefined && record?.kind === 'ret') call.action = record.resultText;
    } else if (kind === RecordKind.hostcall && (third === READ || third === WRITE) && fourth === 0) {
      const filter = filters.get(`${first}:${second}`);
      const direction = by.buffers[fifth];
      if (filter === undefined || direction === undefined) continue;
      const outer = running.at(-1);
      let call = outer?.call?.filter === filter && outer.call.direction === direction ? outer.call : undefined;
      if (call === undefined && third === WRITE && outer !== undefined) {
        call = newCall(outer.at, { filter, direction, isBody: false, callback: words[outer.at + 3] ?? -1 });
        calls.push(call);
      }
      if (call !== undefined) noteAccess(trace, at, call);
    }
  }
  return calls;
}

const isAllocator = (callback: number) => callback === Callback.malloc || callback === Callback.onMemoryAllocate;

function newCall(
  at: number,
  { filter, direction, isBody, callback }: Pick<RawCall, 'filter' | 'direction' | 'isBody'> & { callback: number },
): RawCall {
  const name = CALLBACKS[callback]?.name ?? '';
  return {
    at,
    filter,
    direction,
    isBody,
    callback: name,
    given: 0,
    endStream: false,
    reads: [],
    writes: [],
    action: '',
  };
}

function noteAccess(trace: TraceData, at: number, call: RawCall): void {
  const [record] = readTrace(trace, at, at + 1);
  if (record?.kind !== 'hostcall') return;
  const [, start, length, input] = record.inputs;
  const from = start?.kind === 'number' ? start.value : 0;
  const [output] = record.outputs;
  if (input === undefined)
    call.reads.push({ at, start: from, size: output?.kind === 'bytes' ? output.bytes.length : 0 });
  else if (input.kind === 'bytes')
    call.writes.push({ at, start: from, length: length?.kind === 'number' ? length.value : 0, bytes: input.bytes });
}
