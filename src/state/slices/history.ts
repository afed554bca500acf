import type { Project, SessionStep } from '../../model/index.ts';
import type { StorageTrouble } from '../saved/trouble.ts';

export interface HistorySlice {
  /** The latest first. */
  readonly runs: readonly PastRun[];
  /** Whether those that this browser kept of earlier visits are among them. */
  readonly earlier: 'unread' | 'reading' | 'read';
  /** Why runs are not kept over a reload. */
  readonly trouble: StorageTrouble | undefined;
  /** What was thrown away last, for as long as it can be had back. */
  readonly forgotten: readonly PastRun[];
  /** Ids of the runs that are compared, the earlier one first; at most two. */
  readonly compared: readonly string[];
}

/** A run that went well, and enough of it to compare it with another. */
export interface PastRun {
  readonly id: string;
  /** Names it within its project, from 1 on. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The project as it was. */
  readonly project: Project;
  /** What was done to the proxy, from the first request on. */
  readonly steps: readonly SessionStep[];
  /** Clusters that answered only when a step said so. */
  readonly holds: readonly string[];
  /** Names of the filters that were on. */
  readonly filters: readonly string[];
  readonly exchanges: readonly ExchangeDigest[];
  /** Stays when the list is full. */
  readonly isPinned: boolean;
  /** How often the very same came in a row. */
  readonly times: number;
}

/** What came of one thing that was sent, as lines of text. */
export interface ExchangeDigest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly reason: string;
  /** The filter that answered, as it is told; empty: none. */
  readonly localReply: string;
  readonly durationMs: number;
  readonly hostcalls: number;
  readonly upstream: readonly string[];
  readonly response: readonly string[];
  readonly body: string;
  readonly logs: readonly string[];
  readonly calls: readonly string[];
  /** How often each hostcall was made, and the bytes that went through it. */
  readonly cost: readonly string[];
  /** Of a TCP connection: it has no status, headers and body. */
  readonly tcp?: TcpDigest | undefined;
}

interface TcpDigest {
  /** Who ended it, in words. */
  readonly end: string;
  readonly isHeld: boolean;
  /** As the access log has them. */
  readonly flags: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** All that either end got. */
  readonly received: string;
  readonly upstreamReceived: string;
  /** What both ends did, in the order of time. */
  readonly steps: readonly string[];
}

export const initialHistory: HistorySlice = {
  runs: [],
  earlier: 'unread',
  trouble: undefined,
  forgotten: [],
  compared: [],
};
