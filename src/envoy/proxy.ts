import type { Trace, CallGate, MemoryBudget, Watcher } from '../host/index.ts';
import type { Refusal, Warning } from '../model/index.ts';
import type { BodyPool } from './body-pool.ts';
import type { Clusters } from './clusters.ts';
import type { EventQueue } from './event-queue.ts';
import type { ForeignLibrary } from './foreign.ts';
import type { LocalReplyRewriter } from './local-reply-config.ts';
import type { Metrics } from './metrics.ts';
import type { Random } from './random.ts';
import type { Routes } from './routes.ts';
import type { SharedData } from './shared-data.ts';
import type { SharedQueues } from './shared-queue.ts';
import type { XdsFacts } from './xds.ts';

/** The process: what all threads, plugins and streams of one run share. */
export interface Proxy {
  readonly queue: EventQueue;
  readonly random: Random;
  readonly trace: Trace;
  readonly gate: CallGate;
  readonly clusters: Clusters;
  readonly routes: Routes;
  readonly xds: XdsFacts;
  readonly sharedData: SharedData;
  readonly queues: SharedQueues;
  readonly metrics: Metrics;
  readonly bodies: BodyPool;
  /** Bytes that one direction of a stream may hold. */
  readonly bufferLimit: number;
  /** Log level of the wasm component: 0 (trace) to 6 (off). */
  readonly logLevel: number;
  /** Keep what the report shows and Envoy does not need: journeys. */
  readonly observes: boolean;
  /** The memory that all VMs share. */
  readonly memory: MemoryBudget;
  readonly rewriteLocalReply: LocalReplyRewriter;
  /** Names of hostcalls that were made and are not simulated. */
  readonly notSimulated: Set<string>;
  /** Looks for one record of the run. */
  readonly watcher: Watcher | undefined;
  /** Undefined only where no module imports a foreign function. */
  readonly foreign: ForeignLibrary | undefined;
  /** Index of a new VM of a thread: one sequence for the whole process. */
  nextVm(thread: string): number;
  /** A hostcall is refused: notes why. */
  refuse(refusal: Omit<Refusal, 'at'>): void;
  warn(warning: Omit<Warning, 'at'>): void;
}

/** Virtual time 0 as nanoseconds since the epoch: 2026-01-01T00:00:00Z. */
export const EPOCH_NS = 1767225600000000000n;
