import type { Plugin } from 'vite';

/** What the page begins with is one file: many small ones are slow to fetch and compress badly. */
export function firstChunk(): Plugin {
  return {
    name: 'first-chunk',
    // Programs for Node come whole: a chunk that waits for its own entry never begins.
    apply: (_, { isSsrBuild }) => isSsrBuild !== true,
    config: () => ({
      build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } } },
    }),
  };
}
