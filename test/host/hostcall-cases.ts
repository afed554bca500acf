import { expect, test } from 'vitest';
import { callHost, type Argument } from './call-host.ts';
import type { FakeContext } from './fake-context.ts';

export interface HostcallCase {
  readonly what: string;
  readonly call: string;
  readonly args: readonly Argument[];
  readonly status: string;
  /** Bytes that change in the guest's memory; none when absent. */
  readonly writes?: Readonly<Record<number, string>>;
  /** What the proxy is asked; nothing when absent. */
  readonly asked?: readonly string[];
  readonly trace: string;
  readonly setup?: (context: FakeContext) => void;
  /** What the proxy has afterwards. */
  readonly afterwards?: (context: FakeContext) => void;
  readonly memory?: Readonly<Record<number, string>>;
  readonly module?: 'env' | 'wasi_snapshot_preview1' | 'wasi_unstable';
  readonly environment?: readonly (readonly [string, string])[];
}

/** One test a case: status, every byte that changed, what the proxy was asked, and the line of the trace. */
export function testHostcalls(cases: readonly HostcallCase[]): void {
  test.each(cases)('$call $what', (one) => {
    const { setup, memory, module, environment } = one;
    const outcome = callHost(one.call, one.args, {
      ...(setup && { setup }),
      ...(memory && { memory }),
      ...(module && { module }),
      ...(environment && { environment }),
    });
    expect(outcome.status).toBe(one.status);
    expect(outcome.writes).toEqual(one.writes ?? {});
    expect(outcome.asked).toEqual(one.asked ?? []);
    expect(outcome.trace).toBe(one.trace);
    one.afterwards?.(outcome.context);
  });
}
