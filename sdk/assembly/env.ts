// The host functions of ABI 0.2.1, one declaration each. The compiler takes the import module's name from this file's
// name, so it must stay `env.ts`. All results are a `Status`; only what a filter reaches becomes an import.

/** Writes one line to the proxy's log. */
export declare function proxy_log(level: i32, message: usize, messageSize: usize): i32;
/** Reads the level below which the proxy drops log lines. */
export declare function proxy_get_log_level(outLevel: usize): i32;
/** Reads the status of the last call out: of gRPC, or why an HTTP call broke off. */
export declare function proxy_get_status(outCode: usize, outMessage: usize, outMessageSize: usize): i32;
/** Reads a property; the path's segments are joined by one zero byte. */
export declare function proxy_get_property(path: usize, pathSize: usize, outValue: usize, outSize: usize): i32;
/** Writes a property of the stream. */
export declare function proxy_set_property(path: usize, pathSize: usize, value: usize, valueSize: usize): i32;
/** Resumes what a callback paused. */
export declare function proxy_continue_stream(stream: i32): i32;
/** Resets an HTTP stream or closes a connection. */
export declare function proxy_close_stream(stream: i32): i32;
/** Answers in the upstream's place. */
export declare function proxy_send_local_response(
  statusCode: u32,
  details: usize,
  detailsSize: usize,
  body: usize,
  bodySize: usize,
  headers: usize,
  headersSize: usize,
  grpcStatus: i32,
): i32;
/** Reads the first value of a header. */
export declare function proxy_get_header_map_value(
  map: i32,
  name: usize,
  nameSize: usize,
  outValue: usize,
  outSize: usize,
): i32;
/** Adds a value to a header. */
export declare function proxy_add_header_map_value(
  map: i32,
  name: usize,
  nameSize: usize,
  value: usize,
  valueSize: usize,
): i32;
/** Puts one value in the place of all a header has. */
export declare function proxy_replace_header_map_value(
  map: i32,
  name: usize,
  nameSize: usize,
  value: usize,
  valueSize: usize,
): i32;
/** Removes all values of a header. */
export declare function proxy_remove_header_map_value(map: i32, name: usize, nameSize: usize): i32;
/** Reads a whole header map. */
export declare function proxy_get_header_map_pairs(map: i32, outPairs: usize, outSize: usize): i32;
/** Replaces a whole header map. */
export declare function proxy_set_header_map_pairs(map: i32, pairs: usize, size: usize): i32;
/** Reads the size of a header map in bytes, names and values added up. */
export declare function proxy_get_header_map_size(map: i32, outSize: usize): i32;
/** Reads a piece of a buffer. */
export declare function proxy_get_buffer_bytes(
  buffer: i32,
  start: u32,
  length: u32,
  outBytes: usize,
  outSize: usize,
): i32;
/** Reads a buffer's length and flags. */
export declare function proxy_get_buffer_status(buffer: i32, outLength: usize, outFlags: usize): i32;
/** Replaces a piece of a buffer. */
export declare function proxy_set_buffer_bytes(buffer: i32, start: u32, length: u32, bytes: usize, size: usize): i32;
/** Starts an HTTP request to a cluster. */
export declare function proxy_http_call(
  upstream: usize,
  upstreamSize: usize,
  headers: usize,
  headersSize: usize,
  body: usize,
  bodySize: usize,
  trailers: usize,
  trailersSize: usize,
  timeoutMilliseconds: u32,
  outToken: usize,
): i32;
/** Starts a gRPC call with one request and one response. */
export declare function proxy_grpc_call(
  upstream: usize,
  upstreamSize: usize,
  service: usize,
  serviceSize: usize,
  method: usize,
  methodSize: usize,
  metadata: usize,
  metadataSize: usize,
  message: usize,
  messageSize: usize,
  timeoutMilliseconds: u32,
  outToken: usize,
): i32;
/** Opens a gRPC stream. */
export declare function proxy_grpc_stream(
  upstream: usize,
  upstreamSize: usize,
  service: usize,
  serviceSize: usize,
  method: usize,
  methodSize: usize,
  metadata: usize,
  metadataSize: usize,
  outToken: usize,
): i32;
/** Sends a message on a gRPC stream. */
export declare function proxy_grpc_send(token: u32, message: usize, messageSize: usize, endStream: i32): i32;
/** Ends our side of a gRPC stream. */
export declare function proxy_grpc_close(token: u32): i32;
/** Resets a gRPC call or stream; no callback follows. */
export declare function proxy_grpc_cancel(token: u32): i32;
/** Sets the timer of the root context; 0 stops it. */
export declare function proxy_set_tick_period_milliseconds(period: u32): i32;
/** Reads the time since 1970 in nanoseconds. */
export declare function proxy_get_current_time_nanoseconds(outTime: usize): i32;
/** Makes a metric, or finds it by its name. */
export declare function proxy_define_metric(type: i32, name: usize, nameSize: usize, outId: usize): i32;
/** Adds to a counter or a gauge. */
export declare function proxy_increment_metric(id: u32, offset: i64): i32;
/** Sets a gauge, records in a histogram, adds to a counter. */
export declare function proxy_record_metric(id: u32, value: u64): i32;
/** Reads a counter or a gauge. */
export declare function proxy_get_metric(id: u32, outValue: usize): i32;
/** Reads a value that all VMs of the same id share. */
export declare function proxy_get_shared_data(
  key: usize,
  keySize: usize,
  outValue: usize,
  outSize: usize,
  outCas: usize,
): i32;
/** Writes such a value, if the compare-and-swap number still fits. */
export declare function proxy_set_shared_data(
  key: usize,
  keySize: usize,
  value: usize,
  valueSize: usize,
  cas: u32,
): i32;
/** Makes a queue, or finds it, and asks to be called when it has something. */
export declare function proxy_register_shared_queue(name: usize, nameSize: usize, outToken: usize): i32;
/** Finds a queue of any VM. */
export declare function proxy_resolve_shared_queue(
  vmId: usize,
  vmIdSize: usize,
  name: usize,
  nameSize: usize,
  outToken: usize,
): i32;
/** Puts a message at the end of a queue. */
export declare function proxy_enqueue_shared_queue(token: u32, data: usize, dataSize: usize): i32;
/** Takes the first message of a queue. */
export declare function proxy_dequeue_shared_queue(token: u32, outData: usize, outSize: usize): i32;
/** Chooses the context for which the host functions act, until the callback returns. */
export declare function proxy_set_effective_context(contextId: u32): i32;
/** Ends a root context that asked for time in its `onDone`. */
export declare function proxy_done(): i32;
/** Calls a function that only this proxy has. */
export declare function proxy_call_foreign_function(
  name: usize,
  nameSize: usize,
  input: usize,
  inputSize: usize,
  outResult: usize,
  outResultSize: usize,
): i32;
