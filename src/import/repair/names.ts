/** Where an extension stands: it decides what a name means. */
export type Scope = 'http' | 'network' | 'access-log' | 'service' | 'stats' | 'transport';

interface Known {
  /** Its names of old. */
  readonly old: readonly string[];
  readonly name: string;
  /** The message that today's Envoy takes. */
  readonly type: string;
}

export const wasmTypes = {
  http: 'envoy.extensions.filters.http.wasm.v3.Wasm',
  network: 'envoy.extensions.filters.network.wasm.v3.Wasm',
  'access-log': 'envoy.extensions.access_loggers.wasm.v3.WasmAccessLog',
  service: 'envoy.extensions.wasm.v3.WasmService',
  stats: 'envoy.extensions.stat_sinks.wasm.v3.Wasm',
} as const;

export const types = {
  connectionManager: 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager',
  router: 'envoy.extensions.filters.http.router.v3.Router',
  tcpProxy: 'envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy',
  upstreamTls: 'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
  downstreamTls: 'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
  httpProtocolOptions: 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
} as const;

const http = (old: string, name: string, message: string): Known => ({
  old: [old],
  name: `envoy.filters.http.${name}`,
  type: `envoy.extensions.filters.http.${name}.v3.${message}`,
});
const network = (old: string, name: string, message: string): Known => ({
  old: [old],
  name: `envoy.filters.network.${name}`,
  type: `envoy.extensions.filters.network.${name}.v3.${message}`,
});

const known: Readonly<Record<Scope, readonly Known[]>> = {
  http: [
    { ...http('envoy.router', 'router', 'Router'), type: types.router },
    { old: ['envoy.wasm'], name: 'envoy.filters.http.wasm', type: wasmTypes.http },
    http('envoy.buffer', 'buffer', 'Buffer'),
    http('envoy.cors', 'cors', 'Cors'),
    http('envoy.csrf', 'csrf', 'CsrfPolicy'),
    http('envoy.ext_authz', 'ext_authz', 'ExtAuthz'),
    http('envoy.fault', 'fault', 'HTTPFault'),
    http('envoy.grpc_http1_bridge', 'grpc_http1_bridge', 'Config'),
    http('envoy.grpc_json_transcoder', 'grpc_json_transcoder', 'GrpcJsonTranscoder'),
    http('envoy.grpc_web', 'grpc_web', 'GrpcWeb'),
    http('envoy.health_check', 'health_check', 'HealthCheck'),
    http('envoy.ip_tagging', 'ip_tagging', 'IPTagging'),
    http('envoy.lua', 'lua', 'Lua'),
    http('envoy.rate_limit', 'ratelimit', 'RateLimit'),
  ],
  network: [
    {
      old: ['envoy.http_connection_manager'],
      name: 'envoy.filters.network.http_connection_manager',
      type: types.connectionManager,
    },
    { ...network('envoy.tcp_proxy', 'tcp_proxy', 'TcpProxy'), type: types.tcpProxy },
    { old: ['envoy.wasm'], name: 'envoy.filters.network.wasm', type: wasmTypes.network },
    network('envoy.echo', 'echo', 'Echo'),
    network('envoy.mongo_proxy', 'mongo_proxy', 'MongoProxy'),
    network('envoy.ratelimit', 'ratelimit', 'RateLimit'),
    network('envoy.redis_proxy', 'redis_proxy', 'RedisProxy'),
  ],
  'access-log': [
    {
      old: ['envoy.file_access_log'],
      name: 'envoy.access_loggers.file',
      type: 'envoy.extensions.access_loggers.file.v3.FileAccessLog',
    },
    {
      old: ['envoy.wasm', 'envoy.wasm_access_log', 'envoy.access_log.wasm'],
      name: 'envoy.access_loggers.wasm',
      type: wasmTypes['access-log'],
    },
  ],
  service: [{ old: ['envoy.wasm', 'envoy.wasm_service'], name: 'envoy.bootstrap.wasm', type: wasmTypes.service }],
  stats: [{ old: ['envoy.stats_sinks.wasm', 'envoy.wasm'], name: 'envoy.stat_sinks.wasm', type: wasmTypes.stats }],
  transport: [
    { old: ['tls', 'envoy.transport_socket.tls'], name: 'envoy.transport_sockets.tls', type: types.upstreamTls },
  ],
};

export function knownByName(scope: Scope, name: string): Known | undefined {
  return known[scope].find((one) => one.name === name || one.old.includes(name));
}

/** Messages of API v2 that became others than the rule below says. */
const moved: Readonly<Record<string, string>> = {
  'envoy.api.v2.auth.UpstreamTlsContext': types.upstreamTls,
  'envoy.api.v2.auth.DownstreamTlsContext': types.downstreamTls,
  'envoy.api.v2.Listener': 'envoy.config.listener.v3.Listener',
  'envoy.api.v2.Cluster': 'envoy.config.cluster.v3.Cluster',
  'envoy.config.accesslog.v2.FileAccessLog': 'envoy.extensions.access_loggers.file.v3.FileAccessLog',
  'envoy.config.accesslog.v2.WasmAccessLog': wasmTypes['access-log'],
  'envoy.config.filter.http.rate_limit.v2.RateLimit': 'envoy.extensions.filters.http.ratelimit.v3.RateLimit',
  'envoy.config.filter.http.lua.v2.Lua': 'envoy.extensions.filters.http.lua.v3.Lua',
  'envoy.config.bootstrap.wasm.v2.WasmService': wasmTypes.service,
  'envoy.config.wasm.v2.WasmService': wasmTypes.service,
  'envoy.config.wasm.v2alpha.WasmService': wasmTypes.service,
};

export const typePrefix = 'type.googleapis.com/';

/** Today's name of a message; the same where it has not changed. */
export function typeToday(type: string): string {
  const here = Object.hasOwn(moved, type) ? moved[type] : undefined;
  if (here !== undefined) return here;
  return type
    .replace(/^envoy\.config\.filter\.(http|network)\.(\w+)\.v2(?:alpha\d*)?\./, 'envoy.extensions.filters.$1.$2.v3.')
    .replace(/^(envoy\.extensions\..*)\.v3alpha\./, '$1.v3.');
}

export const isWasmType = (type: string): boolean => Object.values<string>(wasmTypes).includes(type);
