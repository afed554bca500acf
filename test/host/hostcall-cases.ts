import type { Argument } from './call-host.ts';
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
