/** A transcript that the recorder wrote (conformance/README.md), as far as it is compared. */
export interface Golden {
  readonly scenario: string;
  readonly startup: 'ready' | 'failed';
  readonly crashed?: boolean;
  readonly shortened?: boolean;
  readonly responses: readonly GoldenResponse[];
  readonly upstream?: Readonly<Record<string, readonly GoldenRequest[]>>;
  readonly access_log?: readonly GoldenAccess[];
  /** What the service behind the TCP proxy saw, one for each connection to it. */
  readonly tcp_upstream?: readonly GoldenTcpEnd[];
  readonly tcp_access_log?: readonly GoldenTcpAccess[];
  readonly stats?: Readonly<Record<string, unknown>>;
  readonly timeline_startup?: readonly GoldenEvent[];
  readonly timeline?: readonly GoldenEvent[];
  readonly timeline_shutdown?: readonly GoldenEvent[];
  /** With several workers each has timelines of its own. */
  readonly workers?: number;
  readonly [timeline: `timeline_worker${number}${string}`]: readonly GoldenEvent[] | undefined;
}

export type Pair = readonly [string, string];

/** One end of a TCP connection. */
export interface GoldenTcpEnd {
  readonly received?: string;
  readonly end?: string;
  readonly stopped?: string;
}

export interface GoldenTcpAccess {
  readonly flags?: string;
  readonly connection_termination?: string | null;
  readonly bytes_in?: number;
  readonly bytes_out?: number;
  readonly cluster?: string | null;
  readonly upstream_failure?: string | null;
}

/** What a client got: an HTTP response, the streams of an HTTP/2 connection, or the bytes of a TCP connection. */
export interface GoldenResponse extends GoldenTcpEnd {
  readonly status?: number;
  readonly reason?: string;
  readonly headers?: readonly Pair[];
  readonly body?: string;
  readonly framing?: string;
  readonly trailers?: readonly Pair[];
  readonly incomplete?: boolean;
  readonly closed?: string;
  readonly timeout?: string;
  readonly extra_bytes?: string;
  readonly connection_after?: string;
  readonly informational?: readonly number[];
  readonly streams?: readonly GoldenStream[];
  readonly goaway?: number;
}

/** One stream of an HTTP/2 connection. */
export interface GoldenStream {
  readonly headers?: readonly Pair[];
  readonly body?: string;
  readonly trailers?: readonly Pair[];
  readonly informational?: readonly (readonly Pair[])[];
  readonly ended_by?: string;
  readonly reset?: number;
  readonly reset_by_client?: boolean;
  readonly send_failed?: string;
  readonly timeout?: string;
}

export interface GoldenRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly Pair[];
  readonly body?: string;
  readonly framing?: string;
  readonly trailers?: readonly Pair[];
  readonly incomplete?: boolean;
  readonly not_http?: string;
  readonly ended_by?: string;
  readonly reset?: number;
}

export interface GoldenAccess {
  readonly code?: number;
  readonly details?: string | null;
  readonly flags?: string;
  readonly connection_termination?: string | null;
  readonly cluster?: string | null;
  readonly route?: string | null;
  readonly method?: string | null;
  readonly path?: string | null;
  readonly bytes_in?: number;
  readonly bytes_out?: number;
}

export interface GoldenEvent {
  readonly t: string;
  readonly th?: string;
  readonly fn?: string;
  readonly args?: string;
  readonly ret?: string;
  readonly lvl?: string;
  readonly plugin?: string | null;
  readonly root?: string;
  readonly vm?: string;
  readonly msg?: string;
}
