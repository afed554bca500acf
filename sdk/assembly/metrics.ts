import * as env from './env';
import { MetricType } from './enums';
import { clearOut, OUT } from './memory';
import { accept } from './status';

/** Makes a metric, or finds the one with that name; Envoy shows it as `wasmcustom.NAME`. */
export function defineMetric(type: MetricType, name: string): u32 {
  const bytes = String.UTF8.encode(name);
  clearOut();
  const status = env.proxy_define_metric(type, changetype<usize>(bytes), bytes.byteLength, OUT);
  accept(status, 'proxy_define_metric', name);
  return load<u32>(OUT);
}

/** Adds to a counter (more than 0) or to a gauge (less than 0 subtracts). */
export function incrementMetric(metricId: u32, offset: i64): void {
  accept(env.proxy_increment_metric(metricId, offset), 'proxy_increment_metric', metricId.toString());
}

/** Sets a gauge, records a value in a histogram, or adds to a counter. */
export function recordMetric(metricId: u32, value: u64): void {
  accept(env.proxy_record_metric(metricId, value), 'proxy_record_metric', metricId.toString());
}

/** The value of a counter or a gauge; a histogram cannot be read. */
export function getMetric(metricId: u32): u64 {
  clearOut();
  accept(env.proxy_get_metric(metricId, OUT), 'proxy_get_metric', metricId.toString());
  return load<u64>(OUT);
}

// The three classes define their metric at the first use: so one can stand at the top of a file, where the host allows
// no call yet.
class Metric {
  private id: u32 = 0;

  constructor(
    private type: MetricType,
    private name: string,
  ) {}

  protected get metricId(): u32 {
    if (!this.id) this.id = defineMetric(this.type, this.name);
    return this.id;
  }
}

/** A number that only grows: `const hits = new Counter('hits')`, then `hits.increment()`. */
export class Counter extends Metric {
  constructor(name: string) {
    super(MetricType.Counter, name);
  }

  /** Counts one, or `by`. */
  increment(by: u64 = 1): void {
    incrementMetric(this.metricId, by);
  }

  /** The count so far, of all workers together. */
  get value(): u64 {
    return getMetric(this.metricId);
  }
}

/** A number that goes up and down. */
export class Gauge extends Metric {
  constructor(name: string) {
    super(MetricType.Gauge, name);
  }

  /** Adds `by`; less than 0 subtracts. */
  add(by: i64): void {
    incrementMetric(this.metricId, by);
  }

  /** Sets the value. */
  record(value: u64): void {
    recordMetric(this.metricId, value);
  }

  /** The value now. */
  get value(): u64 {
    return getMetric(this.metricId);
  }
}

/** A distribution of values, such as durations. */
export class Histogram extends Metric {
  constructor(name: string) {
    super(MetricType.Histogram, name);
  }

  /** Records one value. */
  record(value: u64): void {
    recordMetric(this.metricId, value);
  }
}
