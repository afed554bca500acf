import { run } from '../../src/envoy/index.ts';
import type { Report, Scenario } from '../../src/model/index.ts';
import { compare } from './compare.ts';
import type { Difference } from './difference.ts';
import type { Golden } from './golden.ts';
import { transcriptOf, type Transcript } from './transcript.ts';

/** A scenario, the modules it names, and what Envoy did. */
export interface Recorded {
  readonly scenario: Scenario;
  readonly golden: Golden;
  readonly modules: Readonly<Record<string, Uint8Array>>;
}

export interface Replay {
  readonly report: Report;
  readonly transcript: Transcript;
  readonly differences: readonly Difference[];
}

/** Runs one scenario and compares what happened with what Envoy did. */
export function replay({ scenario, golden, modules }: Recorded): Replay {
  const report = run({ modules }, scenario, 1, { asEnvoy: true });
  const transcript = transcriptOf(report, scenario);
  return { report, transcript, differences: compare(golden, transcript) };
}

/** The files of the modules that a scenario names, wherever it names a plugin. */
export function moduleNames(scenario: Scenario): string[] {
  const { filters = [], loggers = [], services = [], tcp = {} } = scenario;
  const plugins = [...filters, ...loggers, ...services, ...(tcp.filters ?? []), ...(tcp.loggers ?? [])];
  return [...new Set(plugins.flatMap(({ wasm }) => wasm ?? []))];
}
