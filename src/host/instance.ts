import { CALLBACKS, hostcallIndex, HOSTCALLS, type Trap } from '../model/index.ts';
import type { Frame } from './abi/frame.ts';
import { restrictedImport } from './abi/restricted.ts';
import { HOSTCALL_ROWS } from './hostcalls/all.ts';
import type { LoadedModule } from './load-module.ts';
import type { Watched, Watcher } from './lookout.ts';
import { trapOf, type CodeNames } from './traps.ts';

/** An exported function, called with as many arguments as it has. */
export type GuestFunction = (a?: number, b?: number, c?: number, d?: number, e?: number) => number | undefined;

interface InstanceFacts {
  readonly module: LoadedModule;
  readonly frame: Frame;
  readonly maxPages: number;
  readonly allowedCapabilities: ReadonlySet<string> | undefined;
  readonly watch: { readonly watcher: Watcher; readonly watched: Watched } | undefined;
}

/** Capabilities that no plugin can be denied. */
const UNRESTRICTABLE = new Set(['pthread_equal', 'emscripten_notify_memory_growth', 'envoy_resolve_dns']);

/** What Envoy prints when a module cannot be instantiated, whatever the reason. */
export const NO_INSTANCE = 'Failed to create new Wasm instance';

/**
 * Instantiates the module, its imports made for this frame: hostcalls, and a memory and a table where the module imports
 * them. Runs the start section. Gives the callbacks by position in `CALLBACKS`, or why there is no instance.
 */
export function instantiate(facts: InstanceFacts, code: CodeNames): readonly (GuestFunction | undefined)[] | Trap {
  const { module, frame, maxPages } = facts;
  const pages = module.info.memory?.min ?? 0;
  if (pages > maxPages) {
    return notInstantiated('memory-refused', `RangeError: memory of ${pages} pages, more than ${maxPages}`);
  }
  try {
    const instance = new WebAssembly.Instance(module.compiled(maxPages).module, importsOf(facts));
    for (const value of Object.values(instance.exports)) {
      if (value instanceof WebAssembly.Memory) frame.memory.attach(value);
    }
    return functionsOf(instance.exports, facts);
  } catch (error) {
    const trap = startTrap(error, frame.running.id, code);
    if (trap === undefined) throw error;
    return trap;
  }
}

function functionsOf(
  exported: WebAssembly.Exports,
  { module, allowedCapabilities, watch }: InstanceFacts,
): readonly (GuestFunction | undefined)[] {
  return CALLBACKS.map((row) => {
    const value = Object.hasOwn(exported, row.name) ? exported[row.name] : undefined;
    const allowed = row.entry === true || allowedCapabilities === undefined || allowedCapabilities.has(row.name);
    if (!row.versions.includes(module.abi) || !allowed || !isGuestFunction(value)) return undefined;
    return watch === undefined ? value : watch.watcher.watchCallback(value, row, watch.watched);
  });
}

function importsOf(facts: InstanceFacts): WebAssembly.Imports {
  const modules = new Map<string, [string, WebAssembly.ImportValue][]>();
  for (const item of facts.module.sections.imports) {
    const values = modules.get(item.module) ?? [];
    modules.set(item.module, values);
    if (item.kind === 'function') values.push([item.name, importFunction(facts, item.module, item.name)]);
    else if (item.kind === 'memory') values.push([item.name, importMemory(facts, item.limits?.min, item.limits?.max)]);
    else if (item.kind === 'table') values.push([item.name, importTable(item)]);
  }
  return Object.fromEntries([...modules].map(([name, values]) => [name, Object.fromEntries(values)]));
}

function importFunction({ frame, allowedCapabilities, watch }: InstanceFacts, module: string, name: string) {
  const index = hostcallIndex(module, name) ?? -1;
  const info = HOSTCALLS[index];
  const row = HOSTCALL_ROWS[index];
  if (info === undefined || row === undefined) throw new Error(`${module}.${name} was not checked`);
  const called = { info, index, clearance: row.clearance };
  const allowed = allowedCapabilities === undefined || UNRESTRICTABLE.has(name) || allowedCapabilities.has(name);
  const made = allowed ? row.shape.attach(frame, called) : restrictedImport(frame, called);
  return watch === undefined ? made : watch.watcher.watchImport(made, info, watch.watched);
}

function importMemory({ frame, maxPages }: InstanceFacts, min = 0, max = Infinity): WebAssembly.Memory {
  const memory = new WebAssembly.Memory({ initial: min, maximum: Math.min(max, maxPages) });
  frame.memory.attach(memory);
  return memory;
}

function importTable(item: LoadedModule['sections']['imports'][number]): WebAssembly.Table {
  const { min = 0, max } = item.limits ?? {};
  return new WebAssembly.Table({
    element: item.element === 'anyref' ? 'externref' : 'anyfunc',
    initial: min,
    ...(max !== undefined && { maximum: max }),
  });
}

/** A start section that trapped, segments that do not fit, or memory that the engine has not got. */
function startTrap(error: unknown, contextId: number, code: CodeNames): Trap | undefined {
  const trap = trapOf(error, 'start', contextId, code);
  if (trap !== undefined) return { ...trap, envoy: [NO_INSTANCE] };
  if (error instanceof RangeError) return notInstantiated('memory-refused', `RangeError: ${error.message}`);
  return error instanceof WebAssembly.LinkError ? notInstantiated('other', `LinkError: ${error.message}`) : undefined;
}

function notInstantiated(kind: Trap['kind'], message: string): Trap {
  return { kind, callback: 'start', contextId: 0, message, backtrace: [], envoy: [NO_INSTANCE] };
}

function isGuestFunction(value: WebAssembly.ExportValue | undefined): value is GuestFunction {
  return typeof value === 'function';
}
