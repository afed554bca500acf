import type { ExportedFile } from '../types.ts';

const texts: Record<string, string> = import.meta.glob('../../../sdk/assembly/**/*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The SDK beside the sources, where they import it from. */
export const sdkFiles: readonly ExportedFile[] = Object.entries(texts).map(([path, text]) => ({
  kind: 'text',
  path: path.replace(/^.*\/sdk\/assembly\//, 'src/sdk/assembly/'),
  text,
}));
