import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { bundleText } from './scripts/vite/bundle-text.ts';
import { compilerAsClassicScript, compilerForBrowsers } from './scripts/vite/compiler.ts';
import { contentPolicy } from './scripts/vite/content-policy.ts';
import { firstChunk } from './scripts/vite/first-chunk.ts';
import { isolationFrame } from './scripts/vite/isolation-frame.ts';
import { lessons } from './scripts/vite/lessons.ts';
import { assemblyScriptLibraryWithoutSimd, monacoWithoutTypeScriptLibs } from './scripts/vite/monaco.ts';
import { packedTool } from './scripts/vite/packed-tool.ts';
import { example, prebuilt } from './scripts/vite/prebuilt.ts';
import { precompress } from './scripts/vite/precompress.ts';

export default defineConfig({
  base: './',
  plugins: [
    react(),
    bundleText(),
    packedTool(),
    example(),
    prebuilt(),
    lessons(),
    monacoWithoutTypeScriptLibs(),
    assemblyScriptLibraryWithoutSimd(),
    firstChunk(),
    isolationFrame(),
    contentPolicy(),
    precompress(),
  ],
  worker: {
    format: 'es', // asc awaits at its top level
    plugins: () => [compilerForBrowsers(), compilerAsClassicScript(), monacoWithoutTypeScriptLibs()],
    rolldownOptions: { output: { codeSplitting: false } }, // one file each: a worker may be started from its text
  },
  build: {
    manifest: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 20_000,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // Otherwise the dev server finds these late and reloads the page on their first use.
  optimizeDeps: {
    include: [
      'assemblyscript/asc',
      'assemblyscript/binaryen',
      '@jridgewell/trace-mapping',
      '@monaco-editor/react',
      'monaco-editor/editor',
      'monaco-editor/features/register.all',
      'monaco-editor/languages/definitions/typescript/register',
      'monaco-editor/languages/features/typescript/tsMode',
      'monaco-editor/languages/features/typescript/register',
    ],
  },
});
