import type { Plugin } from 'vite';
import { packTool } from '../pack-tool.mjs';

/** `import tool from '../cli/weir.ts?tool'`: the command line as a package, texts by path. */
export function packedTool(): Plugin {
  return {
    name: 'packed-tool',
    enforce: 'pre',
    load: {
      filter: { id: /\/cli\/weir\.ts\?tool$/ },
      async handler() {
        const { files, inputs } = await packTool();
        for (const file of inputs) this.addWatchFile(file);
        return { code: `export default ${JSON.stringify(files)};`, moduleType: 'js', meta: { inputs } };
      },
    },
  };
}
