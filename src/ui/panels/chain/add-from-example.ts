import type { AppStore, Commands, Example } from '../../../state/index.ts';

/** A path that no file of the project has: `filter.ts`, `filter-2.ts`, ... */
export function freePath(path: string, files: Readonly<Record<string, string>>): string {
  const stem = path.replace(/\.ts$/, '');
  const candidates = Array.from({ length: 1000 }, (_, index) => (index === 0 ? path : `${stem}-${index + 1}.ts`));
  return candidates.find((one) => files[one] === undefined) ?? `${stem}-copy.ts`;
}

/** Puts the filters of an example behind those of the project, sources and configuration with them. */
export async function addFromExample(example: Example, commands: Commands, store: AppStore): Promise<void> {
  const { project, prebuilt, modules } = await example.load();
  const places = ['filters', 'networkFilters'] as const;
  const wanted = places.flatMap((place) => project[place].map((filter) => ({ place, filter })));
  for (const { place, filter } of wanted) {
    const { files, [place]: before } = store.getState().project.current;
    if (filter.module.kind === 'source') {
      const { entry } = filter.module;
      const path = freePath(`${example.id}.ts`, files);
      const text = project.files[entry] ?? '';
      const module = prebuilt.find((one) => one.entry === entry);
      // What it imports besides is not copied: then its module is another.
      if (module && Object.keys(project.files).length === 1) commands.addBuiltFile(path, text, module);
      else commands.addFile(path, text);
      commands.addFilter({ kind: 'source', entry: path }, place);
    } else {
      const bytes = modules.find(({ length }) => filter.module.kind === 'wasm' && length === filter.module.size);
      if (bytes) await commands.importWasm(filter.module.fileName, bytes, place);
    }
    const added = store.getState().project.current[place].at(before.length);
    const { name, rootId, configuration } = filter;
    if (added) commands.setFilter(added.id, { name, rootId, configuration });
  }
  // What they call is nothing without what answers.
  const known = new Set(store.getState().project.current.clusters.map(({ name }) => name));
  for (const { name, ...fields } of project.clusters) {
    if (known.has(name)) continue;
    commands.addCluster(name);
    commands.setCluster(name, fields);
  }
}
