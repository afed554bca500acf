import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../../src/model/index.ts';
import type { Golden } from './golden.ts';
import type { Expectation } from './judge.ts';
import { moduleNames, type Recorded } from './replay.ts';

/** A folder that is no conformance kit, with the sentence that says why. */
export class UnusableKit extends Error {}

type Divergences = Readonly<Record<string, { readonly warning: string; readonly reason: string }>>;

/** A folder of the kit's layout: scenarios/, golden/, wasm/, and the lists of what differs or waits if it has them. */
export class Kit {
  readonly folder: string;
  readonly waiting: Readonly<Record<string, string>>;
  readonly divergences: Divergences;
  readonly #declaredWarnings: readonly string[];
  readonly #modules = new Map<string, Uint8Array>();

  /** A folder that declares nothing is held to the kinds of behaviour that `declaring` declares. */
  constructor(folder: string, declaring: string = folder) {
    for (const part of ['', 'scenarios', 'golden'])
      if (!existsSync(join(folder, part))) throw new UnusableKit(`there is no folder ${join(folder, part)}`);
    this.folder = folder;
    this.waiting = json(join(folder, 'waiting.json')) ?? {};
    const own = json<Divergences>(join(folder, 'divergences.json'));
    this.divergences = own ?? {};
    const declared = own === undefined ? (json<Divergences>(join(declaring, 'divergences.json')) ?? {}) : {};
    this.#declaredWarnings = [...new Set(Object.values(declared).map(({ warning }) => warning))];
  }

  names(): string[] {
    const files = readdirSync(join(this.folder, 'scenarios')).filter((file) => file.endsWith('.json'));
    return files.map((file) => file.slice(0, -5)).sort();
  }

  expectation(name: string): Expectation {
    const reason = this.waiting[name];
    if (reason !== undefined) return { kind: 'waiting', reason };
    const divergence = this.divergences[name];
    if (divergence !== undefined) return { kind: 'divergence', ...divergence };
    return { kind: 'equal', declaredWarnings: this.#declaredWarnings };
  }

  recorded(name: string): Recorded {
    const scenario = this.#required<Scenario>(join('scenarios', `${name}.json`));
    const golden = this.#required<Golden>(join('golden', `${name}.json`));
    const modules = moduleNames(scenario).flatMap((wasm) => {
      const bytes = this.#module(wasm);
      return bytes === undefined ? [] : [[wasm, bytes] as const];
    });
    return { scenario, golden, modules: Object.fromEntries(modules) };
  }

  #required<T>(path: string): T {
    const content = json<T>(join(this.folder, path));
    if (content === undefined) throw new UnusableKit(`there is no file ${join(this.folder, path)}`);
    return content;
  }

  /** A scenario may name a module that is not there: that, too, has been recorded. */
  #module(name: string): Uint8Array | undefined {
    const known = this.#modules.get(name);
    const path = join(this.folder, 'wasm', name);
    if (known !== undefined || !existsSync(path)) return known;
    const bytes = new Uint8Array(readFileSync(path));
    this.#modules.set(name, bytes);
    return bytes;
  }
}

/** The content of a file of the kit, written by the recorder or by hand; nothing when there is none. */
function json<T>(path: string): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the recorder ran what is in the kit
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    throw new UnusableKit(`${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
