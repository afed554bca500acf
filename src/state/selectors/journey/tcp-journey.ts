import {
  type BodyPiece,
  Callback,
  joinBytes,
  NO_BYTES,
  type TcpConnection,
  type TraceData,
} from '../../../model/index.ts';
import { bodyCalls, type BodyChunk, type BodyJourney, type BodyStage, type RawCall } from './body-journey.ts';
import { writeBody } from './body-write.ts';

const TCP = {
  callbacks: { [Callback.onDownstreamData]: 'request', [Callback.onUpstreamData]: 'response' },
  buffers: { 2: 'request', 3: 'response' },
} as const;

type Carried = Pick<TcpConnection, 'bodies' | 'traceFrom' | 'traceTo'>;
type Step = BodyStage['steps'][number];

/**
 * The way of a connection's bytes in both directions. All filters look at one and the same buffer; what is held is heard
 * of again with every arrival. `filters`: the network filters' positions in the report, in the order of their chain;
 * stages name them by their places in it.
 */
export function tcpJourney(connection: Carried, trace: TraceData, filters: readonly number[]): BodyJourney {
  const { traceFrom, traceTo } = connection;
  const calls = bodyCalls(trace, { from: traceFrom, to: traceTo, exchange: -1, by: TCP });
  const stagesOf = (direction: BodyPiece['direction'], order: readonly number[]): BodyStage[] => {
    const pieces = connection.bodies.filter((piece) => piece.direction === direction);
    const own = calls.flatMap((call) => {
      const place = order.findIndex((filter) => filters[filter] === call.filter);
      return call.direction === direction && place >= 0 ? [{ call, place }] : [];
    });
    const steps = new Passage(pieces).stepsOf(own);
    const chunksAt = (at: BodyPiece['at']) => pieces.filter((piece) => piece.at === at).map(chunkOf);
    const isRequest = direction === 'request';
    return [
      { at: isRequest ? 'client' : 'upstream', chunks: chunksAt('in'), steps: [] },
      ...order.map((filter, place): BodyStage => {
        const here = steps.get(place) ?? [];
        return { at: 'filter', filter, chunks: here.flatMap(({ forwarded }) => forwarded ?? []), steps: here };
      }),
      { at: isRequest ? 'upstream' : 'client', chunks: chunksAt('out'), steps: [] },
    ];
  };
  const places = filters.map((_, place) => place);
  return { request: stagesOf('request', places), response: stagesOf('response', places.toReversed()) };
}

const chunkOf = ({ size, endStream, bytes }: BodyPiece): BodyChunk => ({ size, endStream, bytes });

interface Call {
  readonly call: RawCall;
  /** Of its filter, in the order in which the bytes pass. */
  readonly place: number;
}

/** The buffer of one direction, played forward. */
class Passage {
  readonly #coming: BodyPiece[];
  readonly #steps = new Map<number, Step[]>();
  /** Undefined where not all of it was kept. */
  #buffer: Uint8Array | undefined = NO_BYTES;
  /** Place of the filter that does not let it go on; -1: none. */
  #holder = -1;

  constructor(pieces: readonly BodyPiece[]) {
    this.#coming = [...pieces];
  }

  /** What each place did, in the order of time. */
  stepsOf(calls: readonly Call[]): ReadonlyMap<number, readonly Step[]> {
    for (const one of calls) this.#play(one);
    this.#arrive(Infinity);
    return this.#steps;
  }

  #play({ call, place }: Call): void {
    const { at, callback, isBody, given, endStream, reads, action } = call;
    this.#arrive(at);
    // Somebody behind it hears of what a filter held.
    if (isBody && this.#holder >= 0 && place > this.#holder) this.#release(at);
    const goesOn = isBody && action === 'Continue';
    const before = !isBody || this.#buffer?.length === given ? this.#buffer : undefined;
    const after = call.writes.reduce<Uint8Array | undefined>((bytes, one) => bytes && writeBody(bytes, one), before);
    const size = after?.length ?? given;
    this.#buffer = after;
    if (isBody && !goesOn) this.#holder = place;
    else if (isBody && place === this.#holder) this.#holder = -1;
    this.#add(place, {
      kind: 'call',
      at,
      callback,
      given: isBody ? given : (before?.length ?? 0),
      endStream,
      reads,
      writes: call.writes.map((one) => ({ at: one.at, start: one.start, size: one.bytes.length })),
      before,
      after,
      // Whatever it is but Continue: the bytes stay.
      action: action === '' || goesOn ? action : 'StopIterationAndBuffer',
      held: goesOn ? 0 : size,
      forwarded: goesOn ? { size, endStream, bytes: after } : undefined,
    });
  }

  /** What came in and went out until then. */
  #arrive(until: number): void {
    for (let piece = this.#coming[0]; piece && piece.position <= until; piece = this.#coming[0]) {
      this.#coming.shift();
      if (piece.at === 'in') this.#buffer = this.#buffer && piece.bytes && joinBytes([this.#buffer, piece.bytes]);
      if (piece.at !== 'out') continue;
      if (this.#holder >= 0) this.#release(piece.position);
      this.#buffer = NO_BYTES;
    }
  }

  #release(at: number): void {
    const bytes = this.#buffer;
    this.#add(this.#holder, { kind: 'release', at, forwarded: { size: bytes?.length ?? 0, endStream: false, bytes } });
    this.#holder = -1;
  }

  #add(place: number, step: Step): void {
    const steps = this.#steps.get(place);
    if (steps) steps.push(step);
    else this.#steps.set(place, [step]);
  }
}
