import { CLOSE_TYPES, DATA_ACTIONS, HEADERS_ACTIONS, TRAILERS_ACTIONS, wordOf } from './abi-words.ts';
import type { AbiVersion, FunctionType } from './module-info.ts';

/** The functions that a module may export for the host, by position in `CALLBACKS`: the index used in trace records. */
export const Callback = {
  initialize: 0,
  start: 1,
  main: 2,
  mainVoid: 3,
  malloc: 4,
  onMemoryAllocate: 5,
  validateConfiguration: 6,
  onVmStart: 7,
  onConfigure: 8,
  onTick: 9,
  onContextCreate: 10,
  onNewConnection: 11,
  onDownstreamData: 12,
  onUpstreamData: 13,
  onDownstreamConnectionClose: 14,
  onUpstreamConnectionClose: 15,
  onRequestBody: 16,
  onRequestTrailers: 17,
  onRequestMetadata: 18,
  onResponseBody: 19,
  onResponseTrailers: 20,
  onResponseMetadata: 21,
  onHttpCallResponse: 22,
  onGrpcReceive: 23,
  onGrpcClose: 24,
  onGrpcReceiveInitialMetadata: 25,
  onGrpcReceiveTrailingMetadata: 26,
  onQueueReady: 27,
  onDone: 28,
  onLog: 29,
  onDelete: 30,
  onRequestHeaders: 31,
  onResponseHeaders: 32,
  onForeignFunction: 33,
  onResolveDns: 34,
  onStatsUpdate: 35,
} as const;
export type CallbackIndex = (typeof Callback)[keyof typeof Callback];

interface CallbackParam {
  readonly name: string;
  readonly words?: readonly string[];
}

export interface CallbackInfo {
  readonly name: string;
  /** Versions whose modules are called through it. */
  readonly versions: readonly AbiVersion[];
  /** All i32; the first is the context id where there is one. */
  readonly params: readonly CallbackParam[];
  /** Parameters in ABI 0.1.0 where they are fewer. */
  readonly arity010?: number;
  readonly result: 'void' | 'bool' | 'number' | 'headersAction' | 'dataAction' | 'trailersAction' | 'metadataAction';
  /** What the host takes for the result when the module does not export it. */
  readonly absent: number;
  /** Start-up and allocation: not part of a filter's life and never restricted. */
  readonly entry?: true;
}

const ALL: readonly AbiVersion[] = ['0.1.0', '0.2.0', '0.2.1'];
const SINCE_020: readonly AbiVersion[] = ['0.2.0', '0.2.1'];
const context: CallbackParam = { name: 'context' };
const root: CallbackParam = { name: 'root_context' };
const named = (...names: string[]): CallbackParam[] => names.map((name) => ({ name }));
const closeType: CallbackParam = { name: 'close_type', words: CLOSE_TYPES };

type Result = CallbackInfo['result'];
const row = (name: string, result: Result, params: readonly CallbackParam[], versions = ALL): CallbackInfo => ({
  name,
  versions,
  params,
  result,
  absent: result === 'bool' ? 1 : 0,
});
const entry = (name: string, result: Result, params: readonly CallbackParam[]): CallbackInfo => ({
  ...row(name, result, params),
  entry: true,
});

