import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../src/envoy/index.ts';
import type { Report, Scenario } from '../../src/model/index.ts';
import { compare } from './compare.ts';
import type { Difference } from './difference.ts';
import type { Golden } from './golden.ts';
import { transcriptOf } from './transcript.ts';

/** A folder of the conformance kit's layout: scenarios/, golden/, wasm/. */
export class Kit {
  readonly #folder: string;
  readonly #modules = new Map<string, Uint8Array>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  names(): string[] {
    const files = readdirSync(join(this.#folder, 'scenarios')).filter((file) => file.endsWith('.json'));
    return files.map((file) => file.slice(0, -5)).sort();
  }

  scenario(name: string): Scenario {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kit is our own, held by the recorder
    return this.#json(join('scenarios', `${name}.json`)) as Scenario;
  }

  golden(name: string): Golden {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the recorder
    return this.#json(join('golden', `${name}.json`)) as Golden;
  }

  #json(path: string): unknown {
    return JSON.parse(readFileSync(join(this.#folder, path), 'utf8'));
  }

  modules(scenario: Scenario): Record<string, Uint8Array> {
    const modules: Record<string, Uint8Array> = {};
    const { filters = [], loggers = [], services = [], tcp = {} } = scenario;
    for (const { wasm } of [...filters, ...loggers, ...services, ...(tcp.filters ?? []), ...(tcp.loggers ?? [])]) {
      const bytes = wasm === undefined ? undefined : this.#module(wasm);
      if (wasm !== undefined && bytes !== undefined) modules[wasm] = bytes;
    }
    return modules;
  }

  #module(name: string): Uint8Array | undefined {
    const known = this.#modules.get(name);
    const path = join(this.#folder, 'wasm', name);
    if (known !== undefined || !existsSync(path)) return known;
    const bytes = new Uint8Array(readFileSync(path));
    this.#modules.set(name, bytes);
    return bytes;
  }
}

export interface Replay {
  readonly report: Report;
  readonly differences: readonly Difference[];
}

/** Runs one scenario and compares what happened with what Envoy did. */
export function replay(kit: Kit, name: string): Replay {
  const scenario = kit.scenario(name);
  const report = run({ modules: kit.modules(scenario) }, scenario, 1, { asEnvoy: true });
  return { report, differences: compare(kit.golden(name), transcriptOf(report, scenario)) };
}
