import type { Project } from '../model/index.ts';
import { projectOfExample } from './example-project.ts';
import type { ExampleFile } from './example-schema.ts';

/** What the build of the site knows of an example (scripts/vite/prebuilt.ts). */
interface PrebuiltExample {
  readonly files: Readonly<Record<string, string>>;
  /** Names the contents of `files`. */
  readonly sources: string;
  readonly modules: readonly (
    | { readonly kind: 'built'; readonly entry: string; readonly url: string; readonly mapUrl: string }
    | {
        readonly kind: 'brought';
        readonly path: string;
        readonly sha256: string;
        readonly size: number;
        readonly url: string;
      }
  )[];
}

interface PrebuiltModule {
  readonly entry: string;
  readonly sources: string;
  readonly wasm: Wasm;
  readonly loadMap: () => Promise<string>;
}

export interface LoadedExample {
  readonly project: Project;
  /** Made of the project's sources beforehand. */
  readonly prebuilt: readonly PrebuiltModule[];
  /** Modules that filters name by hash. */
  readonly modules: readonly Wasm[];
}

export interface GalleryExample {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly load: () => Promise<LoadedExample>;
}

type Wasm = Uint8Array<ArrayBuffer>;
type FetchBytes = (url: string) => Promise<Wasm>;

interface Parts {
  readonly id: string;
  readonly example: ExampleFile;
  readonly prebuilt: PrebuiltExample;
}

/** The example with everything that its first run needs. */
export async function loadExample({ id, example, prebuilt }: Parts, fetchBytes: FetchBytes): Promise<LoadedExample> {
  const { files, sources, modules } = prebuilt;
  const built = modules.filter((module) => module.kind === 'built');
  const brought = modules.filter((module) => module.kind === 'brought');
  const project = projectOfExample({
    id,
    example,
    files,
    modules: Object.fromEntries(brought.map((module) => [module.path, module])),
  });
  const [builtBytes, broughtBytes] = await Promise.all([
    Promise.all(
      built.map(async ({ entry, url, mapUrl }) => {
        const loadMap = async () => new TextDecoder().decode(await fetchBytes(mapUrl));
        return { entry, sources, wasm: await fetchBytes(url), loadMap };
      }),
    ),
    Promise.all(brought.map(({ url }) => fetchBytes(url))),
  ]);
  return { project, prebuilt: builtBytes, modules: broughtBytes };
}

// Read and judged while the site is built.
const descriptions = import.meta.glob<ExampleFile>('../../gallery/*/example.json', {
  query: '?example',
  import: 'default',
  eager: true,
});
// The example that the page opens with travels with the page.
const first = import.meta.glob<PrebuiltExample>('../../gallery/add-header/example.json', {
  query: '?prebuilt',
  import: 'default',
  eager: true,
});
const others = import.meta.glob<PrebuiltExample>(
  ['../../gallery/*/example.json', '!../../gallery/add-header/example.json'],
  { query: '?prebuilt', import: 'default' },
);

const idOf = (path: string): string => path.split('/').at(-2) ?? path;

/** The gallery in its order. Modules, and the sources of all but the first, are fetched when an example is loaded. */
export function galleryExamples(fetchBytes: FetchBytes): GalleryExample[] {
  return Object.entries(descriptions)
    .map(([path, example]) => ({ path, id: idOf(path), example }))
    .toSorted((one, other) => one.example.order - other.example.order)
    .map(({ path, id, example }) => ({
      id,
      title: example.title,
      summary: example.summary,
      tags: example.tags,
      load: async () => {
        const prebuilt = first[path] ?? (await others[path]?.());
        if (!prebuilt) throw new Error(`the example ${id} was not built`);
        return loadExample({ id, example, prebuilt }, fetchBytes);
      },
    }));
}
