import type { HeaderBytes } from './bytes.ts';
import type { ClockReport } from './clock-report.ts';
import type { Failure, Stopped, Trap } from './failure.ts';
import type { ModuleInfo } from './module-info.ts';
import type { Refusal } from './refusal.ts';
import type { TcpConnection, TcpEnd } from './tcp-report.ts';
import type { TraceData } from './trace.ts';

/** Everything that one run shows: plain data, the same bytes for the same project, scenario and seed. */
export interface Report {
  readonly scenario: string;
  readonly seed: number;
  readonly startup: 'ready' | 'failed';
  /** Why the proxy did not start; empty when it did. */
  readonly failures: readonly PluginFailure[];
  /** Every VM of the run by its index in the trace. */
  readonly vms: readonly VmReport[];
  /** One for each filter of the chain, in its order. */
  readonly plugins: readonly PluginReport[];
  /** One for each request that was sent, in the scenario's order. */
  readonly exchanges: readonly Exchange[];
  /** One for each client connection to the listener of network filters, in the scenario's order. */
  readonly connections: readonly TcpConnection[];
  /** What the service behind the TCP proxy saw, one for each connection to it, in their order. */
  readonly tcpUpstream: readonly TcpEnd[];
  /** HTTP/2 connections with several streams, where the scenario has some. */
  readonly h2Connections?: readonly H2ConnectionReport[];
  /** Requests that reached each cluster, in order, those of the filters' own calls among them. */
  readonly upstream: Readonly<Record<string, readonly UpstreamRequest[]>>;
  /** How things stood behind the last request; absent when the proxy did not come so far. */
  readonly clock?: ClockReport;
  readonly trace: TraceData;
  /** The first 1000 of a run, and what shows when an exchange is over. */
  readonly warnings: readonly Warning[];
  /** Hostcalls that were refused, with the reason; the first 200 of a run. */
  readonly refusals: readonly Refusal[];
  /** Hostcalls that guests made and that are not simulated yet, by name. */
  readonly notSimulated: readonly string[];
  /** Custom metrics by the name Envoy shows. */
  readonly stats: Readonly<Record<string, number>>;
  readonly stopped?: Stopped;
  /** False only when a limit of ours, the depth of the stack or refused memory ended something. */
  readonly reproducible: boolean;
  /** Virtual milliseconds from the first request to the end. */
  readonly elapsedMs: number;
}

export interface PluginFailure {
  /** Position in the chain, from 0. */
  readonly filter: number;
  readonly plugin: string;
  readonly failure: Failure;
}

export interface PluginReport {
  readonly filter: number;
  readonly name: string;
  readonly rootId: string;
  readonly vmId: string;
  readonly wasm: string;
  /** Index of the VM it runs in; plugins that share a VM have the same. -1 when it has none. */
  readonly vm: number;
  readonly rootContextId: number;
  readonly info?: ModuleInfo;
  /** Set once the VM has died. */
  readonly trap?: Trap;
  /** Pages of 64 KiB at the end of the run. */
  readonly memoryPages: number;
}

/** One VM: an instance of a module on one thread, with globals and a memory of its own. */
export interface VmReport {
  readonly thread: string;
  readonly vmId: string;
  /** Pages of 64 KiB at the end of the run; 0 once it was given back. */
  readonly memoryPages: number;
}

export interface Exchange {
  /** Index of the request in the scenario; the streams of one HTTP/2 connection have the same. */
  readonly request: number;
  readonly method: string;
  readonly path: string;
  readonly response: ClientResponse;
  /** Headers as the client sent them, after each filter, and as the upstream got them. */
  readonly requestJourney: readonly Stage[];
  /** Headers as they left the upstream (or the local reply), after each filter, and as the client got them. */
  readonly responseJourney: readonly Stage[];
  /** The same ways of the trailers, where there were any. */
  readonly requestTrailers?: readonly Stage[];
  readonly responseTrailers?: readonly Stage[];
  /** Pieces of bodies at the places that they came to, in the order of time. */
  readonly bodies: readonly BodyPiece[];
  readonly localReply?: LocalReply;
  /** Clusters' requests that this exchange caused through the route: index into `upstream[cluster]`. */
  readonly forwarded: readonly { readonly cluster: string; readonly index: number }[];
  readonly access: AccessLogEntry;
  /** What filters could read of it when it was over: what the scenario asks for. */
  readonly properties?: readonly Reading[];
  /** Half-open range of trace records (positions in `trace.words`) from the request to the next one. */
  readonly traceFrom: number;
  readonly traceTo: number;
  readonly startMs: number;
  readonly durationMs: number;
}

/** A property by its path, with dots between the segments: its bytes, or the status without them. */
export interface Reading {
  readonly path: string;
  readonly value: Uint8Array | number;
}

export interface Stage {
  readonly at: 'client' | 'filter' | 'upstream' | 'local-reply';
  /** Position in the chain for `filter`. */
  readonly filter?: number;
  /** `reached`: headers left this stage; `held`: it never let them go; `replied`: it answered
   * itself instead; `skipped`: they never came here. */
  readonly state: 'reached' | 'held' | 'replied' | 'skipped';
  readonly headers: HeaderBytes;
}

