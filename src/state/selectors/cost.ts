import type { Measurement, Report } from '../../model/index.ts';
import { callbacksOf } from './callbacks.ts';

/** What one callback of one plugin cost in a run. */
export interface CostRow {
  /** Position in `report.plugins`; -1: the VM itself. */
  readonly plugin: number;
  /** Empty: all callbacks of the plugin. */
  readonly callback: string;
  readonly calls: number;
  readonly hostcalls: number;
  /** Bytes that hostcalls took from the guest, and wrote to it. */
  readonly bytesOut: number;
  readonly bytesIn: number;
  readonly time: CostTime | undefined;
  /** Position of its first call in the trace, and that call's VM. */
  readonly at: number;
  readonly vm: number;
}

interface CostTime {
  /** Mean microseconds of one call, and the standard error of that. */
  readonly meanUs: number;
  readonly errorUs: number;
  /** Of all its calls in one run, nested callbacks left out. */
  readonly totalUs: number;
  /** The longest single reading. */
  readonly mostUs: number;
  /** Of all its calls in the first run. */
  readonly firstUs: number;
}

/** Costs by plugin and callback, in the order in which they came. */
export function costRows(report: Report, measurement?: Measurement): readonly CostRow[] {
  return grouped(report, measurement, ({ plugin, callback }) => `${plugin} ${callback}`);
}

/** Costs by plugin alone. */
export function costTotals(report: Report, measurement?: Measurement): readonly CostRow[] {
  return grouped(report, measurement, ({ plugin }) => String(plugin)).map((row) => ({ ...row, callback: '' }));
}

type Callback = ReturnType<typeof callbacksOf>[number];

function grouped(
  report: Report,
  measurement: Measurement | undefined,
  keyOf: (callback: Callback) => string,
): readonly CostRow[] {
  const groups = new Map<string, Callback[]>();
  for (const one of callbacksOf(report)) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { plugin, callback, at, vm } = first;
    const sum = (value: (one: Callback) => number) => group.reduce((all, one) => all + value(one), 0);
    return [
      {
        plugin,
        callback,
        at,
        vm,
        calls: group.length,
        hostcalls: sum((one) => one.hostcalls),
        bytesOut: sum((one) => one.bytesOut),
        bytesIn: sum((one) => one.bytesIn),
        time: measurement && timeOf(group, measurement),
      },
    ];
  });
}

function timeOf(group: readonly Callback[], measurement: Measurement): CostTime {
  const { meanUs, selfUs, errorUs, mostUs, firstUs } = measurement;
  const at = (values: Float64Array, { number }: Callback) => values[number - 1] ?? 0;
  const sum = (values: Float64Array) => group.reduce((all, one) => all + at(values, one), 0);
  const squares = group.reduce((all, one) => all + at(errorUs, one) ** 2, 0);
  return {
    meanUs: sum(meanUs) / group.length,
    errorUs: Math.sqrt(squares) / group.length,
    totalUs: sum(selfUs),
    mostUs: group.reduce((most, one) => Math.max(most, at(mostUs, one)), 0),
    firstUs: sum(firstUs),
  };
}
