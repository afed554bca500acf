// The whole simulated proxy: each request passes the code that the page and the conformance runner use.
import { Session, type Sent } from '../../src/envoy/index.ts';
import {
  latin1OfBytes,
  NO_BYTES,
  type HeaderBytes,
  type HeaderText,
  type ReplySpec,
  type RequestSpec,
  type Scenario,
} from '../../src/model/index.ts';
import type { PerfConfig, PerfHeaderList, PerfHost, PerfRequest, PerfResult } from '../adapter.d.ts';

type Connection = ReturnType<Session['connect']>;

export const name = 'product';

export function load(wasm: Uint8Array, config: PerfConfig = {}): Promise<PerfHost> {
  return Promise.resolve(proxyOf({ 'filter.wasm': wasm }, config));
}

/** A request of the benchmark as a scenario's; `replies` is what the upstream answers. */
export function requestOf(request: PerfRequest): RequestSpec {
  const pseudo = new Map<string, string>(request.headers);
  const { body } = request;
  return {
    method: pseudo.get(':method') ?? 'GET',
    path: pseudo.get(':path') ?? '/',
    host: pseudo.get(':authority') ?? '',
    headers: request.headers.filter(([key]) => !key.startsWith(':')),
    ...(body === null ? {} : { body: [latin1OfBytes(body)], delay_first_chunk: false }),
    keep: true,
  };
}

export function replyOf({ response }: PerfRequest): ReplySpec {
  const headers: HeaderText[] = response.headers.filter(([key]) => !key.startsWith(':'));
  const status = Number(response.headers.find(([key]) => key === ':status')?.[1] ?? 200);
  return { status, headers, body: response.body === null ? [] : [latin1OfBytes(response.body)] };
}

/** The proxy of the benchmark: one filter or a chain of them, `replies` behind it. */
export function scenarioOf(replies: readonly ReplySpec[], config: PerfConfig): Scenario {
  const filters = Array.from({ length: config.filters ?? 1 }, (_, i) => ({ wasm: 'filter.wasm', vm_id: `vm${i}` }));
  return {
    name: 'bench',
    filters,
    workers: config.workers ?? 1,
    clusters: { upstream: { replies } },
    envoy: { wasm_log_level: 'info' },
  };
}

function proxyOf(modules: Readonly<Record<string, Uint8Array>>, config: PerfConfig): PerfHost {
  const open = (replies: readonly ReplySpec[]): Session => {
    const options = { trace: config.trace === 'full', forgets: true };
    const session = new Session({ modules }, scenarioOf(replies, config), 1, options);
    const failed = session.start()[0];
    if (failed !== undefined) throw new Error(`not started: ${failed.failure.kind}`);
    return session;
  };
  let replies: readonly ReplySpec[] = [];
  let session = open(replies);
  // A connection for each worker: requests go over them in turn.
  let connections: Connection[] = [];
  let turn = 0;
  let given: PerfRequest | undefined;
  let spec: RequestSpec = {};
  let last: Sent | undefined;
  const begin = (): void => {
    session = open(replies);
    connections = session.process.workers.map(() => session.connect());
  };
  return {
    run(request) {
      if (request !== given) {
        given = request;
        spec = requestOf(request);
        replies = [replyOf(request)];
        begin();
      }
      session.forget();
      turn = turn + 1 < connections.length ? turn + 1 : 0;
      const connection = connections[turn];
      if (connection === undefined) throw new Error('no connection');
      const sent = session.prepare(spec, connection);
      session.send(sent);
      session.finish(sent);
      last = sent;
      return sent;
    },
    view: () => viewOf(session, last),
    restart: begin,
    trace() {
      const { count: length, words, bytes } = session.process.trace.snapshot();
      return { length, words, bytes };
    },
    traceEvents: () => session.process.trace.count,
    guestBytes: () => session.process.reports().reduce((sum, plugin) => sum + plugin.memoryPages * 65536, 0),
  };
}

function pairs(headers: HeaderBytes): PerfHeaderList {
  const list: PerfHeaderList = [];
  for (let i = 0; i + 1 < headers.length; i += 2)
    list.push([latin1OfBytes(headers[i] ?? NO_BYTES), latin1OfBytes(headers[i + 1] ?? NO_BYTES)]);
  return list;
}

function viewOf(session: Session, sent: Sent | undefined): PerfResult {
  if (sent === undefined) throw new Error('nothing was sent');
  const seen = session.process.clusters.seen()['upstream']?.at(-1);
  const { headers, body } = sent.client.result();
  return { requestHeaders: pairs(seen?.headers ?? []), responseHeaders: pairs(headers), responseBody: body, logs: 0 };
}
