import { build, type Plugin, type Rolldown } from 'vite';

const suffix = '?bundle-text';

/** An entry and all it imports as one classic script. */
export async function bundle(entry: string, forNode: boolean): Promise<Rolldown.OutputChunk> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: forNode ? {} : { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true },
    build: {
      write: false,
      minify: !forNode,
      modulePreload: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      ssr: forNode,
      rolldownOptions: { input: entry, output: { format: forNode ? 'cjs' : 'iife', codeSplitting: false } },
    },
  });
  const output = Array.isArray(built) ? built[0]?.output : 'output' in built ? built.output : undefined;
  const [chunk, ...others] = output ?? [];
  if (chunk?.type !== 'chunk' || others.length > 0) throw new Error(`${entry} does not bundle into one script`);
  return chunk;
}

/**
 * `import text from './x.worker.ts?bundle-text'`: the entry and everything it imports as the text of one classic
 * script, so that a worker can be started from a blob (page) or with `eval` (Node).
 */
export function bundleText(): Plugin {
  return {
    name: 'bundle-text',
    enforce: 'pre',
    load: {
      filter: { id: /\?bundle-text$/ },
      async handler(id, options) {
        const chunk = await bundle(id.slice(0, -suffix.length), options?.ssr === true);
        const inputs = chunk.moduleIds.filter((file) => !file.startsWith('\0'));
        for (const file of inputs) this.addWatchFile(file);
        return { code: `export default ${JSON.stringify(chunk.code)};`, moduleType: 'js', meta: { inputs } };
      },
    },
  };
}
