/**
 * What is sent through a proxy and what the proxy consists of: the one scenario schema of the page, the command line
 * and the conformance suite. A JSON file of the recorder (see conformance/README.md) is valid here.
 * Strings that travel (header names and values, bodies) are byte strings: one character a byte.
 */
export interface Scenario {
  readonly name: string;
  readonly checks?: string;
  readonly filters?: readonly PluginSpec[];
  /** Access loggers of the HTTP connection manager, behind its own. */
  readonly loggers?: readonly PluginSpec[];
  /** WasmServices; a singleton lives on the main thread. */
  readonly services?: readonly (PluginSpec & { readonly singleton?: boolean })[];
  /** A second listener: network filters in front of Envoy's tcp_proxy. */
  readonly tcp?: TcpSpec;
  /** Worker threads; 1 when absent. */
  readonly workers?: number;
  readonly clusters?: Readonly<Record<string, ClusterSpec>>;
  readonly requests?: readonly RequestSpec[];
  /** Milliseconds between the last request and the end. */
  readonly after_ms?: number;
  readonly envoy?: EnvoySpec;
  /** The run ends behind the last of the requests, whatever is still under way; otherwise it waits for that. */
  readonly stays_open?: boolean;
  /** Buffers of 8 KiB instead of 1 MiB, so that holding a body overflows. */
  readonly limits?: boolean;
  /** Paths of properties, their segments separated by dots, that are read when a request or connection is over. */
  readonly properties?: readonly string[];
}

export interface PluginSpec {
  /** Key of the module in the project. */
  readonly wasm: string;
  /** Name of the plugin; p1, p2, ... when absent. */
  readonly plugin?: string;
  /** r1, r2, ... when absent. */
  readonly root_id?: string;
  /** vm1 when absent. */
  readonly vm_id?: string;
  /** Plugin configuration: text, or lines that are joined with line feeds. Absent: no configuration. */
  readonly config?: string | readonly string[];
  readonly config_any?: Readonly<Record<string, unknown>>;
  readonly vm_config?: string | readonly string[];
  readonly plugin_extra?: {
    readonly failure_policy?: string;
    readonly fail_open?: boolean;
    readonly allow_on_headers_stop_iteration?: boolean;
    readonly reload_config?: { readonly backoff?: { readonly base_interval?: string } };
    readonly capability_restriction_config?: CapabilitySpec;
  };
  readonly vm_extra?: {
    readonly environment_variables?: { readonly key_values?: Readonly<Record<string, string>> };
    readonly capability_restriction_config?: CapabilitySpec;
  };
}

export interface TcpSpec {
  /** An entry without `wasm` is any other network filter. */
  readonly filters?: readonly (Omit<PluginSpec, 'wasm'> & { readonly wasm?: string; readonly raw?: unknown })[];
  readonly loggers?: readonly PluginSpec[];
  /** What the upstream does, one list of steps for each connection; the last repeats. */
  readonly upstream?: readonly (readonly TcpStep[])[];
  /** Nobody listens upstream. */
  readonly refuse?: boolean;
  /** No tcp_proxy behind the filters. */
  readonly no_proxy?: boolean;
}

/** One step of either end of a TCP connection. */
export interface TcpStep {
  readonly send?: Piece;
  /** Wait until so many bytes have come in all. */
  readonly wait_bytes?: number;
  readonly wait_end?: boolean;
  readonly wait_ms?: number;
  readonly half_close?: boolean;
  readonly close?: boolean;
  readonly reset?: boolean;
  /** A mark with what has arrived so far. */
  readonly note?: boolean;
  /** Milliseconds without a callback before this end acts; 60 when absent. */
  readonly gap_ms?: number;
}

export interface CapabilitySpec {
  readonly allowed_capabilities?: Readonly<Record<string, unknown>>;
}

/** One piece of a body: a byte string, or one repeated. */
export type Piece = string | { readonly repeat: string; readonly times: number };
export type HeaderText = readonly [name: string, value: string];

export interface ClusterSpec {
  /** The n-th request gets the n-th reply, the last one repeats. */
  readonly replies?: readonly ReplySpec[];
  /** Nothing listens. */
  readonly refuse?: boolean;
  /** A service that answers with what it was sent, as httpbin does. */
  readonly reflect?: boolean;
  /** Its requests wait until a step answers them. */
  readonly hold?: boolean;
  /** Reached over HTTP/2 through another proxy. */
  readonly http2?: boolean;
  /** Speaks HTTP/2 itself. */
  readonly h2_stub?: boolean;
}

/** What a request gets that an upstream has not answered: held back, delayed, or left hanging. */
export interface AnswerSpec {
  readonly cluster: string;
  /** Number of the request among all that came to the cluster, from 0. */
  readonly request: number;
  readonly reply: ReplySpec;
}

