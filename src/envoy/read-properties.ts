import { bytesOfLatin1, spanOf, type PropertyReadings, type RunProject, type Scenario } from '../model/index.ts';
import { run } from './whole.ts';

/** What to read, and where. */
export interface PropertyQuestions {
  /** Byte strings, one character a byte, their segments separated by NUL. */
  readonly paths: readonly string[];
  /** Numbers of callbacks, from 1; each is asked when it is about to be entered. */
  readonly calls: readonly number[];
}

/**
 * Repeats a run and asks, where callbacks are about to be entered, for properties as the guest could: by the code that
 * answers proxy_get_property. Asking changes nothing but what is said of hostcalls that were refused.
 */
export function readProperties(
  { project, scenario, seed }: { project: RunProject; scenario: Scenario; seed: number },
  { paths, calls }: PropertyQuestions,
): PropertyReadings {
  const spans = paths.map((path) => spanOf(bytesOfLatin1(path)));
  const wanted = new Set(calls);
  const phases: PropertyReadings['phases'][number][] = [];
  run(project, scenario, seed, {
    trace: false,
    stopBefore: Math.max(0, ...calls) + 1,
    announce(call, _vm, _callback, _contextId, context) {
      if (!wanted.has(call)) return;
      const values = spans.map((span) => {
        const value = context.property(span);
        return typeof value === 'number' ? value : value.slice();
      });
      phases.push({ call, values });
    },
  });
  return { phases };
}
