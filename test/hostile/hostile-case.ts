import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { moduleNames } from '../../cli/conformance/replay.ts';
import type { PluginSpec, Scenario } from '../../src/model/index.ts';
import { dice, type Dice } from './dice.ts';
import { hostileGuest } from './hostile-guest.ts';
import { MUTATIONS } from './mutate-module.ts';
import { STORMS } from './storms.ts';

/** Something to run that no friend of the host would write. */
export interface HostileCase {
  readonly what: string;
  readonly scenario: Scenario;
  readonly modules: Readonly<Record<string, Uint8Array>>;
}

/** Compiling one of these takes longer than a case may last on a busy machine. */
const LARGE = 1024 * 1024;
const SMALL_SCENARIO = 12;

/** Makes cases from numbers: the same case from the same number. */
export class HostileCases {
  readonly #scenarios = readdirSync('conformance/scenarios').map(scenarioOf);
  readonly #modules = new Map<string, Uint8Array>();
  readonly #lines = this.#scenarios.flatMap(({ filters = [] }) => filters).flatMap(linesOf);
  readonly #mutations = Object.entries(MUTATIONS);

  of(seed: number): HostileCase {
    const storm = STORMS[seed];
    if (storm !== undefined) return storm;
    const chances = dice(seed);
    const kind = seed % 10;
    if (kind < 5) return this.#mutant(chances);
    return kind < 7 ? this.#shuffled(chances) : guestCase(chances);
  }

  #module(name: string): Uint8Array {
    const path = `conformance/wasm/${name}`;
    const known = this.#modules.get(name) ?? (existsSync(path) ? new Uint8Array(readFileSync(path)) : new Uint8Array());
    this.#modules.set(name, known);
    return known;
  }

  #modulesOf(scenario: Scenario): Record<string, Uint8Array> {
    return Object.fromEntries(moduleNames(scenario).map((name) => [name, this.#module(name)]));
  }

  /** A recorded scenario whose modules are broken. */
  #mutant(chances: Dice): HostileCase {
    const scenario = chances.pick(this.#scenarios);
    const modules = this.#modulesOf(scenario);
    const [wasm, bytes] = chances.pick(Object.entries({ 'minimal.wasm': this.#module('minimal.wasm'), ...modules }));
    if (bytes.length > LARGE && chances.chance(95)) return this.#mutant(chances);
    const [mutation, mutate] = chances.pick(this.#mutations);
    return {
      what: `${scenario.name}: ${mutation} of ${wasm}`,
      scenario: shortened(scenario),
      modules: { ...modules, [wasm]: mutate(bytes, chances) },
    };
  }

  /** A recorded scenario whose script does what other scripts do, at the wrong moments. */
  #shuffled(chances: Dice): HostileCase {
    const scenario = chances.pick(this.#scenarios);
    const spoilt = (spec: PluginSpec): PluginSpec => ({
      ...spec,
      wasm: 'script.wasm',
      config: Array.from({ length: 1 + chances.below(14) }, () => this.#line(chances)),
    });
    const { filters = [], loggers, tcp } = scenario;
    return {
      what: `${scenario.name}: a shuffled script`,
      scenario: {
        ...shortened(scenario),
        filters: filters.map(spoilt),
        ...(loggers === undefined ? {} : { loggers: loggers.map(spoilt) }),
        ...(tcp === undefined
          ? {}
          : {
              tcp: {
                ...tcp,
                filters: (tcp.filters ?? []).map((one) =>
                  one.wasm === undefined ? one : spoilt({ ...one, wasm: one.wasm }),
                ),
              },
            }),
      },
      modules: { ...this.#modulesOf(scenario), 'script.wasm': this.#module('script.wasm') },
    };
  }

  /** A line of some script: its own event or that of another. */
  #line(chances: Dice): string {
    const line = chances.pick(this.#lines);
    if (chances.chance(50)) return line;
    const event = chances.pick(this.#lines).split(' ')[0] ?? '';
    return [event, ...line.split(' ').slice(1)].join(' ');
  }
}

function scenarioOf(file: string): Scenario {
  return JSON.parse(readFileSync(`conformance/scenarios/${file}`, 'utf8')) as Scenario;
}

function linesOf({ wasm, config }: PluginSpec): readonly string[] {
  return wasm.startsWith('script') && typeof config === 'object' ? config : [];
}

function shortened(scenario: Scenario): Scenario {
  return { ...scenario, requests: (scenario.requests ?? [{}]).slice(0, SMALL_SCENARIO) };
}

/** One to three guests from scratch in one chain, with all that a request can have. */
function guestCase(chances: Dice): HostileCase {
  const count = chances.pick([1, 1, 1, 2, 3]);
  const names = Array.from({ length: count }, (_, i) => `guest${i}.wasm`);
  const policy = () => chances.pick(['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD']);
  const specs: PluginSpec[] = names.map((wasm, i) => ({
    wasm,
    vm_id: chances.chance(70) ? `vm${i}` : 'vm',
    config: 'configuration',
    plugin_extra: {
      failure_policy: policy(),
      reload_config: { backoff: { base_interval: '0.001s' } },
      ...(chances.chance(30) ? { allow_on_headers_stop_iteration: true } : {}),
    },
  }));
  const isTcp = chances.chance(15);
  return {
    what: `${count} guests from scratch${isTcp ? ' on TCP' : ''}`,
    scenario: {
      name: 'guests',
      workers: chances.pick([1, 1, 1, 2]),
      clusters: {
        upstream: { replies: [{ body: ['one', 'two'], trailers: [['x-t', '1']], framing: 'chunked' }] },
        a: { refuse: true },
      },
      ...(isTcp
        ? {
            tcp: { filters: specs, loggers: specs.slice(0, 1) },
            requests: [{ tcp: [{ send: 'ping' }, { half_close: true }] }],
          }
        : {
            filters: specs,
            loggers: chances.chance(20) ? specs.slice(0, 1) : [],
            services: chances.chance(10) ? specs.slice(0, 1) : [],
            requests: Array.from({ length: 1 + chances.below(3) }, () => requestOf(chances)),
          }),
    },
    modules: Object.fromEntries(names.map((name) => [name, hostileGuest(chances)])),
  };
}

function requestOf(chances: Dice): NonNullable<Scenario['requests']>[number] {
  return {
    method: chances.pick(['GET', 'POST']),
    http: chances.pick(['1.1', '1.1', '2'] as const),
    headers: [['x-a', '1']],
    timeout_ms: 500,
    ...(chances.chance(50) ? { body: ['hello', { repeat: 'b', times: chances.pick([1, 9000, 100_000]) }] } : {}),
    ...(chances.chance(20) ? { framing: 'chunked', trailers: [['x-end', '1']] } : {}),
    ...(chances.chance(10) ? { abort_after_ms: 10 } : {}),
  };
}
