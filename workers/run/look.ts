import { Lookout } from '../../src/host/index.ts';
import type { WholeRunApi } from '../../src/protocol/index.ts';
import type { Run } from './run-api.ts';

/** Frames of a stack that an engine keeps: it keeps ten unless told otherwise. */
const FRAMES = 64;

/** Repeats a run up to the record at a position of its trace, and tells how its call looks from the guest's side. */
export function lookOf(run: Run): WholeRunApi['look'] {
  return ({ project, scenario, seed, at }) => {
    const lookout = new Lookout(at);
    const before: unknown = Reflect.get(Error, 'stackTraceLimit');
    Reflect.set(Error, 'stackTraceLimit', FRAMES);
    try {
      run(project, scenario, seed, { lookout });
    } finally {
      Reflect.set(Error, 'stackTraceLimit', before);
    }
    return lookout.seen;
  };
}
