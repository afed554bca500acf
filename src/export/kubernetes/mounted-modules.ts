import { sha256Here } from '../../model/index.ts';
import type { Project } from '../../model/index.ts';
import { dnsLabel } from '../dns-label.ts';
import type { PlacedPlugins } from '../envoy/place.ts';
import { enabledPlugins, limitFor, namesWhere } from '../limits.ts';
import { takeName } from '../names.ts';
import type { ExportRefusal, ExportWarning, Limit } from '../types.ts';
import { type Document, workload } from './documents.ts';

/** A ConfigMap holds 1 MiB. */
const largest = 1024 * 1024;
/** `kubectl apply` keeps what it applied in an annotation, which has 256 KiB for all of it in base64. */
const large = 190_000;
const mountFolder = '/var/local/lib/wasm';

/** A module that a sidecar finds in a folder, filled from a ConfigMap. */
export interface MountedModule {
  /** Of the ConfigMap and of the volume. */
  readonly name: string;
  readonly mountPath: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Name of the first plugin that runs it. */
  readonly plugin: string;
}

export function mountedModules({
  filters,
  networkFilters,
  accessLoggers,
  services,
  modules,
}: PlacedPlugins): MountedModule[] {
  const placed = [...filters, ...networkFilters, ...accessLoggers, ...services];
  const names = new Set<string>();
  return [...modules].map(([fileName, bytes]) => {
    const label = takeName(dnsLabel(fileName.replace(/\.wasm$/, '')), names);
    const plugin = placed.find((one) => one.fileName === fileName)?.plugin.name ?? '';
    return { name: `weir-${label}`, mountPath: `${mountFolder}/${label}`, fileName, bytes, plugin };
  });
}

/** Modules of which it is known before anything is built that no ConfigMap holds them. */
export function sizeLimits({ filters, networkFilters, accessLoggers, services }: Project): readonly Limit[] {
  const plugins = enabledPlugins([...filters, ...networkFilters, ...accessLoggers, ...services]);
  const isTooLarge = namesWhere(plugins, ({ module }) => module.kind === 'wasm' && module.size > largest);
  return limitFor('module-size', 'refused', isTooLarge);
}

export function sizeRefusal(modules: readonly MountedModule[]): ExportRefusal | undefined {
  const tooLarge = modules.find(({ bytes }) => bytes.length > largest);
  return tooLarge && { kind: 'module-too-large', filter: tooLarge.plugin, size: tooLarge.bytes.length, largest };
}

export const sizeWarnings = (modules: readonly MountedModule[]): ExportWarning[] =>
  modules
    .filter(({ bytes }) => bytes.length > large)
    .map(({ plugin, bytes }) => ({ kind: 'module-large', filter: plugin, size: bytes.length }));

/** The part of a Deployment that mounts the modules into its sidecars. Volumes are JSON in annotations, by their names. */
export function volumesPatch(modules: readonly MountedModule[]): Document {
  const volumes = modules.map(({ name }) => [name, { configMap: { name } }] as const);
  const mounts = modules.map(({ name, mountPath }) => [name, { mountPath, readOnly: true }] as const);
  const digests = modules.map(({ bytes }) => sha256Here(bytes)).join('');
  const annotations = {
    // With other modules the pods are other ones, and start anew.
    'weir/modules-sha256': sha256Here(new TextEncoder().encode(digests)),
    'sidecar.istio.io/userVolume': JSON.stringify(Object.fromEntries(volumes)),
    'sidecar.istio.io/userVolumeMount': JSON.stringify(Object.fromEntries(mounts)),
  };
  return {
    value: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: workload.app },
      spec: { template: { metadata: { annotations } } },
    },
    comments: [{ path: ['metadata', 'name'], lines: ['Your workload.'] }],
  };
}
