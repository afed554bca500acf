import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { parseExample } from '../../src/lessons/example-schema.ts';
import { prebuild } from '../build-gallery.mjs';

const suffix = '?prebuilt';

/** `import example from './example.json?example'`: what it says, with what it leaves open filled in. */
export function example(): Plugin {
  return {
    name: 'example',
    enforce: 'pre',
    load: {
      filter: { id: /example\.json\?example$/ },
      handler(id) {
        const file = id.slice(0, -'?example'.length);
        this.addWatchFile(file);
        const parsed = parseExample(JSON.parse(readFileSync(file, 'utf8')));
        return { code: `export default ${JSON.stringify(parsed)};`, moduleType: 'js' };
      },
    },
  };
}

/**
 * `import example from './example.json?prebuilt'`: the sources of a gallery example, and where the page finds the
 * modules that its filters run. Sources are compiled while the site is built.
 */
export function prebuilt(): Plugin {
  return {
    name: 'prebuilt',
    enforce: 'pre',
    load: {
      filter: { id: /example\.json\?prebuilt$/ },
      async handler(id) {
        const { files, sources, built, brought, inputs } = await prebuild(id.slice(0, -suffix.length));
        for (const file of inputs) this.addWatchFile(file);
        const urls = [...built, ...brought].map(
          ({ file }, i) => `import url${i} from ${JSON.stringify(`${file}?url`)};`,
        );
        const maps = built.map(({ map }, i) => `import map${i} from ${JSON.stringify(`${map}?url`)};`);
        const fields = [
          ...built.map(
            ({ entry }, i) => `{ kind: 'built', entry: ${JSON.stringify(entry)}, url: url${i}, mapUrl: map${i} }`,
          ),
          ...brought.map(({ path, sha256, size }, i) => {
            const facts = JSON.stringify({ path, sha256, size }).slice(1, -1);
            return `{ kind: 'brought', ${facts}, url: url${built.length + i} }`;
          }),
        ];
        const code = [
          ...urls,
          ...maps,
          `export default { files: ${JSON.stringify(files)}, sources: '${sources}', modules: [${fields.join(', ')}] };`,
        ];
        return { code: code.join('\n'), moduleType: 'js', meta: { inputs } };
      },
    },
    // What the first run needs is on its way before the page's script has been read.
    transformIndexHtml(_, { chunk }) {
      const modules = [...(chunk?.viteMetadata?.importedAssets ?? [])].filter((file) => file.endsWith('.wasm'));
      return modules.map((file) => ({
        tag: 'link',
        attrs: { rel: 'preload', as: 'fetch', crossorigin: true, href: `./${file}` },
        injectTo: 'head',
      }));
    },
  };
}
