import type { PluginSpec, Scenario } from '../model/index.ts';
import { pluginOf, type Plugin } from './plugin.ts';

/** All plugins of a scenario by the place where they stand. */
export interface Plan {
  readonly filters: readonly Plugin[];
  readonly loggers: readonly Plugin[];
  readonly tcpFilters: readonly (Plugin | undefined)[];
  readonly tcpLoggers: readonly Plugin[];
  readonly services: readonly Plugin[];
  /** In the order of the report: HTTP filters first, so that a filter's index is its position in the chain. */
  readonly all: readonly Plugin[];
  /** What a worker starts, in the order in which Envoy reads its configuration. */
  readonly onWorkers: readonly Plugin[];
  readonly onMain: readonly Plugin[];
}

export function planOf(scenario: Scenario): Plan {
  let next = 0;
  const make = (specs: readonly PluginSpec[] | undefined, letters: readonly [string, string]): Plugin[] =>
    (specs ?? []).map((spec, i) => pluginOf(spec, { index: next++, place: i, letters }));
  const filters = make(scenario.filters, ['p', 'r']);
  const loggers = make(scenario.loggers, ['l', 'lr']);
  // A filter that is not wasm stands in the chain all the same.
  const tcpFilters = (scenario.tcp?.filters ?? []).map((spec, i) =>
    spec.wasm === undefined
      ? undefined
      : pluginOf({ ...spec, wasm: spec.wasm }, { index: next++, place: i, letters: ['n', 'nr'] }),
  );
  const tcpLoggers = make(scenario.tcp?.loggers, ['tl', 'tlr']);
  const services = make(scenario.services, ['s', 'sr']);
  const network = [...tcpFilters.filter((plugin) => plugin !== undefined), ...tcpLoggers];
  const isSingleton = (plugin: Plugin): boolean => scenario.services?.[services.indexOf(plugin)]?.singleton === true;
  const streams = [...loggers, ...filters, ...network];
  return {
    filters,
    loggers,
    tcpFilters,
    tcpLoggers,
    services,
    all: [...filters, ...loggers, ...network, ...services],
    onWorkers: [...streams, ...services.filter((plugin) => !isSingleton(plugin))],
    onMain: [...streams, ...services],
  };
}
