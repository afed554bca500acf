import { basename, dirname } from 'node:path';
import type { Plugin } from 'vite';
import type { Project } from '../../src/model/index.ts';
import { builtModule, sourcesHash, toolchainFiles } from '../build-gallery.mjs';
import { filesIn, readWorkshop, type ReadWorkshop } from '../lessons/workshops.ts';

/**
 * `import workshop from './workshop.yaml?workshop'`: what is in a workshop. `import lesson from './lesson.md?lesson'`:
 * one of its lessons, prose as data, with its start and its solution compiled while the site is built.
 */
export function lessons(): Plugin {
  return {
    name: 'lessons',
    enforce: 'pre',
    load: {
      filter: { id: /\/(?:workshop\.yaml\?workshop|lesson\.md\?lesson)$/ },
      async handler(id) {
        const file = id.replace(/\?.*$/, '');
        const isLesson = id.endsWith('?lesson');
        const root = isLesson ? dirname(dirname(file)) : dirname(file);
        const inputs = [...filesIn(root), ...(isLesson ? toolchainFiles() : [])];
        for (const input of inputs) this.addWatchFile(input);
        const read = readWorkshop(dirname(root), basename(root));
        if (read.problems.length > 0) this.error(`${root}:\n${read.problems.join('\n')}`);
        const code = isLesson
          ? await codeOf(read, basename(dirname(file)))
          : `export default ${JSON.stringify(read.workshop)};`;
        return { code, moduleType: 'js', meta: { inputs } };
      },
    },
  };
}

async function codeOf({ lessons: all, folders }: ReadWorkshop, folder: string): Promise<string> {
  const found = all.find(({ lesson }) => basename(folders[lesson.id] ?? '') === folder);
  if (found === undefined) throw new Error(`${folder} is no lesson`);
  const { lesson, pictures } = found;
  const modules = [...(await modulesOf(lesson.id, lesson.start)), ...(await modulesOf(lesson.id, lesson.solution))];
  const paths = [...modules.map(({ file }) => file), ...pictures.map((name) => `${folders[lesson.id]}/${name}`)];
  const urls = [
    ...paths.map((path, i) => `import url${i} from ${JSON.stringify(`${path}?url`)};`),
    ...modules.map(({ map }, i) => `import map${i} from ${JSON.stringify(`${map}?url`)};`),
  ];
  const fields = modules.map(
    ({ entry, sources }, i) =>
      `{ entry: ${JSON.stringify(entry)}, sources: '${sources}', url: url${i}, mapUrl: map${i} }`,
  );
  const named = pictures.map((name, i) => `${JSON.stringify(name)}: url${modules.length + i}`);
  return [
    ...urls,
    `export default { lesson: ${JSON.stringify(lesson)}, modules: [${fields.join(', ')}], pictures: {${named.join(', ')}} };`,
  ].join('\n');
}

async function modulesOf(name: string, { files, filters }: Project) {
  const entries = new Set(filters.flatMap(({ module }) => (module.kind === 'source' ? [module.entry] : [])));
  const sources = sourcesHash(files);
  const modules = [];
  for (const entry of entries) {
    const { file, map } = await builtModule({ name, files: { ...files }, entry, mode: 'release' });
    modules.push({ entry, sources, file, map });
  }
  return modules;
}
