import type { ChainFilter } from '../../model/index.ts';
import { dnsLabel } from '../dns-label.ts';
import type { PlacedPlugin, PlacedPlugins } from '../envoy/place.ts';
import { takeName } from '../names.ts';
import type { ExportedFile } from '../types.ts';
import { abiVersionsOf } from './abi-versions.ts';
import { pushScript } from './push.ts';
import { layoutOf, moduleName, runtimeConfigName, type Variant } from './layout.ts';

/** Where images are pushed to until the user says where. */
export const registry = 'registry.example.com/weir';
export const tag = '0.1.0';

/** A module that becomes an image of its own. */
export interface ModuleImage {
  /** Of the image in the registry, and of its folder. */
  readonly name: string;
  /** As the chain's other files call it. */
  readonly fileName: string;
  readonly wasm: Uint8Array;
  readonly runtimeConfig: string;
}

/** One image for each module, whoever uses it. */
export function imagesOf({ filters, networkFilters, accessLoggers, services, modules }: PlacedPlugins): ModuleImage[] {
  const placed = [...filters, ...networkFilters, ...accessLoggers, ...services];
  const names = new Set<string>();
  return [...modules].map(([fileName, wasm]) => {
    const plugins = placed.filter((one) => one.fileName === fileName).map(({ plugin }) => plugin);
    return {
      name: takeName(dnsLabel(fileName.replace(/\.wasm$/, '')), names),
      fileName,
      wasm,
      runtimeConfig: runtimeConfigOf(wasm, plugins),
    };
  });
}

/** What wasme wrote beside a module: which host it is for, and the root ids that it knows. */
function runtimeConfigOf(wasm: Uint8Array, plugins: readonly ChainFilter[]): string {
  const config = {
    type: 'envoy_proxy',
    abiVersions: abiVersionsOf(wasm),
    config: { rootIds: [...new Set(plugins.map(({ rootId }) => rootId))] },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

export const referenceOf = ({ name }: ModuleImage): string => `${registry}/${name}:${tag}`;

const moved = (folder: string, file: ExportedFile): ExportedFile => ({ ...file, path: `${folder}/${file.path}` });

/** An image's layout in a folder of its own, and the digest under which a registry will know it. */
export function layoutFiles(
  { wasm, runtimeConfig }: ModuleImage,
  { folder, variant }: { folder: string; variant: Variant },
): { digest: string; files: readonly ExportedFile[] } {
  const { digest, files } = layoutOf({ variant, wasm, runtimeConfig, tag });
  return { digest, files: files.map((file) => moved(folder, file)) };
}

/** What a build needs that packs a module itself. */
export function buildFiles({ wasm, runtimeConfig }: ModuleImage, folder: string): ExportedFile[] {
  const dockerfile = `# The last layer must hold a file of this name.\nFROM scratch\nCOPY ${moduleName} ./${moduleName}\n`;
  const files: ExportedFile[] = [
    { kind: 'binary', path: moduleName, bytes: wasm },
    { kind: 'text', path: runtimeConfigName, text: runtimeConfig },
    { kind: 'text', path: 'Dockerfile', text: dockerfile },
  ];
  return files.map((file) => moved(folder, file));
}

/** Where a configuration finds a module. */
export interface ImageSource {
  readonly reference: string;
  /** Digest of the image's manifest: 64 hexadecimal digits. */
  readonly sha256: string;
}

/** The images that a configuration names, in a folder beside it with the script that pushes them. */
export function imagesBeside(placed: PlacedPlugins): {
  sourceOf: (plugin: PlacedPlugin) => ImageSource;
  files: readonly ExportedFile[];
} {
  const packed = imagesOf(placed).map((image) => ({
    image,
    layout: layoutFiles(image, { folder: `oci/${image.name}`, variant: 'image' }),
  }));
  const sources = new Map(
    packed.map(({ image, layout }) => [
      image.fileName,
      { reference: referenceOf(image), sha256: layout.digest.replace('sha256:', '') },
    ]),
  );
  const script = pushScript({ names: packed.map(({ image }) => image.name), variants: ['image'], registry, tag });
  return {
    sourceOf({ fileName }) {
      const source = sources.get(fileName);
      if (!source) throw new Error(`there is no image of ${fileName}`);
      return source;
    },
    files: [{ kind: 'text', path: 'oci/push.sh', text: script }, ...packed.flatMap(({ layout }) => layout.files)],
  };
}
