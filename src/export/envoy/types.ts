const typed = 'type.googleapis.com/';

/** The `@type` of each message that an export writes: Envoy chooses an extension by it, not by its name. */
export const messageType = {
  stringValue: `${typed}google.protobuf.StringValue`,
  connectionManager: `${typed}envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager`,
  wasm: `${typed}envoy.extensions.filters.http.wasm.v3.Wasm`,
  router: `${typed}envoy.extensions.filters.http.router.v3.Router`,
  headerMutation: `${typed}envoy.extensions.filters.http.header_mutation.v3.HeaderMutation`,
  buffer: `${typed}envoy.extensions.filters.http.buffer.v3.Buffer`,
  httpProtocolOptions: `${typed}envoy.extensions.upstreams.http.v3.HttpProtocolOptions`,
} as const;
