import { hostcallIndex, HOSTCALLS, hostcallType, type Scenario } from '../../src/model/index.ts';
import { abiMarker, buildWasm, mallocAt, op, type WasmFunction } from '../host/build-wasm.ts';
import { pairs } from '../host/call-host.ts';
import { repeated } from './hostile-guest.ts';

/** A filter that does one thing far too often, or too big. */
export interface Storm {
  readonly what: string;
  readonly modules: Readonly<Record<string, Uint8Array>>;
  readonly scenario: Scenario;
}

/** Texts of these guests: at a known place each. */
const REQUEST = pairs(':method', 'POST', ':path', '/', ':authority', 'a');
const TEXT_AT = 256;
const NAME = { at: TEXT_AT, size: 8 };
const CLUSTER = { at: TEXT_AT + 8, size: 'upstream'.length };
const PAIRS = { at: TEXT_AT + 16, size: REQUEST.length };
const OUT = 192;
/** A number that is another one every time: the last four bytes of the name. */
const NUMBER_AT = TEXT_AT + 4;
const MIB = 1024 * 1024;
const BIG_AT = 65536;
const OFTEN = 900_000;

const bytes = (at: number, size: number): number[] => [...op.i32(at), ...op.i32(size)];
const big = bytes(BIG_AT, MIB);
const name = bytes(NAME.at, NAME.size);
const cluster = bytes(CLUSTER.at, CLUSTER.size);
const headers = bytes(PAIRS.at, PAIRS.size);
const none = bytes(0, 0);
const out = op.i32(OUT);
const token = op.load(OUT);
/** The next name. */
const another = op.store(NUMBER_AT, [...op.load(NUMBER_AT), ...op.i32(1), 0x6a]);

interface Call {
  readonly call: string;
  readonly args: readonly number[];
}

interface Sketch {
  readonly what: string;
  readonly abi?: '0.1.0' | '0.2.1';
  /** What the callbacks do: hostcalls one after the other, each so often. */
  readonly on: Readonly<
    Record<string, { readonly calls: readonly Call[]; readonly times?: number; readonly result?: number }>
  >;
  readonly requests?: Scenario['requests'];
  readonly chain?: number;
}

const PARAMS: Readonly<Record<string, number>> = {
  proxy_on_configure: 2,
  proxy_on_tick: 1,
  proxy_on_request_headers: 3,
  proxy_on_request_body: 3,
  proxy_on_response_headers: 3,
  proxy_on_http_call_response: 5,
  proxy_on_queue_ready: 2,
  proxy_on_done: 1,
  proxy_on_log: 1,
};
const VOID = new Set(['proxy_on_tick', 'proxy_on_http_call_response', 'proxy_on_queue_ready', 'proxy_on_log']);

function guestOf({ on, abi = '0.2.1' }: Sketch): Uint8Array {
  const names = [...new Set(Object.values(on).flatMap(({ calls }) => calls.map(({ call }) => call)))];
  const imports = names.map((call) => {
    const info = HOSTCALLS[hostcallIndex('env', call) ?? -1];
    if (info === undefined) throw new Error(`no hostcall ${call}`);
    const { params, results } = hostcallType(info);
    return { module: 'env', name: call, params, results };
  });
  const functions: WasmFunction[] = Object.entries(on).map(([callback, { calls, times = 1, result }]) => {
    const once = calls.flatMap(({ call, args }) => [...another, ...args, ...op.call(names.indexOf(call)), ...op.drop]);
    return {
      name: callback,
      params: Array.from({ length: PARAMS[callback] ?? 0 }, () => 'i32'),
      results: VOID.has(callback) ? [] : ['i32'],
      body: [
        ...repeated(times, once),
        ...(VOID.has(callback) ? [] : op.i32(result ?? (callback === 'proxy_on_configure' ? 1 : 0))),
      ],
    };
  });
  const texts = Uint8Array.from(`name\0\0\0\0upstream${REQUEST}`, (character) => character.charCodeAt(0));
  return buildWasm({
    imports,
    memory: { min: 40 },
    data: [{ at: TEXT_AT, bytes: texts }],
    functions: [abiMarker(abi), mallocAt(2 * MIB), ...functions],
  });
}

const set = { call: 'proxy_set_shared_data', args: [...name, ...big, ...op.i32(0)] };
const enqueue = (what: readonly number[]): Call => ({ call: 'proxy_enqueue_shared_queue', args: [...token, ...what] });
const register = { call: 'proxy_register_shared_queue', args: [...bytes(TEXT_AT, 4), ...out] };
const httpCall = (body: readonly number[]): Call => ({
  call: 'proxy_http_call',
  args: [...cluster, ...headers, ...body, ...none, ...op.i32(1000), ...out],
});
const grpcCall = {
  call: 'proxy_grpc_call',
  args: [...cluster, ...name, ...name, ...none, ...big, ...op.i32(1000), ...out],
};
const grpcStream = { call: 'proxy_grpc_stream', args: [...cluster, ...name, ...name, ...none, ...out] };
const grpcSend = { call: 'proxy_grpc_send', args: [...token, ...big, ...op.i32(0)] };
const reply = { call: 'proxy_send_local_response', args: [...op.i32(403), ...name, ...big, ...none, ...op.i32(-1)] };
const tick = { call: 'proxy_set_tick_period_milliseconds', args: op.i32(1) };
const resume = (stream: number): Call => ({ call: 'proxy_continue_stream', args: op.i32(stream) });
const header = (call: string): Call => ({ call, args: [...op.i32(0), ...name, ...bytes(BIG_AT, 60_000)] });
const log = (size: number): Call => ({ call: 'proxy_log', args: [...op.i32(2), ...bytes(BIG_AT, size)] });

