/** A bootstrap of today with one thing as it was once, and how the repair is told. */
export interface OldForm {
  readonly name: string;
  readonly text: string;
  readonly repair: readonly [from: string, to: string];
}

interface Parts {
  readonly admin?: string;
  readonly filter?: string;
  readonly plugin?: string;
  readonly vm?: string;
  readonly code?: string;
  readonly route?: string;
  readonly router?: string;
  readonly cluster?: string;
}

const typed = 'type.googleapis.com/envoy.extensions.filters';
const wasm = '{ "@type": type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm, config: $plugin }';
const routerFilter = `{ name: envoy.filters.http.router, typed_config: { "@type": ${typed}.http.router.v3.Router } }`;

function bootstrap(parts: Parts): string {
  const code = parts.code ?? 'code: { local: { filename: filter.wasm } }';
  const plugin = `{ name: p, root_id: hello_world, ${parts.plugin ?? ''} vm_config: { vm_id: v, ${parts.vm ?? ''} ${code} } }`;
  const filter = (parts.filter ?? `{ name: mine, typed_config: ${wasm} }`).replace('$plugin', plugin);
  const host = '{ endpoint: { address: { socket_address: { address: 127.0.0.1, port_value: 80 } } } }';
  const cluster = parts.cluster ?? `load_assignment: { cluster_name: c, endpoints: [{ lb_endpoints: [${host}] }] }`;
  return `${parts.admin ?? ''}
static_resources:
  listeners:
    - name: l
      address: { socket_address: { address: 127.0.0.1, port_value: 10000 } }
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": ${typed}.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: s
                route_config:
                  virtual_hosts:
                    - { name: h, domains: ["*"], routes: [{ ${parts.route ?? 'match: { prefix: / }'}, route: { cluster: c } }] }
                http_filters:
                  - ${filter}
                  ${parts.router ?? `- ${routerFilter}`}
  clusters:
    - { name: c, ${cluster} }
`;
}

const type = 'envoy.extensions.filters.http.wasm.v3.Wasm';
const structOf = (kind: string, prefix: string) =>
  `{ name: mine, typed_config: { "@type": type.googleapis.com/${kind}, type_url: ${prefix}${type}, value: { config: $plugin } } }`;
const socket = '{ socket_address: { address: 127.0.0.1, port_value: 80 } }';

const forms: readonly (readonly [name: string, parts: Parts, from: string, to: string])[] = [
  [
    'settings without a type',
    { filter: '{ name: envoy.wasm, config: { config: $plugin } }' },
    'config',
    'typed_config',
  ],
  ['a plugin without its wrapper', { filter: '{ name: envoy.filters.http.wasm, config: $plugin }' }, '', 'config'],
  [
    'a plugin in two wrappers',
    {
      filter:
        wasm.replace('config: $plugin', 'config: { config: $plugin }').replace(/^/, '{ name: mine, typed_config: ') +
        ' }',
    },
    'config.config',
    'config',
  ],
  [
    'the short name',
    { filter: `{ name: envoy.wasm, typed_config: ${wasm} }` },
    'envoy.wasm',
    'envoy.filters.http.wasm',
  ],
  [
    'a type of API v2',
    {
      filter: `{ name: mine, typed_config: ${wasm.replace('extensions.filters.http.wasm.v3', 'config.filter.http.wasm.v2')} }`,
    },
    'type.googleapis.com/envoy.config.filter.http.wasm.v2.Wasm',
    `type.googleapis.com/${type}`,
  ],
  [
    'a TypedStruct of udpa',
    { filter: structOf('udpa.type.v1.TypedStruct', 'type.googleapis.com/') },
    'udpa.type.v1.TypedStruct',
    type,
  ],
  [
    'a TypedStruct of xds, without prefix',
    { filter: structOf('xds.type.v3.TypedStruct', '') },
    'xds.type.v3.TypedStruct',
    type,
  ],
  ['fail_open', { plugin: 'fail_open: true,' }, 'fail_open: true', 'failure_policy: FAIL_OPEN'],
  [
    'failOpen beside a policy',
    { plugin: 'failOpen: true, failurePolicy: FAIL_RELOAD,' },
    'fail_open: true',
    'failure_policy: FAIL_RELOAD',
  ],
  ['the spelling of a mesh', { plugin: 'failure_policy: FAIL_CLOSE,' }, 'FAIL_CLOSE', 'FAIL_CLOSED'],
  ['a bare text', { plugin: 'configuration: yes,' }, 'text', 'StringValue'],
  [
    'a Struct',
    { plugin: 'configuration: { "@type": type.googleapis.com/google.protobuf.Struct, value: { a: 010 } },' },
    'Struct',
    'StringValue',
  ],
  ['a tree without a type', { vm: 'configuration: { a: [1, no, ~] },' }, 'YAML', 'StringValue'],
  [
    'a number as text',
    { plugin: 'configuration: { "@type": type.googleapis.com/google.protobuf.StringValue, value: 0777 },' },
    '0777',
    '"0777"',
  ],
  [
    'a runtime that is gone',
    { vm: 'runtime: envoy.wasm.runtime.wavm,' },
    'envoy.wasm.runtime.wavm',
    'envoy.wasm.runtime.v8',
  ],
  ['a file outside local', { code: 'code: { filename: filter.wasm }' }, 'code.filename', 'code.local.filename'],
  [
    'capabilities of the plugin',
    { plugin: 'capability_restriction_config: { allowed_capabilities: {} },' },
    'capability_restriction_config',
    'vm_config.capability_restriction_config',
  ],
  [
    'a router without a type',
    { router: '- { name: envoy.filters.http.router }' },
    '',
    '@type envoy.extensions.filters.http.router.v3.Router',
  ],
  ['a chain without a router', { router: '' }, '', 'envoy.filters.http.router'],
  ['hosts', { cluster: `hosts: [${socket}]` }, 'hosts', 'load_assignment'],
  ['hosts that are one', { cluster: `hosts: ${socket}` }, 'hosts', 'load_assignment'],
  [
    'a name that nobody resolves',
    { cluster: `hosts: [${socket.replace('127.0.0.1', 'localhost')}]` },
    '',
    'type: STRICT_DNS',
  ],
  ['TLS of old', { cluster: `hosts: [${socket}], tls_context: { sni: a.example }` }, 'tls_context', 'transport_socket'],
  [
    'HTTP/2 of old',
    { cluster: `hosts: [${socket}], http2_protocol_options: {}` },
    'http2_protocol_options',
    'typed_extension_protocol_options',
  ],
  ['a duration in milliseconds', { cluster: `hosts: [${socket}], connect_timeout: 250ms` }, '250ms', '0.25s'],
  [
    'a header that is matched of old',
    { route: 'match: { prefix: /, headers: [{ name: a, exact_match: b }] }' },
    'exact_match',
    'string_match.exact',
  ],
  ['a key that stands twice', { vm: 'vm_id: w,' }, 'vm_id', ''],
  [
    'the log of the administration page',
    {
      admin:
        'admin: { access_log_path: /dev/null, address: { socket_address: { address: 127.0.0.1, port_value: 9901 } } }',
    },
    'access_log_path',
    '',
  ],
];

export const oldForms: readonly OldForm[] = forms.map(([name, parts, from, to]) => ({
  name,
  text: bootstrap(parts),
  repair: [from, to],
}));
