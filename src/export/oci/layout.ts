import { sha256Here } from '../../model/index.ts';
import { gzipSync } from 'fflate';
import type { ExportedFile } from '../types.ts';
import { tarOf } from './tar.ts';

/** `image`: one tar+gzip layer with plugin.wasm, which all readers take. `artifact`: the bare .wasm and its description. */
export const variants = ['image', 'artifact'] as const;
export type Variant = (typeof variants)[number];

export interface Layout {
  /** `sha256:` and 64 digits: of the manifest, by which a registry knows the image. */
  readonly digest: string;
  readonly files: readonly ExportedFile[];
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Content {
  readonly config: Blob;
  readonly layers: readonly Blob[];
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Blob {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

const mediaType = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  empty: 'application/vnd.oci.empty.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  wasm: 'application/vnd.module.wasm.content.layer.v1+wasm',
  wasmConfig: 'application/vnd.module.wasm.config.v1+json',
} as const;

const digestOf = (bytes: Uint8Array) => `sha256:${sha256Here(bytes)}`;
const json = (value: object) => new TextEncoder().encode(JSON.stringify(value));
const titled = (name: string) => ({ 'org.opencontainers.image.title': name });

function blob(type: string, bytes: Uint8Array, annotations?: Readonly<Record<string, string>>): Blob {
  const descriptor = { mediaType: type, digest: digestOf(bytes), size: bytes.length };
  return { descriptor: annotations ? { ...descriptor, annotations } : descriptor, bytes };
}

/** Istio and Envoy Gateway look for a file of this name in the last layer. */
export const moduleName = 'plugin.wasm';
export const runtimeConfigName = 'runtime-config.json';

function image(wasm: Uint8Array): Content {
  const layer = tarOf(moduleName, wasm);
  const config = {
    architecture: 'wasm',
    os: 'wasip1',
    config: {},
    rootfs: { type: 'layers', diff_ids: [digestOf(layer)] },
  };
  return {
    config: blob(mediaType.config, json(config)),
    layers: [blob(mediaType.layer, gzipSync(layer, { level: 6, mtime: 0 }))],
    annotations: { 'module.wasm.image/variant': 'compat' },
  };
}

function artifact(wasm: Uint8Array, runtimeConfig: string): Content {
  return {
    config: blob(mediaType.empty, json({})),
    layers: [
      blob(mediaType.wasmConfig, new TextEncoder().encode(runtimeConfig), titled(runtimeConfigName)),
      blob(mediaType.wasm, wasm, titled(moduleName)),
    ],
  };
}

interface Packed {
  readonly variant: Variant;
  readonly wasm: Uint8Array;
  /** Text of the module's runtime-config.json. */
  readonly runtimeConfig: string;
  readonly tag: string;
}

/** A module as an OCI image layout, the files of one folder. The same module gives the same bytes. */
export function layoutOf({ variant, wasm, runtimeConfig, tag }: Packed): Layout {
  const { config, layers, annotations } = variant === 'image' ? image(wasm) : artifact(wasm, runtimeConfig);
  const manifest = blob(
    mediaType.manifest,
    json({
      schemaVersion: 2,
      mediaType: mediaType.manifest,
      config: config.descriptor,
      layers: layers.map(({ descriptor }) => descriptor),
      ...(annotations && { annotations }),
    }),
    { 'org.opencontainers.image.ref.name': tag },
  );
  const index = { schemaVersion: 2, mediaType: mediaType.index, manifests: [manifest.descriptor] };
  return {
    digest: manifest.descriptor.digest,
    files: [
      { kind: 'text', path: 'oci-layout', text: JSON.stringify({ imageLayoutVersion: '1.0.0' }) },
      { kind: 'text', path: 'index.json', text: JSON.stringify(index) },
      ...[manifest, config, ...layers].map(fileOf),
    ],
  };
}

function fileOf({ descriptor: { mediaType: type, digest }, bytes }: Blob): ExportedFile {
  const path = `blobs/${digest.replace(':', '/')}`;
  if (type.endsWith('+json')) return { kind: 'text', path, text: new TextDecoder().decode(bytes) };
  return { kind: 'binary', path, bytes };
}