const SKETCHES: readonly Sketch[] = [
  { what: 'shared data of many MiB', on: { proxy_on_request_headers: { calls: [set], times: OFTEN } } },
  {
    what: 'a queue of many MiB',
    on: { proxy_on_request_headers: { calls: [register, enqueue(big)], times: OFTEN / 2 } },
  },
  {
    what: 'a queue that fills itself',
    on: {
      proxy_on_configure: { calls: [register, enqueue(none)] },
      proxy_on_queue_ready: { calls: [enqueue(none), enqueue(none)] },
    },
  },
  { what: 'HTTP calls with large bodies', on: { proxy_on_request_headers: { calls: [httpCall(big)], times: OFTEN } } },
  {
    what: 'an answer that makes the next HTTP call',
    on: {
      proxy_on_configure: { calls: [httpCall(none)] },
      proxy_on_http_call_response: { calls: [httpCall(none), httpCall(none)] },
    },
  },
  { what: 'gRPC calls with large messages', on: { proxy_on_request_headers: { calls: [grpcCall], times: OFTEN } } },
  { what: 'gRPC streams', on: { proxy_on_request_headers: { calls: [grpcStream, grpcSend], times: OFTEN / 2 } } },
  { what: 'lines of a MiB', on: { proxy_on_request_headers: { calls: [log(MIB)], times: OFTEN } } },
  { what: 'short lines', on: { proxy_on_request_headers: { calls: [log(1)], times: OFTEN } } },
  { what: 'local replies', on: { proxy_on_request_headers: { calls: [reply], times: OFTEN } } },
  {
    what: 'local replies from everywhere',
    on: Object.fromEntries(
      ['proxy_on_request_headers', 'proxy_on_response_headers', 'proxy_on_log', 'proxy_on_done'].map((one) => [
        one,
        { calls: [reply, reply] },
      ]),
    ),
  },
  { what: 'resumes', on: { proxy_on_request_headers: { calls: [resume(0), resume(1)], times: 20_000, result: 1 } } },
  {
    what: 'resumes at every tick',
    on: {
      proxy_on_configure: { calls: [tick] },
      proxy_on_tick: { calls: [resume(0), resume(1), resume(2)], times: 50 },
      proxy_on_request_headers: { calls: [tick], result: 1 },
    },
  },
  {
    what: 'a timer of 1 ms that keeps what it can',
    on: { proxy_on_configure: { calls: [tick] }, proxy_on_tick: { calls: [set] } },
  },
  {
    what: 'headers without end',
    on: { proxy_on_request_headers: { calls: [header('proxy_add_header_map_value')], times: OFTEN } },
  },
  {
    what: 'one header again and again',
    on: { proxy_on_request_headers: { calls: [header('proxy_replace_header_map_value')], times: OFTEN } },
  },
  {
    what: 'a body that grows',
    on: {
      proxy_on_request_body: {
        calls: [{ call: 'proxy_set_buffer_bytes', args: [...op.i32(0), ...op.i32(0x7fffffff), ...op.i32(0), ...big] }],
        times: OFTEN,
      },
    },
    requests: [{ method: 'POST', body: ['hello'] }],
  },
  {
    what: 'property paths of a MiB',
    on: {
      proxy_on_request_headers: {
        calls: [{ call: 'proxy_get_property', args: [...big, ...out, ...out] }],
        times: OFTEN,
      },
    },
  },
  {
    what: 'properties of a MiB',
    on: {
      proxy_on_request_headers: { calls: [{ call: 'proxy_set_property', args: [...name, ...big] }], times: OFTEN },
    },
  },
  {
    what: 'metrics without end',
    on: {
      proxy_on_request_headers: {
        calls: [{ call: 'proxy_define_metric', args: [...op.i32(0), ...name, ...out] }],
        times: OFTEN,
      },
    },
  },
  {
    what: 'metrics with names of a MiB',
    on: {
      proxy_on_request_headers: {
        calls: [{ call: 'proxy_define_metric', args: [...op.i32(0), ...big, ...out] }],
        times: OFTEN,
      },
    },
  },
  {
    what: 'thousands of contexts',
    on: { proxy_on_request_headers: { calls: [log(1)] } },
    requests: Array.from({ length: 2000 }, () => ({ parallel: true, gap_ms: 0 })),
  },
  {
    what: 'a chain of sixty',
    chain: 60,
    on: { proxy_on_request_headers: { calls: [log(1)] }, proxy_on_response_headers: { calls: [log(1)] } },
  },
  {
    what: 'foreign functions',
    on: {
      proxy_on_request_headers: {
        calls: [{ call: 'proxy_call_foreign_function', args: [...name, ...big, ...out, ...out] }],
        times: OFTEN,
      },
    },
  },
];

export const STORMS: readonly Storm[] = SKETCHES.map((sketch) => ({
  what: sketch.what,
  modules: { 'storm.wasm': guestOf(sketch) },
  scenario: {
    name: 'storm',
    filters: Array.from({ length: sketch.chain ?? 1 }, () => ({ wasm: 'storm.wasm', config: 'x' })),
    clusters: { upstream: { replies: [{ body: ['ok'] }] } },
    requests: sketch.requests ?? [{}],
  },
}));
