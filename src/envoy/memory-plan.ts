import { MAX_MODULE_BYTES, MemoryBudget, readModuleInfo } from '../host/index.ts';
import type { RunProject } from '../model/index.ts';
import type { Plan } from './plan.ts';
import type { Plugin } from './plugin.ts';

/** The memory of a run, shared out among the VMs that its threads will have. */
export function memoryBudget(
  limit: number,
  project: RunProject,
  threads: readonly (readonly Plugin[])[],
): MemoryBudget {
  const known = new Map<string, number>();
  const initial = (wasm: string): number => {
    const pages = known.get(wasm) ?? initialPages(project.modules[wasm]);
    known.set(wasm, pages);
    return pages;
  };
  const vms = threads.flatMap((plugins) => [...new Map(plugins.map(({ vmKey, wasm }) => [vmKey, wasm])).values()]);
  return new MemoryBudget(limit, limit === Infinity ? [] : vms.map(initial));
}

/** Read once for the same bytes, however many runs they serve. */
const pagesOf = new WeakMap<Uint8Array, number>();

function initialPages(module: Uint8Array | undefined): number {
  if (module === undefined || module.length > MAX_MODULE_BYTES) return 0;
  const known = pagesOf.get(module);
  if (known !== undefined) return known;
  const pages = readModuleInfo(module).memory?.min ?? 0;
  pagesOf.set(module, pages);
  return pages;
}

/** The plugins of each thread: the workers', and what the main thread has beside them. */
export function threadsOf({ onWorkers, onMain }: Plan, workers: number): (readonly Plugin[])[] {
  const alone = onMain.filter((plugin) => !onWorkers.includes(plugin));
  return [...Array.from({ length: workers }, () => onWorkers), alone];
}
