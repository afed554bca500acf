import { readModuleInfo } from '../host/index.ts';
import type { RunProject } from '../model/index.ts';

/**
 * The proxy without its library of foreign functions: what the page's first result waits for. Does all that the whole
 * one does for modules that import no foreign function; `needsWhole` tells.
 */
export { run } from './run-scenario.ts';

export function needsWhole({ modules }: RunProject): boolean {
  return Object.values(modules).some((bytes) => {
    const info = readModuleInfo(bytes);
    return 'imports' in info && info.imports.some(({ name }) => name === 'proxy_call_foreign_function');
  });
}
