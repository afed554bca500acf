/** Names of the numbers that cross the ABI, as the proxy-wasm spec and its SDKs spell them. Index is the number. */

export const STATUS_NAMES = [
  'Ok',
  'NotFound',
  'BadArgument',
  'SerializationFailure',
  'ParseFailure',
  'BadExpression',
  'InvalidMemoryAccess',
  'Empty',
  'CasMismatch',
  'ResultMismatch',
  'InternalFailure',
  'BrokenConnection',
  'Unimplemented',
] as const;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'] as const;

export const HEADER_MAPS = [
  'RequestHeaders',
  'RequestTrailers',
  'ResponseHeaders',
  'ResponseTrailers',
  'GrpcReceiveInitialMetadata',
  'GrpcReceiveTrailingMetadata',
  'HttpCallResponseHeaders',
  'HttpCallResponseTrailers',
] as const;

export const BUFFERS = [
  'HttpRequestBody',
  'HttpResponseBody',
  'NetworkDownstreamData',
  'NetworkUpstreamData',
  'HttpCallResponseBody',
  'GrpcReceiveBuffer',
  'VmConfiguration',
  'PluginConfiguration',
  'CallData',
] as const;

export const STREAM_TYPES = ['Request', 'Response', 'Downstream', 'Upstream'] as const;
export const METRIC_TYPES = ['Counter', 'Gauge', 'Histogram'] as const;
export const CLOSE_TYPES = ['Unknown', 'Local', 'Remote'] as const;

/** What a callback's result asks of the filter chain; a number past the end counts as the last. */
export const HEADERS_ACTIONS = [
  'Continue',
  'StopIteration',
  'ContinueAndEndStream',
  'StopAllIterationAndBuffer',
  'StopAllIterationAndWatermark',
] as const;
export const DATA_ACTIONS = [
  'Continue',
  'StopIterationAndBuffer',
  'StopIterationAndWatermark',
  'StopIterationNoBuffer',
] as const;
export const TRAILERS_ACTIONS = ['Continue', 'StopIteration'] as const;

/** WASI error numbers that the host answers with. */
export const Errno = {
  Success: 0,
  BadFile: 8,
  NotDirectory: 20,
  Fault: 21,
  Invalid: 28,
  NoEntry: 44,
  NoSystemCall: 52,
  NotSupported: 58,
  NotCapable: 76,
} as const;
export type Errno = (typeof Errno)[keyof typeof Errno];

const ERRNO_NAMES = new Map<number, string>([
  [Errno.Success, 'ESUCCESS'],
  [Errno.BadFile, 'EBADF'],
  [Errno.NotDirectory, 'ENOTDIR'],
  [Errno.Fault, 'EFAULT'],
  [Errno.Invalid, 'EINVAL'],
  [Errno.NoEntry, 'ENOENT'],
  [Errno.NoSystemCall, 'ENOSYS'],
  [Errno.NotSupported, 'ENOTSUP'],
  [Errno.NotCapable, 'ENOTCAPABLE'],
]);

/** The name of a number in one of the lists above; the number itself where it has none. */
export function wordOf(names: readonly string[], value: number): string {
  return names[value] ?? String(value);
}

export function errnoName(value: number): string {
  return ERRNO_NAMES.get(value) ?? String(value);
}
