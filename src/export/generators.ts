import { compose, composeLimits } from './compose/compose.ts';
import { envoyInline, envoyWithFiles } from './envoy/envoy.ts';
import { httpFilters, httpFiltersLimits } from './envoy/fragment.ts';
import { envoyLimits } from './envoy/limits.ts';
import { envoyGateway, envoyGatewayLimits } from './kubernetes/gateway.ts';
import { envoyFilterLimits, istioEnvoyFilter } from './kubernetes/istio-envoy-filter.ts';
import { kustomize, kustomizeLimits } from './kubernetes/kustomize.ts';
import { istioWasmPlugins, wasmPluginLimits } from './kubernetes/wasm-plugin.ts';
import { ociImages, ociLimits } from './oci/oci.ts';
import type { Generator } from './types.ts';
import { zipOf } from './zip/project-zip.ts';

/** What a target makes, for a real proxy. */
const targets = {
  envoy: {
    name: 'weir-envoy',
    group: 'envoy',
    form: 'folder',
    options: ['listenPort', 'tcpPort', 'adminPort', 'upstream', 'moduleFolder'],
    limits: envoyLimits,
    generate: envoyWithFiles,
  },
  'envoy-inline': {
    name: 'weir-envoy-inline',
    group: 'envoy',
    form: 'file',
    options: ['listenPort', 'tcpPort', 'adminPort', 'upstream'],
    limits: envoyLimits,
    generate: envoyInline,
  },
  'http-filters': {
    name: 'weir-http-filters',
    group: 'envoy',
    form: 'folder',
    options: ['moduleFolder'],
    limits: httpFiltersLimits,
    generate: httpFilters,
  },
  compose: {
    name: 'weir-compose',
    group: 'compose',
    form: 'folder',
    options: ['listenPort', 'tcpPort', 'adminPort', 'upstream'],
    limits: composeLimits,
    generate: compose,
  },
  'istio-wasm-plugin': {
    name: 'weir-istio-wasmplugin',
    group: 'istio',
    form: 'folder',
    options: [],
    limits: wasmPluginLimits,
    generate: istioWasmPlugins,
  },
  'istio-envoy-filter': {
    name: 'weir-istio-envoyfilter',
    group: 'istio',
    form: 'folder',
    options: [],
    limits: envoyFilterLimits,
    generate: istioEnvoyFilter,
  },
  kustomize: {
    name: 'weir-kustomize',
    group: 'kustomize',
    form: 'folder',
    options: [],
    limits: kustomizeLimits,
    generate: kustomize,
  },
  'envoy-gateway': {
    name: 'weir-envoy-gateway',
    group: 'envoy-gateway',
    form: 'folder',
    options: [],
    limits: envoyGatewayLimits,
    generate: envoyGateway,
  },
  oci: {
    name: 'weir-oci',
    group: 'oci',
    form: 'folder',
    options: [],
    limits: ociLimits,
    generate: ociImages,
  },
} as const satisfies Readonly<Record<string, Generator>>;

/** Every form in which a project can leave the page, in the order in which they are listed. */
export const generators = { ...targets, zip: zipOf(Object.entries(targets)) } as const;

export type GeneratorId = keyof typeof generators;

export const isGeneratorId = (id: string): id is GeneratorId => Object.hasOwn(generators, id);

/** The ids of all rows, in their order. */
export const generatorIds: readonly GeneratorId[] = Object.keys(generators).filter(isGeneratorId);