/** Every export that Envoy looks for, in the order in which it does. */
export const CALLBACKS: readonly CallbackInfo[] = [
  entry('_initialize', 'void', []),
  entry('_start', 'void', []),
  entry('main', 'number', named('argc', 'argv')),
  entry('__main_void', 'number', []),
  entry('malloc', 'number', named('size')),
  entry('proxy_on_memory_allocate', 'number', named('size')),
  row('proxy_validate_configuration', 'bool', [root, ...named('configuration_size')]),
  row('proxy_on_vm_start', 'bool', [root, ...named('vm_configuration_size')]),
  row('proxy_on_configure', 'bool', [root, ...named('plugin_configuration_size')]),
  row('proxy_on_tick', 'void', [root]),
  row('proxy_on_context_create', 'void', [context, ...named('parent_context')]),
  row('proxy_on_new_connection', 'dataAction', [context]),
  row('proxy_on_downstream_data', 'dataAction', [context, ...named('data_size', 'end_of_stream')]),
  row('proxy_on_upstream_data', 'dataAction', [context, ...named('data_size', 'end_of_stream')]),
  row('proxy_on_downstream_connection_close', 'void', [context, closeType]),
  row('proxy_on_upstream_connection_close', 'void', [context, closeType]),
  row('proxy_on_request_body', 'dataAction', [context, ...named('body_size', 'end_of_stream')]),
  row('proxy_on_request_trailers', 'trailersAction', [context, ...named('num_trailers')]),
  row('proxy_on_request_metadata', 'metadataAction', [context, ...named('num_elements')]),
  row('proxy_on_response_body', 'dataAction', [context, ...named('body_size', 'end_of_stream')]),
  row('proxy_on_response_trailers', 'trailersAction', [context, ...named('num_trailers')]),
  row('proxy_on_response_metadata', 'metadataAction', [context, ...named('num_elements')]),
  row('proxy_on_http_call_response', 'void', [root, ...named('token', 'num_headers', 'body_size', 'num_trailers')]),
  row('proxy_on_grpc_receive', 'void', [root, ...named('token', 'response_size')]),
  row('proxy_on_grpc_close', 'void', [root, ...named('token', 'grpc_status')]),
  row('proxy_on_grpc_receive_initial_metadata', 'void', [root, ...named('token', 'num_elements')]),
  row('proxy_on_grpc_receive_trailing_metadata', 'void', [root, ...named('token', 'num_elements')]),
  row('proxy_on_queue_ready', 'void', [root, ...named('token')]),
  row('proxy_on_done', 'bool', [context]),
  row('proxy_on_log', 'void', [context]),
  row('proxy_on_delete', 'void', [context]),
  {
    ...row('proxy_on_request_headers', 'headersAction', [context, ...named('num_headers', 'end_of_stream')]),
    arity010: 2,
  },
  {
    ...row('proxy_on_response_headers', 'headersAction', [context, ...named('num_headers', 'end_of_stream')]),
    arity010: 2,
  },
  row('proxy_on_foreign_function', 'void', [context, ...named('function_id', 'data_size')], SINCE_020),
  row('envoy_on_resolve_dns', 'void', [root, ...named('token', 'data_size')]),
  row('envoy_on_stats_update', 'void', [root, ...named('data_size')]),
];

/** Number of parameters that the callback has in an ABI version. */
export function callbackArity(info: CallbackInfo, abi: AbiVersion): number {
  return abi === '0.1.0' && info.arity010 !== undefined ? info.arity010 : info.params.length;
}

/** The WebAssembly type that the host demands of the export. */
export function callbackType(info: CallbackInfo, abi: AbiVersion): FunctionType {
  return {
    params: Array.from({ length: callbackArity(info, abi) }, () => 'i32'),
    results: info.result === 'void' ? [] : ['i32'],
  };
}

/** The result of a callback in words: an action, true or false, a number; nothing for a void one. */
export function callbackResultText(info: CallbackInfo, result: number): string {
  switch (info.result) {
    case 'void':
      return '';
    case 'bool':
      return result === 0 ? 'false' : 'true';
    case 'number':
    case 'metadataAction':
      return String(result);
    case 'headersAction':
      return wordOf(HEADERS_ACTIONS, Math.min(result, HEADERS_ACTIONS.length - 1));
    case 'dataAction':
      return wordOf(DATA_ACTIONS, Math.min(result, DATA_ACTIONS.length - 1));
    case 'trailersAction':
      return wordOf(TRAILERS_ACTIONS, Math.min(result, TRAILERS_ACTIONS.length - 1));
  }
}