/** A piece of a body on its way. */
export interface BodyPiece {
  readonly direction: 'request' | 'response';
  /** `in`: it comes in; `filter`: this filter let it go on; `out`: it leaves the chain. */
  readonly at: 'in' | 'filter' | 'out';
  /** Position in the chain for `filter`, otherwise -1. */
  readonly filter: number;
  /** Position in `trace.words` of what happened next. */
  readonly position: number;
  readonly size: number;
  readonly endStream: boolean;
  /** Absent where the pieces of one exchange were too large to keep. */
  readonly bytes?: Uint8Array;
}

export interface LocalReply {
  /** Position in the chain of the filter that replied; -1: Envoy itself (no route, no upstream, a limit). */
  readonly filter: number;
  readonly status: number;
  readonly details: string;
  /** Whether an upstream had been called before. */
  readonly upstreamCalled: boolean;
  /** `filters`: it passed the filters as a response does; `client`: past them, the response had begun; `nobody`: too late. */
  readonly way: 'filters' | 'client' | 'nobody';
}

export interface ClientResponse {
  /** 0: there was no response. */
  readonly status: number;
  readonly reason: string;
  readonly headers: HeaderBytes;
  readonly body: Uint8Array;
  readonly trailers: HeaderBytes;
  readonly framing: 'length' | 'chunked' | 'none' | 'close' | 'frames';
  /** `waiting`: the run ended first. */
  readonly end: 'complete' | 'incomplete' | 'closed' | 'timeout' | 'aborted' | 'waiting';
  readonly connectionAfter: 'open' | 'closed';
  /** Bytes on the connection behind a complete response. */
  readonly extraBytes: Uint8Array;
  readonly informational: readonly number[];
  /** Set for a request over HTTP/2. */
  readonly h2?: H2Ending;
}

/** How an HTTP/2 stream went, as its client saw it. */
interface H2Ending {
  /** Frame that carried END_STREAM. */
  readonly endedBy?: 'headers' | 'data' | 'empty data' | 'trailers';
  /** Code of a RST_STREAM from Envoy: 0 behind an answer given before the request was whole. */
  readonly reset?: number;
  readonly resetByClient?: true;
  /** The stream was over before the client had sent everything. */
  readonly sendFailed?: true;
  /** Names of headers that Envoy sent and that a strict client refuses. */
  readonly malformed?: readonly string[];
  /** The body does not fit the content-length: a strict client refuses the answer. */
  readonly lengthMismatch?: true;
}

/** One HTTP/2 connection of a client that carried several streams. */
export interface H2ConnectionReport {
  /** Index of the request in the scenario. */
  readonly request: number;
  /** Indices of its streams' exchanges, in the scenario's order. */
  readonly exchanges: readonly number[];
  /** Envoy closed it: properly, or with a reset. */
  readonly closed?: 'eof' | 'reset';
}

export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderBytes;
  readonly body: Uint8Array;
  readonly trailers: HeaderBytes;
  readonly framing: 'length' | 'chunked' | 'none' | 'frames';
  readonly incomplete: boolean;
  /** It was answered before its body was read: there may have been one. */
  readonly isUnread?: true;
  /** Bytes behind the declared length: a real upstream reads them as another request. */
  readonly excess: Uint8Array;
  /** Set when it came over HTTP/2; the pseudo headers are among the headers then. */
  readonly h2?: {
    readonly endedBy?: H2Ending['endedBy'];
    readonly reset?: number;
    /** The body does not fit the content-length: a strict upstream drops the connection. */
    readonly lengthMismatch?: true;
  };
}

export interface AccessLogEntry {
  readonly code: number;
  readonly details: string;
  readonly flags: string;
  readonly cluster: string;
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly terminated: string;
  /** What else Envoy's default line shows. Headers are as they were at the end, `-` where they are not there. */
  readonly line: {
    readonly protocol: string;
    /** The path of x-envoy-original-path, if that is there. */
    readonly path: string;
    /** Virtual milliseconds to its end. */
    readonly durationMs: number;
    readonly serviceTime: string;
    readonly forwardedFor: string;
    readonly userAgent: string;
    readonly requestId: string;
    readonly authority: string;
    readonly upstreamHost: string;
  };
}

/** Something that works here and hurts in a real Envoy, or that nobody asked for and everybody wants to know. */
export interface Warning {
  readonly kind:
    | 'content-length-mismatch'
    | 'resume-not-paused'
    | 'deadlock'
    | 'no-root-factory'
    | 'not-simulated'
    | 'envoy-crashes'
    | 'stream-reset'
    | 'local-reply-late'
    | 'response-header-injection'
    | 'memory-refused';
  /** Index of the exchange, -1 when none. */
  readonly exchange: number;
  /** Position in the chain, -1 when none. */
  readonly filter: number;
  readonly callback: string;
  /** Position in `trace.words`, -1 when none. */
  readonly at: number;
  readonly facts: Readonly<Record<string, string | number>>;
}
