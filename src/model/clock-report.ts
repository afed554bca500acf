/** How things stand behind the last step of a run, before what is under way is waited for and the proxy goes away. */
export interface ClockReport {
  /** Virtual milliseconds since the proxy started. */
  readonly nowMs: number;
  readonly timers: readonly ClockTimer[];
  /** Requests that upstreams have got and not answered. */
  readonly calls: readonly PendingCall[];
}

/** What proxy_set_tick_period_milliseconds set: each VM has its own. */
export interface ClockTimer {
  readonly vm: number;
  readonly context: number;
  /** Index of the plugin in the report, and its name. */
  readonly filter: number;
  readonly plugin: string;
  readonly periodMs: number;
  readonly nextMs: number;
}

export interface PendingCall {
  /** `route`: a client's request; the others are calls of a plugin. */
  readonly kind: 'route' | 'http-call' | 'grpc-call' | 'grpc-stream';
  readonly cluster: string;
  /** Number of the request among all that came to the cluster, from 0. */
  readonly request: number;
  readonly method: string;
  readonly path: string;
  /** Index of the exchange of a `route`, -1 for a plugin's call. */
  readonly exchange: number;
  /** The VM and root context that called, its plugin's index in the report and name; -1 and empty for a `route`. */
  readonly vm: number;
  readonly context: number;
  readonly filter: number;
  readonly plugin: string;
  /** What the hostcall that began it returned; 0 for a `route`. */
  readonly token: number;
  readonly sinceMs: number;
  /** 0: none. */
  readonly timeoutMs: number;
}
