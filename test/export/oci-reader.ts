import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly schemaVersion: number;
  readonly mediaType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

/** Files by their paths. */
export type Folder = ReadonlyMap<string, Uint8Array>;

export interface OciImage {
  readonly tag: string | undefined;
  readonly digest: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly layers: readonly {
    readonly mediaType: string;
    readonly title: string | undefined;
    readonly bytes: Buffer;
  }[];
}

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const json = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as unknown;

/** Reads an image layout as a registry's client does: from the index over the manifest to the blobs, each compared. */
export function readLayout(folder: Folder): OciImage {
  const seen = new Set<string>();
  const read = (path: string): Uint8Array => {
    const bytes = folder.get(path);
    if (!bytes) throw new Error(`there is no ${path}`);
    seen.add(path);
    return bytes;
  };
  const blob = ({ digest, size }: Descriptor): Buffer => {
    const bytes = read(`blobs/${digest.replace(':', '/')}`);
    if (bytes.length !== size) throw new Error(`${digest} has ${bytes.length} bytes and not ${size}`);
    if (digestOf(bytes) !== digest) throw new Error(`${digest} is ${digestOf(bytes)}`);
    return Buffer.from(bytes);
  };
  const { imageLayoutVersion } = json(read('oci-layout')) as { imageLayoutVersion: string };
  if (imageLayoutVersion !== '1.0.0') throw new Error(`layout version ${imageLayoutVersion}`);
  const { manifests } = json(read('index.json')) as { manifests: Descriptor[] };
  const [only, ...others] = manifests;
  if (!only || others.length > 0) throw new Error(`${manifests.length} manifests`);
  const manifest = json(blob(only)) as Manifest;
  if (manifest.mediaType !== only.mediaType) throw new Error(`a manifest of type ${manifest.mediaType}`);
  const image = {
    tag: only.annotations?.['org.opencontainers.image.ref.name'],
    digest: only.digest,
    config: json(blob(manifest.config)) as Record<string, unknown>,
    layers: manifest.layers.map((layer) => ({
      mediaType: layer.mediaType,
      title: layer.annotations?.['org.opencontainers.image.title'],
      bytes: blob(layer),
    })),
  };
  const rest = [...folder.keys()].filter((path) => !seen.has(path));
  if (rest.length > 0) throw new Error(`nobody names ${rest.join(', ')}`);
  return image;
}

/** The module in an image as Envoy Gateway and Istio find it. */
export function moduleIn({ layers, config }: OciImage): Buffer {
  const last = layers.at(-1);
  if (last?.mediaType === 'application/vnd.oci.image.layer.v1.tar+gzip') {
    const tar = gunzipSync(last.bytes);
    const { rootfs } = config as { rootfs?: { diff_ids: string[] } };
    if (rootfs?.diff_ids.at(-1) !== digestOf(tar)) throw new Error('the layer is not the one of the configuration');
    const found = [...filesInTar(tar)].find(([path]) => path.split('/').at(-1) === 'plugin.wasm');
    if (!found) throw new Error('the layer has no plugin.wasm');
    return found[1];
  }
  if (layers.length !== 2) throw new Error(`number of layers must be 2 but got ${layers.length}`);
  const content = layers.find(({ mediaType }) => mediaType === 'application/vnd.module.wasm.content.layer.v1+wasm');
  const beside = layers.find(({ mediaType }) => mediaType === 'application/vnd.module.wasm.config.v1+json');
  if (!content || !beside) throw new Error('invalid media type');
  return content.bytes;
}

function filesInTar(tar: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const text = (at: number, size: number) => tar.toString('latin1', at, at + size).split('\0')[0] ?? '';
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    const sum = tar.subarray(at, at + 512).reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    if (sum !== parseInt(text(at + 148, 8), 8)) throw new Error('a header of the archive has a wrong sum');
    if (!text(at + 257, 6).startsWith('ustar')) throw new Error('not a ustar archive');
    files.set(text(at, 100), tar.subarray(at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
