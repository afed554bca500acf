const typed = 'type.googleapis.com/';

/** The `@type` of each message that an export writes: Envoy chooses an extension by it, not by its name. */
export const messageType = {
  stringValue: `${typed}google.protobuf.StringValue`,
  bytesValue: `${typed}google.protobuf.BytesValue`,
  connectionManager: `${typed}envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager`,
  wasm: `${typed}envoy.extensions.filters.http.wasm.v3.Wasm`,
  networkWasm: `${typed}envoy.extensions.filters.network.wasm.v3.Wasm`,
  wasmAccessLog: `${typed}envoy.extensions.access_loggers.wasm.v3.WasmAccessLog`,
  wasmService: `${typed}envoy.extensions.wasm.v3.WasmService`,
  tcpProxy: `${typed}envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy`,
  router: `${typed}envoy.extensions.filters.http.router.v3.Router`,
  headerMutation: `${typed}envoy.extensions.filters.http.header_mutation.v3.HeaderMutation`,
  headerMutationPerRoute: `${typed}envoy.extensions.filters.http.header_mutation.v3.HeaderMutationPerRoute`,
  fault: `${typed}envoy.extensions.filters.http.fault.v3.HTTPFault`,
  buffer: `${typed}envoy.extensions.filters.http.buffer.v3.Buffer`,
  httpProtocolOptions: `${typed}envoy.extensions.upstreams.http.v3.HttpProtocolOptions`,
} as const;