/** What either end of an HTTP/2 stream sends behind its headers. */
export interface H2Message {
  readonly body?: readonly Piece[];
  readonly trailers?: readonly HeaderText[];
  /** Where END_STREAM is: on the last DATA (or the HEADERS), on an empty DATA of its own, nowhere. Absent: `data`. */
  readonly end?: 'data' | 'empty' | 'never';
  readonly chunk_delay_ms?: number;
}

/** Which requests a reply is for: all that is given must fit. */
export interface ReplyMatch {
  readonly method?: string;
  /** The whole path, without the query. */
  readonly path?: string;
  readonly prefix?: string;
  readonly headers?: readonly HeaderText[];
}

export interface ReplySpec extends H2Message {
  /** Answers every request that fits; without it the reply takes its turn in the sequence. */
  readonly match?: ReplyMatch;
  readonly status?: number;
  readonly headers?: readonly HeaderText[];
  readonly delay_ms?: number;
  readonly framing?: 'length' | 'chunked' | 'close' | 'none';
  readonly failure?: 'reset' | 'hang' | 'partial';
  /** Answers when the head of a request has come, and reads nothing more of it. */
  readonly early?: boolean;
  /** The code in the RST_STREAM of an HTTP/2 upstream's `reset` or `partial`; 2 (INTERNAL_ERROR) when absent. */
  readonly code?: number;
}

/** One stream of an HTTP/2 connection. */
export interface H2StreamSpec extends H2Message {
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly scheme?: string;
  readonly headers?: readonly HeaderText[];
  /** Milliseconds from the opening of the connection. */
  readonly start_ms?: number;
  /** The client sends RST_STREAM so long after the last frame. */
  readonly reset_after_ms?: number;
  readonly timeout_ms?: number;
  /** The client drops the whole connection so long after the last frame. */
  readonly abort_after_ms?: number;
}

export interface RequestSpec {
  /** What the request is sent over: with `2` one stream on an HTTP/2 connection of its own. Absent: HTTP/1.1. */
  readonly http?: '1.1' | '2';
  /** Not one request: so long, and then until no guest has been called for a while. */
  readonly wait_ms?: number;
  /** Not one request: exactly so long. */
  readonly step_ms?: number;
  /** Not one request: until nothing is under way, at most so long. */
  readonly idle_ms?: number;
  /** Not one request: the answer to one that waits for it. */
  readonly answer?: AnswerSpec;
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly headers?: readonly HeaderText[];
  /** Pieces of the body; each reaches the proxy on its own. */
  readonly body?: readonly Piece[];
  readonly trailers?: readonly HeaderText[];
  readonly framing?: 'length' | 'chunked';
  readonly chunk_delay_ms?: number;
  readonly delay_first_chunk?: boolean;
  readonly timeout_ms?: number;
  /** Keep the connection for the next request. */
  readonly keep?: boolean;
  readonly parallel?: boolean;
  readonly gap_ms?: number;
  readonly abort_after_ms?: number;
  /** Not one request: an HTTP/2 connection with these streams. */
  readonly h2?: readonly H2StreamSpec[];
  /** Not one request: a raw TCP connection, and what its client does. */
  readonly tcp?: readonly TcpStep[];
  /** What the service behind its tcp_proxy does, or that nobody listens; absent: what `Scenario.tcp` says. */
  readonly tcp_upstream?: readonly TcpStep[] | 'refuse';
  /** How long that client waits for the end after its last step; 150 when absent. */
  readonly linger_ms?: number;
  /** Not one request: the opening of a named connection. */
  readonly open?: string;
  readonly conn?: string;
}

export interface EnvoySpec {
  readonly routes?: readonly RouteSpec[];
  readonly hcm?: Readonly<Record<string, unknown>>;
  readonly bootstrap?: Readonly<Record<string, unknown>>;
  readonly wasm_log_level?: string;
}

export interface RouteSpec {
  readonly name?: string;
  readonly match: {
    readonly prefix?: string;
    readonly path?: string;
    readonly headers?: readonly { readonly name: string; readonly string_match?: { readonly exact?: string } }[];
  };
  readonly route?: { readonly cluster: string; readonly timeout?: string; readonly auto_host_rewrite?: boolean };
  readonly direct_response?: { readonly status: number; readonly body?: { readonly inline_string?: string } };
  readonly metadata?: { readonly filter_metadata?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

/** The modules that a scenario's filters name, by name: `filter.wasm` -> its bytes. */
export interface RunProject {
  readonly modules: Readonly<Record<string, Uint8Array>>;
}
