// What the host calls. The compiler takes this file as a second entry, so a filter does not have to mention it.
import './abort';
import './console';
import { Context } from './context';
import { Action, GrpcStatusCode, PeerType } from './enums';
import { openGrpcStreams, pendingGrpcCalls, pendingHttpCalls } from './pending';
import { contextOf, createRoot, createStream, forgetContext, httpOf, rootOf, streamOf } from './registry';
import { setEffectiveContext } from './streams';

/** Declares the ABI version; never called. */
export function proxy_abi_version_0_2_1(): void {}

/** Gives the host room for what it wants to hand over. */
export function proxy_on_memory_allocate(size: usize): usize {
  return heap.alloc(size);
}

/** The same under the name that older hosts ask for. */
export function malloc(size: usize): usize {
  return heap.alloc(size);
}

// ---- life of a context

/** A root context (`parentId` 0) or a stream begins. */
export function proxy_on_context_create(contextId: u32, parentId: u32): void {
  if (parentId == 0) createRoot(contextId);
  else createStream(contextId, parentId);
}

/** The host has no more use for a context. */
export function proxy_on_done(contextId: u32): bool {
  const context = contextOf(contextId);
  return context ? context.onDone() : true;
}

/** A request or connection is over: time for the access log. */
export function proxy_on_log(contextId: u32): void {
  const context = contextOf(contextId);
  if (context) context.onLog();
}

/** A context ends. */
export function proxy_on_delete(contextId: u32): void {
  forgetContext(contextId);
}

// ---- root contexts

/** Start of the VM; refused when no root context took the root id. */
export function proxy_on_vm_start(rootId: u32, vmConfigurationSize: u32): bool {
  const root = rootOf(rootId);
  return root ? root.onVmStart(vmConfigurationSize) : false;
}

/** The plugin's configuration. */
export function proxy_on_configure(rootId: u32, pluginConfigurationSize: u32): bool {
  const root = rootOf(rootId);
  return root ? root.onConfigure(pluginConfigurationSize) : false;
}

/** The timer. */
export function proxy_on_tick(rootId: u32): void {
  const root = rootOf(rootId);
  if (root) root.onTick();
}

/** A queue has a message. */
export function proxy_on_queue_ready(rootId: u32, queueId: u32): void {
  const root = rootOf(rootId);
  if (root) root.onQueueReady(queueId);
}

/** A call by the embedder of the host. */
export function proxy_on_foreign_function(contextId: u32, functionId: u32, argumentsSize: u32): void {
  const context = contextOf(contextId);
  if (context) context.onForeignFunction(functionId, argumentsSize);
}

// ---- HTTP streams

/** The request's headers. */
export function proxy_on_request_headers(contextId: u32, numHeaders: u32, endOfStream: i32): Action {
  const http = httpOf(contextId);
  return http ? http.onHttpRequestHeaders(numHeaders, endOfStream != 0) : Action.Continue;
}

/** A piece of the request's body. */
export function proxy_on_request_body(contextId: u32, bodySize: u32, endOfStream: i32): Action {
  const http = httpOf(contextId);
  return http ? http.onHttpRequestBody(bodySize, endOfStream != 0) : Action.Continue;
}

/** The request's trailers. */
export function proxy_on_request_trailers(contextId: u32, numTrailers: u32): Action {
  const http = httpOf(contextId);
  return http ? http.onHttpRequestTrailers(numTrailers) : Action.Continue;
}

/** Metadata frames of the request. */
export function proxy_on_request_metadata(contextId: u32, numElements: u32): Action {
  const http = httpOf(contextId);
  return http ? http.onHttpRequestMetadata(numElements) : Action.Continue;
}

/** The response's headers. */
export function proxy_on_response_headers(contextId: u32, numHeaders: u32, endOfStream: i32): Action {
  const http = httpOf(contextId);
  return http ? http.onHttpResponseHeaders(numHeaders, endOfStream != 0) : Action.Continue;
}

/** A piece of the response's body. */
export function proxy_on_response_body(contextId: u32, bodySize: u32, endOfStream: i32): Action {
  const http = httpOf(contextId);
  return http ? http.onHttpResponseBody(bodySize, endOfStream != 0) : Action.Continue;
}

