import { wasmParams, type HostcallInfo, type Param, type ParamKind } from './abi-shape.ts';
import { WASI_HOSTCALLS } from './abi-wasi.ts';
import { BUFFERS, HEADER_MAPS, LOG_LEVELS, METRIC_TYPES, STREAM_TYPES } from './abi-words.ts';
import type { AbiVersion, FunctionType } from './module-info.ts';

const ALL: readonly AbiVersion[] = ['0.1.0', '0.2.0', '0.2.1'];
const ONLY_010: readonly AbiVersion[] = ['0.1.0'];
const SINCE_020: readonly AbiVersion[] = ['0.2.0', '0.2.1'];
const SINCE_021: readonly AbiVersion[] = ['0.2.1'];

const param = (kind: ParamKind, name: string): Param => ({ name, kind });
const u32 = (name: string): Param => param('u32', name);
const bytes = (name: string): Param => param('bytes', name);
const pairs = (name: string): Param => param('pairs', name);
const outU32 = (name: string): Param => param('outU32', name);
const outBytes = (name: string): Param => param('outBytes', name);
const oneOf = (name: string, words: readonly string[]): Param => ({ name, kind: 'u32', words, checked: true });

const level = oneOf('level', LOG_LEVELS);
const map = oneOf('map', HEADER_MAPS);
const buffer = oneOf('buffer', BUFFERS);
const stream = oneOf('stream', STREAM_TYPES);

function env(name: string, params: readonly Param[], versions = ALL, result: HostcallInfo['result'] = 'status') {
  return { module: 'env', name, params, versions, result } as const satisfies HostcallInfo;
}

const ENV_HOSTCALLS: readonly HostcallInfo[] = [
  env('proxy_log', [level, bytes('message')]),
  env('proxy_get_log_level', [outU32('level')], SINCE_021),
  env('proxy_get_status', [outU32('code'), outBytes('message')]),
  env('proxy_get_configuration', [outBytes('configuration')], ONLY_010),
  env('proxy_get_property', [bytes('path'), outBytes('value')]),
  env('proxy_set_property', [bytes('path'), bytes('value')]),
  env('proxy_continue_request', [], ONLY_010),
  env('proxy_continue_response', [], ONLY_010),
  env('proxy_clear_route_cache', [], ONLY_010),
  env('proxy_continue_stream', [stream], SINCE_020),
  env('proxy_close_stream', [stream], SINCE_020),
  env('proxy_send_local_response', [
    u32('status_code'),
    bytes('details'),
    bytes('body'),
    pairs('headers'),
    u32('grpc_status'),
  ]),
  env('proxy_get_header_map_value', [map, bytes('name'), outBytes('value')]),
  env('proxy_add_header_map_value', [map, bytes('name'), bytes('value')]),
  env('proxy_replace_header_map_value', [map, bytes('name'), bytes('value')]),
  env('proxy_remove_header_map_value', [map, bytes('name')]),
  env('proxy_get_header_map_pairs', [map, param('outPairs', 'headers')]),
  env('proxy_set_header_map_pairs', [map, pairs('headers')]),
  env('proxy_get_header_map_size', [map, outU32('size')]),
  env('proxy_get_buffer_bytes', [buffer, u32('start'), u32('length'), outBytes('bytes')]),
  env('proxy_get_buffer_status', [buffer, outU32('length'), outU32('flags')]),
  env('proxy_set_buffer_bytes', [buffer, u32('start'), u32('length'), bytes('bytes')]),
  env('proxy_http_call', [
    bytes('upstream'),
    pairs('headers'),
    bytes('body'),
    pairs('trailers'),
    u32('timeout_ms'),
    outU32('token'),
  ]),
  env('proxy_grpc_call', [
    bytes('upstream'),
    bytes('service'),
    bytes('method'),
    pairs('metadata'),
    bytes('message'),
    u32('timeout_ms'),
    outU32('token'),
  ]),
  env('proxy_grpc_stream', [bytes('upstream'), bytes('service'), bytes('method'), pairs('metadata'), outU32('token')]),
  env('proxy_grpc_send', [u32('token'), bytes('message'), u32('end_stream')]),
  env('proxy_grpc_close', [u32('token')]),
  env('proxy_grpc_cancel', [u32('token')]),
  env('proxy_set_tick_period_milliseconds', [u32('period')]),
  env('proxy_get_current_time_nanoseconds', [param('outU64', 'time')]),
  env('proxy_define_metric', [{ name: 'type', kind: 'u32', words: METRIC_TYPES }, bytes('name'), outU32('id')]),
  env('proxy_increment_metric', [u32('id'), param('i64', 'offset')]),
  env('proxy_record_metric', [u32('id'), param('u64', 'value')]),
  env('proxy_get_metric', [u32('id'), param('outU64', 'value')]),
  env('proxy_get_shared_data', [bytes('key'), outBytes('value'), outU32('cas')]),
  env('proxy_set_shared_data', [bytes('key'), bytes('value'), u32('cas')]),
  env('proxy_register_shared_queue', [bytes('name'), outU32('token')]),
  env('proxy_resolve_shared_queue', [bytes('vm_id'), bytes('name'), outU32('token')]),
  env('proxy_enqueue_shared_queue', [u32('token'), bytes('data')]),
  env('proxy_dequeue_shared_queue', [u32('token'), outBytes('data')]),
  env('proxy_set_effective_context', [u32('context')]),
  env('proxy_done', []),
  env('proxy_call_foreign_function', [bytes('name'), bytes('argument'), outBytes('result')]),
  env('envoy_resolve_dns', [bytes('address'), outU32('token')]),
  env('pthread_equal', [u32('left'), u32('right')], ALL, 'number'),
  env('emscripten_notify_memory_growth', [u32('memory')], ALL, 'void'),
];

/** Every import that Envoy offers to proxy-wasm modules: `env` first, then WASI under each of its two module names. */
export const HOSTCALLS: readonly HostcallInfo[] = [...ENV_HOSTCALLS, ...WASI_HOSTCALLS];

const POSITIONS = new Map(HOSTCALLS.map((call, index) => [`${call.module}.${call.name}`, index]));

/** Position in `HOSTCALLS`, whatever the ABI version. */
export function hostcallIndex(module: string, name: string): number | undefined {
  return POSITIONS.get(`${module}.${name}`);
}

/** The WebAssembly type of the import. */
export function hostcallType(call: HostcallInfo): FunctionType {
  return { params: wasmParams(call.params), results: call.result === 'void' ? [] : ['i32'] };
}

/** The paragraph of the proxy-wasm specification (or of Envoy's documentation) that describes the import. */
export function hostcallSpec(call: HostcallInfo): string {
  if (call.name.startsWith('envoy_'))
    return 'https://github.com/envoyproxy/envoy/blob/main/source/extensions/common/wasm/context.cc';
  const version = call.versions.at(-1) ?? '0.2.1';
  const anchor = call.module === 'env' ? call.name : `wasi_snapshot_preview1${call.name}`;
  return `https://github.com/proxy-wasm/spec/tree/main/abi-versions/v${version}#${anchor}`;
}
