import { CallSiteWatcher, Lookout, type Watcher } from '../../src/host/index.ts';
import type { RunInput, WholeRunApi } from '../../src/protocol/index.ts';
import type { Run } from './run-api.ts';

/** Frames of a stack that an engine keeps: it keeps ten unless told otherwise. */
const FRAMES = 64;

/** Repeats a run to look at it from the guest's side. */
export function looksOf(run: Run): Pick<WholeRunApi, 'look' | 'callSites'> {
  return {
    look({ at, ...input }) {
      const lookout = new Lookout(at);
      watched(run, input, lookout);
      return lookout.seen;
    },
    callSites(input) {
      const watcher = new CallSiteWatcher();
      watched(run, input, watcher);
      return watcher.found;
    },
  };
}

function watched(run: Run, { project, scenario, seed }: RunInput, watcher: Watcher): void {
  const before: unknown = Reflect.get(Error, 'stackTraceLimit');
  Reflect.set(Error, 'stackTraceLimit', FRAMES);
  try {
    run(project, scenario, seed, { watcher });
  } finally {
    Reflect.set(Error, 'stackTraceLimit', before);
  }
}
