import { copyOf, textOfBytes, type Span } from '../model/index.ts';
import { refused, Status, type CountOr } from '../host/index.ts';

const Kind = { counter: 0, gauge: 1, histogram: 2 } as const;
const U64 = (1n << 64n) - 1n;

interface Metric {
  readonly kind: number;
  value: bigint;
}

/**
 * Custom metrics, common to all VMs. The id's two low bits tell the kind; a second definition of a name gives a new id
 * for the same value (envoy-behaviour: metrics).
 */
export class Metrics {
  readonly #byName = new Map<string, Metric>();

  define(type: number, name: Span, ids: MetricIds): CountOr {
    if (type > Kind.histogram) return refused(Status.BadArgument);
    const key = `${type}\0${textOfBytes(copyOf(name))}`;
    let metric = this.#byName.get(key);
    if (metric === undefined) this.#byName.set(key, (metric = { kind: type, value: 0n }));
    const id = ids.next(type);
    ids.metrics.set(id, metric);
    return id;
  }

  /** Values by the name that Envoy's admin page shows. */
  values(): Record<string, number> {
    const all: Record<string, number> = {};
    for (const [key, metric] of this.#byName) {
      if (metric.kind === Kind.histogram) continue;
      // Envoy drops the dots at a name's end, so that an empty name leaves the prefix alone.
      all[`wasmcustom.${key.slice(2)}`.replace(/\.+$/, '')] = Number(metric.value);
    }
    return all;
  }
}

/** Metric ids of one VM. */
export class MetricIds {
  readonly metrics = new Map<number, Metric>();
  readonly #next = [1, 1, 1];

  next(type: number): number {
    const n = this.#next[type] ?? 1;
    this.#next[type] = n + 1;
    return n * 4 + type;
  }

  increment(id: number, offset: bigint): Status {
    const kind = id & 3;
    if (kind >= Kind.histogram) return Status.BadArgument;
    const metric = this.metrics.get(id);
    if (metric === undefined) return Status.NotFound;
    if (kind === Kind.counter && offset <= 0n) return Status.BadArgument;
    metric.value = (metric.value + offset) & U64;
    return Status.Ok;
  }

  record(id: number, value: bigint): Status {
    const metric = this.metrics.get(id);
    if (metric === undefined) return Status.NotFound;
    if (metric.kind === Kind.counter) metric.value = (metric.value + value) & U64;
    else metric.value = value & U64;
    return Status.Ok;
  }

  get(id: number): bigint | Status {
    if ((id & 3) >= Kind.histogram) return Status.BadArgument;
    const metric = this.metrics.get(id);
    return metric === undefined ? Status.NotFound : metric.value;
  }
}
