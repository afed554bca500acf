import type { TestProject } from 'vitest/node';
import { ensureBuilt } from '../../scripts/built.mjs';
import { ensureChromium } from '../../scripts/chromium.mjs';
import { serve } from '../../scripts/serve.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built site is served, below a sub-path and ending in "/". */
    site: string;
    chromium: string;
  }
}

/** Builds the site when needed and serves it from a sub-path on loopback, as any file server would. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  ensureBuilt();
  const server = await serve({ root: 'dist', prefix: '/some/where/' });
  project.provide('site', server.url);
  project.provide('chromium', ensureChromium());
  return server.close;
}
