import { type ChainFilter, pluginsOfProject, type Project } from '../../model/index.ts';
import { placePlugins } from '../envoy/place.ts';
import { disabledLimit, disabledWarnings, limitFor, namesWhere } from '../limits.ts';
import { oneLine } from '../one-line.ts';
import type { ExportedFile, ExportInput, Exported, Limit } from '../types.ts';
import { buildFiles, imagesOf, layoutFiles, type ModuleImage, referenceOf, registry, tag } from './images.ts';
import { runtimeConfigName, variants } from './layout.ts';
import { pushScript } from './push.ts';

const hasSettings = (plugin: ChainFilter) =>
  plugin.vmId !== '' ||
  plugin.configuration !== '' ||
  plugin.vmConfiguration !== '' ||
  plugin.failurePolicy !== 'FAIL_CLOSED' ||
  plugin.environment.length > 0 ||
  plugin.capabilities !== null ||
  plugin.allowStopIteration;

/** An image is code: how it is run is said where it is used. */
export function ociLimits(project: Project): readonly Limit[] {
  const plugins = pluginsOfProject(project).filter(({ enabled }) => enabled);
  return [
    ...disabledLimit(project),
    ...limitFor('settings', 'left-out', namesWhere(plugins, hasSettings)),
    ...limitFor(
      'routes',
      'left-out',
      project.routes.map(({ name, path }) => name || path),
    ),
  ];
}

/** Every module as an image for a registry: both forms that the readers know, made here, and what makes them by hand. */
export function ociImages(input: ExportInput): Exported {
  const placed = placePlugins(input);
  const images = imagesOf(placed);
  const packed = images.map((image) => ({
    image,
    layouts: variants.map((variant) => layoutFiles(image, { folder: `${image.name}/${variant}`, variant })),
  }));
  const script = pushScript({ names: images.map(({ name }) => name), variants, registry, tag });
  const files: ExportedFile[] = [
    { kind: 'text', path: 'push.sh', text: script },
    { kind: 'text', path: 'README.md', text: readmeText(input.project, packed) },
    ...packed.flatMap(({ image, layouts }) => [
      ...buildFiles(image, image.name),
      ...layouts.flatMap((layout) => layout.files),
    ]),
  ];
  return { files, warnings: disabledWarnings(input.project) };
}

interface PackedImage {
  readonly image: ModuleImage;
  readonly layouts: readonly { readonly digest: string }[];
}

function readmeText(project: Project, packed: readonly PackedImage[]): string {
  const rows = packed.flatMap(({ image, layouts }) =>
    layouts.map(({ digest }, i) => `| \`${image.name}/${variants[i]}\` | \`${referenceOf(image)}\` | \`${digest}\` |`),
  );
  const [first] = packed;
  const name = first?.image.name ?? 'filter';
  return `# ${oneLine(project.name) || 'Filters'} as OCI images

Each folder holds one module as two image layouts, ready to be pushed as they are:

| layout | for example as | digest of its manifest |
| --- | --- | --- |
${rows.join('\n')}

- \`image\` has one tar+gzip layer with \`plugin.wasm\` in it: Istio, Envoy Gateway and Higress read it.
- \`artifact\` has two layers, \`${runtimeConfigName}\` and the bare \`plugin.wasm\`: Istio and Envoy Gateway read it, too,
  but only with just these two.

Push all of them with oras, skopeo or crane, whichever is installed:

    sh push.sh ${registry}
    sh push.sh ${registry} artifact

or one by hand:

    oras cp --from-oci-layout ${name}/image:${tag} ${registry}/${name}:${tag}
    skopeo copy --preserve-digests oci:${name}/image:${tag} docker://${registry}/${name}:${tag}
    crane push ${name}/image ${registry}/${name}:${tag}

Pushed so, an image keeps its digest, and a configuration may pin it: \`sha256\` of a WasmPlugin or of an
EnvoyExtensionPolicy is the digest of the manifest, not that of \`plugin.wasm\`.

Docker or buildah make an image, too, with a digest of its own:

    docker build -t ${registry}/${name}:${tag} ${name} && docker push ${registry}/${name}:${tag}
`;
}
