/** Objects that a server refuses, each one slip away from what we write. */

const wasmPlugin = (spec: object) => ({
  apiVersion: 'extensions.istio.io/v1alpha1',
  kind: 'WasmPlugin',
  metadata: { name: 'stamp' },
  spec: { url: 'oci://registry.example.com/weir/stamp:0.1.0', ...spec },
});

const policy = (extension: object, spec: object = {}) => ({
  apiVersion: 'gateway.envoyproxy.io/v1alpha1',
  kind: 'EnvoyExtensionPolicy',
  metadata: { name: 'weir' },
  spec: {
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'weir' }],
    wasm: [{ name: 'stamp', ...extension }],
    ...spec,
  },
});

const image = { type: 'Image', image: { url: 'registry.example.com/weir/stamp:0.1.0' } };
const selector = { matchLabels: { app: 'web' } };

const route = (rule: object) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'weir' },
  spec: { parentRefs: [{ name: 'weir' }], rules: [rule] },
});
const path = (value: string) => route({ matches: [{ path: { type: 'PathPrefix', value } }] });

/** What is right about it, and the same thing taken as it is meant. */
export const acceptedObjects: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['a plain WasmPlugin', wasmPlugin({ selector, pluginName: 'stamp', failStrategy: 'FAIL_CLOSE' })],
  ['a plain policy', policy({ rootID: 'stamp', code: image })],
  ['a plain route', path('/a')],
];

export const refusedObjects: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
  ['rootId in a policy, where it is rootID', policy({ rootId: 'stamp', code: image }), /rootId/],
  ['plugin_name in a WasmPlugin', wasmPlugin({ plugin_name: 'stamp' }), /plugin_name/],
  ['FAIL_CLOSED in a WasmPlugin', wasmPlugin({ failStrategy: 'FAIL_CLOSED' }), /failStrategy/],
  ['selector and targetRefs', wasmPlugin({ selector, targetRefs: [{ kind: 'Gateway', name: 'web' }] }), /only one of/],
  ['a module by ftp', wasmPlugin({ url: 'ftp://example.com/filter.wasm' }), /url must have schema/],
  ['no url at all', wasmPlugin({ url: undefined }), /url/],
  ['a hash in capitals', wasmPlugin({ sha256: 'A'.repeat(64) }), /sha256/],
  ['a text for a configuration', wasmPlugin({ pluginConfig: 'text' }), /pluginConfig/],
  [
    'a value of a host variable',
    wasmPlugin({ vmConfig: { env: [{ name: 'A', valueFrom: 'HOST', value: '' }] } }),
    /HOST|INLINE/,
  ],
  ['a variable twice', wasmPlugin({ vmConfig: { env: [{ name: 'A' }, { name: 'A' }] } }), /twice|[Dd]uplicate/],
  ['a priority in quotes', wasmPlugin({ priority: '10' }), /priority/],
  ['an image without its type', policy({ code: { ...image, type: 'HTTP' } }), /http field needs to be set/],
  ['a policy for nothing', policy({ code: image }, { targetRefs: undefined }), /targetRef/],
  [
    'a policy for a Service',
    policy({ code: image }, { targetRefs: [{ group: '', kind: 'Service', name: 'web' }] }),
    /targetRefs\[\*\]/,
  ],
  ['a path with an empty segment', path('/a//b'), /must not contain '\/\/'/],
  ['a path with a space', path('/a b'), /must only contain valid characters/],
  ['a service without a port', route({ backendRefs: [{ name: 'web' }] }), /Must have port/],
  ['a timeout in words', route({ timeouts: { request: 'soon' } }), /timeouts/],
  [
    'an unknown operation in an EnvoyFilter',
    {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name: 'weir' },
      spec: { configPatches: [{ applyTo: 'HTTP_FILTER', patch: { operation: 'PREPEND', value: {} } }] },
    },
    /operation/,
  ],
];
