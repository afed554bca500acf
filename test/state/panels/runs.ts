import { readFileSync } from 'node:fs';
import { Kit } from '../../../cli/conformance/kit.ts';
import { run } from '../../../src/envoy/index.ts';
import type { Report, Scenario } from '../../../src/model/index.ts';
import type { RunInput } from '../../../src/protocol/index.ts';

const kit = new Kit('conformance');

/** A recorded scenario of the conformance kit, as a run's input. */
export function recorded(name: string): RunInput {
  const { scenario, modules } = kit.recorded(name);
  return { project: { modules }, scenario, seed: 1 };
}

export const reportOf = ({ project, scenario, seed }: RunInput): Report => run(project, scenario, seed);

/** The probe that does what the lines of its configuration say. */
export function script(lines: readonly string[], scenario: Partial<Scenario> = {}): RunInput {
  const wasm = new Uint8Array(readFileSync('conformance/wasm/script.wasm'));
  return {
    project: { modules: { 'script.wasm': wasm } },
    scenario: { name: 'script', filters: [{ wasm: 'script.wasm', config: lines }], requests: [{}], ...scenario },
    seed: 1,
  };
}
