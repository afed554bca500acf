import { needsWhole, run as runFirst } from '../../src/envoy/first.ts';
import type { RunOptions } from '../../src/envoy/index.ts';
import { loadModule, readModuleInfo } from '../../src/host/index.ts';
import type { Failure, ModuleInfo, Report } from '../../src/model/index.ts';
import type { RunApi, RunInput } from '../../src/protocol/index.ts';

export type Run = (
  project: RunInput['project'],
  scenario: RunInput['scenario'],
  seed: number,
  options: RunOptions,
) => Report;

/** What a run worker serves, in a page and in Node, over a proxy that has everything. */
export function runApiOf(run: Run): RunApi {
  return {
    run({ project, scenario, seed, stop }, call) {
      const report = run(project, scenario, seed, {
        announce: (callNumber) => call.emit(callNumber),
        ...(stop && { stopBefore: stop.before, callbackLimitMs: stop.limitMs }),
      });
      for (const { buffer } of [report.trace.words, report.trace.bytes])
        if (buffer instanceof ArrayBuffer) call.transfer(buffer);
      return report;
    },
    inspect,
  };
}

/** What the page's first run worker serves: it declines modules that import a foreign function. */
export function firstRunApi(): RunApi {
  const api = runApiOf(runFirst);
  return {
    ...api,
    run: (input, call) => (needsWhole(input.project) ? { kind: 'needs-whole' } : api.run(input, call)),
  };
}

/** Refused here is only what can never be a filter; what Envoy says of the rest is the business of a run. */
const hopeless: readonly Failure['kind'][] = ['module-too-large', 'not-wasm', 'no-abi-version'];

function inspect(bytes: Uint8Array): ModuleInfo | Failure {
  const loaded = loadModule(bytes);
  if (loaded.kind === 'loaded') return loaded.info;
  return hopeless.includes(loaded.kind) ? loaded : readModuleInfo(bytes);
}