/** The response's trailers. */
export function proxy_on_response_trailers(contextId: u32, numTrailers: u32): Action {
  const http = httpOf(contextId);
  return http ? http.onHttpResponseTrailers(numTrailers) : Action.Continue;
}

/** Metadata frames of the response. */
export function proxy_on_response_metadata(contextId: u32, numElements: u32): Action {
  const http = httpOf(contextId);
  return http ? http.onHttpResponseMetadata(numElements) : Action.Continue;
}

// ---- connections

/** A client has connected. */
export function proxy_on_new_connection(contextId: u32): Action {
  const stream = streamOf(contextId);
  return stream ? stream.onNewConnection() : Action.Continue;
}

/** The client has sent something. */
export function proxy_on_downstream_data(contextId: u32, dataSize: u32, endOfStream: i32): Action {
  const stream = streamOf(contextId);
  return stream ? stream.onDownstreamData(dataSize, endOfStream != 0) : Action.Continue;
}

/** The server has sent something. */
export function proxy_on_upstream_data(contextId: u32, dataSize: u32, endOfStream: i32): Action {
  const stream = streamOf(contextId);
  return stream ? stream.onUpstreamData(dataSize, endOfStream != 0) : Action.Continue;
}

/** The client's connection is closed. */
export function proxy_on_downstream_connection_close(contextId: u32, peerType: PeerType): void {
  const stream = streamOf(contextId);
  if (stream) stream.onDownstreamClose(peerType);
}

/** The server's connection is closed. */
export function proxy_on_upstream_connection_close(contextId: u32, peerType: PeerType): void {
  const stream = streamOf(contextId);
  if (stream) stream.onUpstreamClose(peerType);
}

// ---- answers to calls: the host gives the root's id; the maker is found by the token

function makerOf(calls: Map<u32, Context>, token: u32, rootId: u32): Context | null {
  if (!calls.has(token)) return null;
  const maker = calls.get(token);
  if (contextOf(maker.contextId) !== maker) return null; // gone in the meantime
  if (maker.contextId != rootId) setEffectiveContext(maker.contextId);
  return maker;
}

/** An HTTP call is answered. */
export function proxy_on_http_call_response(
  rootId: u32,
  token: u32,
  numHeaders: u32,
  bodySize: u32,
  numTrailers: u32,
): void {
  const maker = makerOf(pendingHttpCalls, token, rootId);
  pendingHttpCalls.delete(token);
  if (maker) maker.onHttpCallResponse(token, numHeaders, bodySize, numTrailers);
}

/** First metadata of a gRPC stream. */
export function proxy_on_grpc_receive_initial_metadata(rootId: u32, token: u32, numElements: u32): void {
  const maker = makerOf(openGrpcStreams, token, rootId);
  if (maker) maker.onGrpcStreamInitialMetadata(token, numElements);
}

/** The answer to a gRPC call, or a message of a gRPC stream. */
export function proxy_on_grpc_receive(rootId: u32, token: u32, responseSize: u32): void {
  const caller = makerOf(pendingGrpcCalls, token, rootId);
  pendingGrpcCalls.delete(token);
  if (caller) return caller.onGrpcCallResponse(token, GrpcStatusCode.Ok, responseSize);
  const opener = makerOf(openGrpcStreams, token, rootId);
  if (opener) opener.onGrpcStreamMessage(token, responseSize);
}

/** Last metadata of a gRPC stream. */
export function proxy_on_grpc_receive_trailing_metadata(rootId: u32, token: u32, numElements: u32): void {
  const maker = makerOf(openGrpcStreams, token, rootId);
  if (maker) maker.onGrpcStreamTrailingMetadata(token, numElements);
}

/** A gRPC call has failed, or a gRPC stream has ended. */
export function proxy_on_grpc_close(rootId: u32, token: u32, statusCode: GrpcStatusCode): void {
  const caller = makerOf(pendingGrpcCalls, token, rootId);
  pendingGrpcCalls.delete(token);
  if (caller) return caller.onGrpcCallResponse(token, statusCode, 0);
  const opener = makerOf(openGrpcStreams, token, rootId);
  openGrpcStreams.delete(token);
  if (opener) opener.onGrpcStreamClose(token, statusCode);
}
