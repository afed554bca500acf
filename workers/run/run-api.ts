import { run } from '../../src/envoy/index.ts';
import { loadModule, readModuleInfo } from '../../src/host/index.ts';
import type { Failure, ModuleInfo } from '../../src/model/index.ts';
import type { RunApi } from '../../src/protocol/index.ts';

/** What the run worker serves, in a page and in Node. */
export const runApi: RunApi = {
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

/** Refused here is only what can never be a filter; what Envoy says of the rest is the business of a run. */
const hopeless: readonly Failure['kind'][] = ['module-too-large', 'not-wasm', 'no-abi-version'];

function inspect(bytes: Uint8Array): ModuleInfo | Failure {
  const loaded = loadModule(bytes);
  if (loaded.kind === 'loaded') return loaded.info;
  return hopeless.includes(loaded.kind) ? loaded : readModuleInfo(bytes);
}
