/** Where a hostcall is allowed and what its refusals mean, as Envoy 1.40 does it. */
interface Allowed {
  readonly where: string;
  readonly statuses: string;
}

const anywhere = 'Any callback.';
const inVm = 'Any callback of a stream or of a root context.';
const memory = '`InvalidMemoryAccess` a pointer outside the memory';
const readable =
  'The callback of that map, and later only while that callback holds the stream; headers and trailers of a call inside its answer; `onLog` to read.';
const writable =
  'The callback of that map, and later only while that callback holds the stream. Not in `onLog`, and never for the answer of a call.';
const notHere = '`BadArgument` the map is not there in this callback';
const stream = 'Callbacks of a stream.';

export const ALLOWED: Readonly<Record<string, Allowed>> = {
  proxy_log: { where: anywhere, statuses: `\`BadArgument\` no such level, ${memory}` },
  proxy_get_log_level: { where: anywhere, statuses: memory },
  proxy_get_status: { where: inVm, statuses: memory },
  proxy_get_property: {
    where: 'Any callback; most properties need a stream, and headers only while they are there.',
    statuses: `\`NotFound\` no such property now, \`SerializationFailure\` no single value, ${memory}`,
  },
  proxy_set_property: { where: stream, statuses: '`NotFound` no stream, `BadArgument` the property can only be read' },
  proxy_continue_stream: {
    where: 'Anywhere, after a callback of that stream answered Pause.',
    statuses: '`BadArgument` no such stream type, `Unimplemented` upstream',
  },
  proxy_close_stream: { where: stream, statuses: '`BadArgument` no such stream type' },
  proxy_send_local_response: {
    where: 'Callbacks of a stream, before the response headers have left.',
    statuses: `${memory}. Without a stream nothing happens`,
  },
  proxy_get_header_map_value: { where: readable, statuses: `\`NotFound\` no such header, ${notHere}` },
  proxy_get_header_map_pairs: { where: readable, statuses: 'Ok and empty where the map is not there' },
  proxy_add_header_map_value: { where: writable, statuses: notHere },
  proxy_replace_header_map_value: { where: writable, statuses: notHere },
  proxy_remove_header_map_value: { where: writable, statuses: notHere },
  proxy_set_header_map_pairs: { where: writable, statuses: notHere },
  proxy_get_header_map_size: { where: writable, statuses: notHere },
  proxy_get_buffer_bytes: {
    where: 'The body callbacks and later; the answer of a call inside it; configuration in `onConfigure`.',
    statuses: '`NotFound` the buffer is not there, `BadArgument` no such buffer',
  },
  proxy_get_buffer_status: { where: anywhere, statuses: '`NotFound` the buffer is not there' },
  proxy_set_buffer_bytes: {
    where: 'The body or data callback of that direction.',
    statuses: '`BadArgument` the middle of a body, a buffer to read only, or none there now',
  },
  proxy_http_call: {
    where: inVm,
    statuses:
      '`BadArgument` no such cluster, or `:method`, `:path` or `:authority` missing, `InternalFailure` not started',
  },
  proxy_grpc_call: { where: inVm, statuses: '`ParseFailure` no such cluster, `InternalFailure` not started' },
  proxy_grpc_stream: { where: inVm, statuses: '`ParseFailure` no such cluster, `InternalFailure` not started' },
  proxy_grpc_send: { where: inVm, statuses: '`BadArgument` no token of a stream, `NotFound` an unknown one' },
  proxy_grpc_close: { where: inVm, statuses: '`BadArgument` no token of a stream, `NotFound` an unknown one' },
  proxy_grpc_cancel: { where: inVm, statuses: '`BadArgument` no token of a call, `NotFound` an unknown one' },
  proxy_set_tick_period_milliseconds: {
    where: 'Root contexts; a stream sets that of its root.',
    statuses: 'always Ok',
  },
  proxy_get_current_time_nanoseconds: { where: anywhere, statuses: memory },
  proxy_define_metric: { where: anywhere, statuses: '`BadArgument` no such type' },
  proxy_increment_metric: { where: anywhere, statuses: '`NotFound` no such metric, `BadArgument` not one that counts' },
  proxy_record_metric: { where: anywhere, statuses: '`NotFound` no such metric' },
  proxy_get_metric: { where: anywhere, statuses: '`NotFound` no such metric, `BadArgument` a histogram' },
  proxy_get_shared_data: { where: anywhere, statuses: '`NotFound` no such key' },
  proxy_set_shared_data: { where: anywhere, statuses: '`CasMismatch` somebody else wrote since' },
  proxy_register_shared_queue: { where: anywhere, statuses: memory },
  proxy_resolve_shared_queue: { where: anywhere, statuses: '`NotFound` no such queue' },
  proxy_enqueue_shared_queue: { where: anywhere, statuses: '`NotFound` no such queue' },
  proxy_dequeue_shared_queue: { where: anywhere, statuses: '`Empty` nothing waits, `NotFound` no such queue' },
  proxy_set_effective_context: { where: anywhere, statuses: '`BadArgument` no such context' },
  proxy_done: {
    where: 'A root context whose `onDone` answered false.',
    statuses: '`NotFound` nothing waits to be done',
  },
  proxy_call_foreign_function: { where: anywhere, statuses: '`NotFound` no such function' },
};
