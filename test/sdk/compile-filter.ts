import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import flags from '../../sdk/flags.json';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The gallery's examples that are written in AssemblyScript. */
export const galleryFilters = readdirSync(join(root, 'gallery')).filter((name) =>
  existsSync(join(root, 'gallery', name, 'filter.ts')),
);

/** A filter's source beside which the SDK stands, as in the page: `source` is a path in this project, or the text. */
export async function compileFilter(
  source: { path: string } | { text: string },
  build: keyof typeof flags.builds,
  entries: readonly string[] = flags.sdk.entries,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; messages: string }> {
  const inProject = 'path' in source ? join(root, dirname(source.path)) : root;
  const written = new Map<string, Uint8Array<ArrayBuffer>>();
  const readFile = (name: string): string | null => {
    if (name === 'filter.ts') return 'path' in source ? readFileSync(join(root, source.path), 'utf8') : source.text;
    const path = join(name.startsWith(`${flags.sdkFolder}/`) ? root : inProject, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  };
  const args = ['filter.ts', ...entries, ...flags.common, ...flags.builds[build], '--outFile', 'out.wasm'];
  let messages = '';
  await asc.main(args, {
    readFile,
    writeFile: (name, contents) => {
      if (typeof contents !== 'string') written.set(name, new Uint8Array(contents));
    },
    listFiles: () => [],
    stderr: {
      write: (chunk) => void (messages += typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk)),
    },
  });
  const bytes = written.get('out.wasm');
  if (!bytes) throw new Error(messages);
  return { bytes, messages };
}
