import { parentPort } from 'node:worker_threads';
import { run } from '../../src/envoy/index.ts';
import { reportJson, traceText, type Report } from '../../src/model/index.ts';
import { HostileCases } from './hostile-case.ts';

/** What came of one case; `error` is what `run`, or reading its report, threw. */
export interface Outcome {
  readonly seed: number;
  readonly startup: Report['startup'] | '';
  readonly what: string;
  readonly traps: number;
  readonly stopped: boolean;
  readonly pages: number;
  readonly error: string;
}

const MOST_RECORDS_READ = 3000;
const cases = new HostileCases();
const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');

function outcomeOf(seed: number): Outcome {
  let what = '';
  try {
    const made = cases.of(seed);
    what = made.what;
    port?.postMessage({ seed, what });
    const report = run({ modules: made.modules }, made.scenario, seed);
    if (report.trace.count < MOST_RECORDS_READ) traceText(report.trace);
    if (report.trace.count < MOST_RECORDS_READ && seed % 16 === 0) reportJson(report);
    const { startup, plugins, stopped } = report;
    const pages = [...new Map(plugins.map(({ vm, memoryPages }) => [vm, memoryPages])).values()];
    return {
      seed,
      what,
      startup,
      traps: plugins.filter(({ trap }) => trap !== undefined).length,
      stopped: stopped !== undefined,
      pages: pages.reduce((sum, one) => sum + one, 0),
      error: '',
    };
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { seed, what, startup: '', traps: 0, stopped: false, pages: 0, error: text };
  }
}

port.on('message', (seed: unknown) => port.postMessage(outcomeOf(Number(seed))));
port.postMessage({ ready: true });
