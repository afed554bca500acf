import { RecordKind, recordsOf, type Report, shownUpTo } from '../../model/index.ts';
import { callbacksOf, type CallbackCost } from './callbacks.ts';

/** One VM: a lane of the run. */
export interface VmLane {
  /** Index in `report.vms`. */
  readonly vm: number;
  readonly thread: string;
  readonly vmId: string;
  /** Positions in `report.plugins` of those that run in it. */
  readonly plugins: readonly number[];
  /** At the end of the run; 0 once it was given back. */
  readonly memoryPages: number;
  /** Where its ticks were called. */
  readonly ticks: readonly CallbackCost[];
  /** Indices of the exchanges of which it saw something. */
  readonly served: readonly number[];
  readonly callbacks: number;
  readonly hostcalls: number;
  /** Root and stream contexts that were made in it. */
  readonly contexts: number;
  /** Where it trapped. */
  readonly trappedAt: number | undefined;
}

/** The VMs of a run as of a position in its trace, the main thread's first. */
export function vmLanes(report: Report, cursor?: number): readonly VmLane[] {
  const upTo = shownUpTo(report, cursor);
  const past = callbacksOf(report).filter(({ at }) => at <= upTo);
  const traps = trapsOf(report, upTo);
  return report.vms
    .map(({ thread, vmId, memoryPages }, vm) => {
      const own = past.filter((one) => one.vm === vm);
      return {
        vm,
        thread,
        vmId,
        memoryPages,
        plugins: pluginsOf(report, vm),
        ticks: own.filter(({ callback }) => callback === 'proxy_on_tick'),
        served: [...new Set(own.map(({ exchange }) => exchange).filter((exchange) => exchange >= 0))],
        callbacks: own.length,
        hostcalls: own.reduce((all, { hostcalls }) => all + hostcalls, 0),
        contexts: new Set(own.map(({ context }) => context).filter((context) => context > 0)).size,
        trappedAt: traps.get(vm),
      };
    })
    .sort((a, b) => rank(a.thread) - rank(b.thread) || a.vm - b.vm);
}

const rank = (thread: string): number => (thread === 'main' ? 0 : thread === 'canary' ? 2 : 1);

/** All callbacks of the run tell: a plugin belongs to a VM before its first request. */
function pluginsOf(report: Report, vm: number): number[] {
  const found = new Set(callbacksOf(report).flatMap((one) => (one.vm === vm && one.plugin >= 0 ? [one.plugin] : [])));
  for (const [index, plugin] of report.plugins.entries()) if (plugin.vm === vm) found.add(index);
  return [...found].sort((a, b) => a - b);
}

function trapsOf({ trace }: Report, upTo: number): ReadonlyMap<number, number> {
  const traps = new Map<number, number>();
  for (const at of recordsOf(trace, RecordKind.ret)) {
    const vm = trace.words[at + 1] ?? 0;
    if (at <= upTo && trace.words[at + 5] !== 0 && !traps.has(vm)) traps.set(vm, at);
  }
  return traps;
}
