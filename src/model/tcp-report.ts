import type { BodyPiece, Reading } from './report.ts';

/** One client connection to the listener of network filters. */
export interface TcpConnection {
  /** Index of the request in the scenario. */
  readonly request: number;
  readonly client: TcpEnd;
  /** Index of its connection to the upstream in `Report.tcpUpstream`; -1: there was none. */
  readonly upstream: number;
  /** What the access log says of it; absent while it is open and where no tcp_proxy stands in the chain. */
  readonly access?: TcpAccess;
  /** What filters could read of it when it was over: what the scenario asks for. */
  readonly properties?: readonly Reading[];
  /** What came in at either end of the chain and what left it: `request` is the way from the client. */
  readonly bodies: readonly BodyPiece[];
  /** Half-open range of trace records (positions in `trace.words`) from the connection to the next request. */
  readonly traceFrom: number;
  readonly traceTo: number;
  readonly startMs: number;
  readonly durationMs: number;
}

/** What one end of a TCP connection saw. */
export interface TcpEnd {
  readonly received: Uint8Array;
  /** `eof` and `reset`: by the proxy; `closed` and `was-reset`: by this end itself. */
  readonly end: 'open' | 'eof' | 'reset' | 'closed' | 'was-reset';
  /** Why it gave up its further steps. */
  readonly stopped?: string;
}

export interface TcpAccess {
  readonly flags: string;
  /** Bytes as Envoy counts them: what a filter held is counted again each time it is heard of. */
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly cluster: string;
  readonly upstreamFailure: string;
  /** The endpoint that was chosen, also where nobody listens there; `-`: the connection did not come so far. */
  readonly upstreamHost: string;
  /** Virtual milliseconds to its end. */
  readonly durationMs: number;
}
