import {
  type HostcallRecord,
  hostcallsOf,
  METRIC_TYPES,
  type Report,
  shownUpTo,
  textOfBytes,
} from '../../../model/index.ts';
import { pastOf } from '../past.ts';

export type MetricKind = 'counter' | 'gauge' | 'histogram';
const KINDS: readonly MetricKind[] = ['counter', 'gauge', 'histogram'];
const HOSTCALLS = ['proxy_define_metric', 'proxy_increment_metric', 'proxy_record_metric'];
const U64 = (1n << 64n) - 1n;

/** One custom metric and all that happened to it in a run. */
export interface Metric {
  readonly kind: MetricKind;
  /** As the filter named it. */
  readonly name: string;
  readonly changes: readonly MetricChange[];
}

export interface MetricChange {
  /** Position of the hostcall's record in `trace.words`. */
  readonly at: number;
  readonly vm: number;
  readonly context: number;
  readonly what: 'define' | 'increment' | 'record' | 'refused';
  /** What was added, or recorded. */
  readonly amount: bigint;
  /** The value from then on; of a histogram the number of values. */
  readonly value: bigint;
  /** In words, for `refused`. */
  readonly status: string;
}

/** A metric as of one moment. */
export interface MetricAt extends Metric {
  /** `changes` up to that moment. */
  readonly past: readonly MetricChange[];
  readonly value: bigint;
  /** What a histogram has recorded by then. */
  readonly recorded: readonly bigint[];
}

const histories = new WeakMap<Report, readonly Metric[]>();

/** Custom metrics as of a position in the trace; undefined: the end of the run. Those that are not defined yet are not there. */
export function metricsAt(report: Report, cursor?: number): readonly MetricAt[] {
  const upTo = shownUpTo(report, cursor);
  return metricHistory(report).flatMap((metric) => {
    const past = pastOf(metric.changes, upTo);
    const last = past.at(-1);
    if (last === undefined) return [];
    const recorded =
      metric.kind === 'histogram' ? past.filter(({ what }) => what === 'record').map(({ amount }) => amount) : [];
    return [{ ...metric, past, value: last.value, recorded }];
  });
}

/** Custom metrics of a whole run, in the order in which they were defined. */
export function metricHistory(report: Report): readonly Metric[] {
  let known = histories.get(report);
  if (known === undefined) histories.set(report, (known = readHistory(report)));
  return known;
}

interface Growing {
  readonly kind: MetricKind;
  readonly name: string;
  readonly changes: MetricChange[];
  value: bigint;
}

function readHistory({ trace }: Report): readonly Metric[] {
  const byName = new Map<string, Growing>();
  const byId = new Map<string, Growing>();
  for (const record of hostcallsOf(trace, HOSTCALLS)) {
    if (record.name === 'proxy_define_metric') define(record, byName, byId);
    else if (record.name === 'proxy_increment_metric') change(record, 'increment', byId);
    else if (record.name === 'proxy_record_metric') change(record, 'record', byId);
  }
  return [...byName.values()].map(({ kind, name, changes }) => ({ kind, name, changes }));
}

function define(record: HostcallRecord, byName: Map<string, Growing>, byId: Map<string, Growing>): void {
  const [type, name] = record.inputs;
  const [id] = record.outputs;
  if (type?.kind !== 'number' || name?.kind !== 'bytes' || record.status !== 0) return;
  const kind = KINDS[type.value];
  if (kind === undefined) return;
  const text = textOfBytes(name.bytes);
  const key = `${METRIC_TYPES[type.value]} ${text}`;
  const metric = byName.get(key) ?? { kind, name: text, changes: [], value: 0n };
  byName.set(key, metric);
  if (id?.kind === 'number') byId.set(`${record.vm} ${id.value}`, metric);
  metric.changes.push(changeOf(record, 'define', 0n, metric.value));
}

function change(record: HostcallRecord, what: 'increment' | 'record', byId: ReadonlyMap<string, Growing>): void {
  const [id, by] = record.inputs;
  if (id?.kind !== 'number' || by?.kind !== 'long') return;
  const metric = byId.get(`${record.vm} ${id.value}`);
  if (metric === undefined) return;
  if (record.status !== 0) {
    metric.changes.push(changeOf(record, 'refused', by.value, metric.value));
    return;
  }
  metric.value = valueAfter(metric, what, by.value);
  metric.changes.push(changeOf(record, what, by.value, metric.value));
}

/** As Envoy counts: recording on a counter adds, a gauge below zero wraps around. */
function valueAfter({ kind, value }: Growing, what: 'increment' | 'record', by: bigint): bigint {
  if (kind === 'histogram') return value + 1n;
  return what === 'record' && kind === 'gauge' ? by & U64 : (value + by) & U64;
}

function changeOf(
  { at, vm, context, statusText }: HostcallRecord,
  what: MetricChange['what'],
  amount: bigint,
  value: bigint,
): MetricChange {
  return { at, vm, context, what, amount, value, status: what === 'refused' ? statusText : '' };
}
