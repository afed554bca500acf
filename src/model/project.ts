import type { GrpcReply } from './grpc-reply.ts';
import type { TcpTalk } from './tcp-talk.ts';

/** What a person works on and what is saved: sources, plugins, requests, what is upstream. Plain data, ordinary text. */
export interface Project {
  readonly schema: 2;
  readonly id: string;
  readonly name: string;
  /** AssemblyScript sources by path, such as `filter.ts` or `auth/index.ts`. */
  readonly files: Readonly<Record<string, string>>;
  /** The filter chain, in the order in which requests pass. */
  readonly filters: readonly ChainFilter[];
  /** Network filters on a TCP listener, in front of Envoy's tcp_proxy. */
  readonly networkFilters: readonly ChainFilter[];
  /** Access loggers of the HTTP connection manager. */
  readonly accessLoggers: readonly ChainFilter[];
  /** WasmServices: plugins off the request path. */
  readonly services: readonly ServicePlugin[];
  readonly requests: readonly NamedRequest[];
  /** Id of the request that Run sends. */
  readonly selectedRequest: string;
  /** Run sends all requests, in their order, through one proxy. */
  readonly isSequence: boolean;
  /** The service behind the proxy: the cluster `upstream`. */
  readonly upstream: Upstream;
  /** Further clusters: filters call them, routes lead to them. */
  readonly clusters: readonly ProjectCluster[];
  /** The first that matches is taken; none at all: every request goes to `upstream`. */
  readonly routes: readonly ProjectRoute[];
  /** Worker threads, 1 to 16. */
  readonly workers: number;
  /** Each request comes on a connection of its own that stays open, so that the workers take turns; otherwise one
   * worker gets them all. */
  readonly inTurn: boolean;
  readonly checks: readonly ProjectCheck[];
  /** What the project was last built with; empty: whatever is here. */
  readonly madeWith: ToolVersions;
}

export interface ToolVersions {
  /** Version of the AssemblyScript compiler. */
  readonly compiler: string;
  /** Version of our SDK. */
  readonly sdk: string;
}

/** A wasm plugin and how Envoy is to run it. */
export interface ChainFilter {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly rootId: string;
  readonly vmId: string;
  readonly configuration: string;
  readonly vmConfiguration: string;
  readonly failurePolicy: 'FAIL_CLOSED' | 'FAIL_OPEN' | 'FAIL_RELOAD';
  /** With FAIL_RELOAD: milliseconds from one VM's start to the next one's at least; 0: what Envoy takes, a second. */
  readonly reloadMs: number;
  /** WASI environment variables. */
  readonly environment: readonly EnvironmentVariable[];
  /** Envoy's `allow_on_headers_stop_iteration`. */
  readonly allowStopIteration: boolean;
  /** Names that the guest may import and be called by; null: all of them. */
  readonly capabilities: readonly string[] | null;
  readonly module: FilterModule;
}

/** A plugin that is started with the proxy: once, on the main thread, or on every worker. */
export interface ServicePlugin extends ChainFilter {
  readonly singleton: boolean;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value: string;
}

/** Where a filter's code comes from. */
export type FilterModule =
  /** Compiled from the project's own sources. */
  | { readonly kind: 'source'; readonly entry: string }
  /** A prebuilt .wasm that the user brought or an example carries; the bytes are kept apart under their hash. */
  | { readonly kind: 'wasm'; readonly fileName: string; readonly sha256: string; readonly size: number };

/** Stands for the hash of a module of which only the name is known; `n` tells such modules apart. */
export function placeholderHash(n: number): string {
  return String(n).padStart(64, '0');
}

export function isPlaceholderHash(sha256: string): boolean {
  return sha256.startsWith('0'.repeat(48));
}

export interface NamedRequest {
  readonly id: string;
  readonly name: string;
  readonly method: string;
  /** `http://host[:port]/path?query`, or only `/path`. */
  readonly url: string;
  readonly headers: readonly HeaderRow[];
  readonly body: string;
  /** The body is bytes, not text: each character stands for one, U+0000 to U+00FF. */
  readonly isBytes: boolean;
  /** Offsets in the body, in characters, ascending: where one piece ends and the next begins. Empty: sent whole. */
  readonly splits: readonly number[];
  readonly trailers: readonly HeaderRow[];
  /** Virtual milliseconds that pass before it is sent. */
  readonly waitMs: number;
  /** In a sequence: does not wait for the answer to the one before it; `waitMs` counts from when that one was sent. */
  readonly overlaps: boolean;
  readonly http: '1.1' | '2';
  /** Not an HTTP request but a connection to the network filters; its name, and the wait before it, are all else that counts. */
  readonly tcp: TcpTalk | null;
}

export interface HeaderRow {
  readonly enabled: boolean;
  readonly name: string;
  readonly value: string;
}

export type Upstream =
  /** The reflecting service: /headers, /get, /post, /anything, /status/N, /delay/S, /bytes/N, /response-headers, /trailers. */
  | { readonly kind: 'reflect' }
  | {
      readonly kind: 'fixed';
      readonly status: number;
      readonly headers: readonly HeaderRow[];
      readonly body: string;
      /** As a request's. */
      readonly isBytes: boolean;
    };

export interface ProjectCluster {
  readonly name: string;
  /** Where the real one listens, `host:port`, for exports; empty: not known. */
  readonly address: string;
  readonly protocol: 'http1' | 'http2';
  readonly behaviour:
    | { readonly kind: 'reflect' }
    /** Nobody listens. */
    | { readonly kind: 'refuse' }
    /** The n-th request gets the n-th reply, the last one repeats. */
    | { readonly kind: 'replies'; readonly replies: readonly ClusterReply[] };
}

export interface ClusterReply {
  /** Answers only requests whose path begins so, out of turn; empty: takes its turn in the sequence. */
  readonly prefix: string;
  readonly status: number;
  readonly headers: readonly HeaderRow[];
  readonly body: string;
  /** As a request's. */
  readonly isBytes: boolean;
  readonly trailers: readonly HeaderRow[];
  readonly delayMs: number;
  /** Resets the connection, never answers, or breaks off in the body. */
  readonly failure: 'none' | 'reset' | 'hang' | 'partial';
  /** An answer of gRPC, in place of status and body; null: none. */
  readonly grpc: GrpcReply | null;
}

export interface ProjectRoute {
  readonly name: string;
  readonly match: 'prefix' | 'path';
  readonly path: string;
  /** All of these must be there with just this value. */
  readonly headers: readonly EnvironmentVariable[];
  readonly action:
    | { readonly kind: 'cluster'; readonly cluster: string; readonly timeoutMs: number }
    | { readonly kind: 'direct'; readonly status: number; readonly body: string };
}

/** What an answer must look like. `expect` is an expectation as scenarios and lessons have them (docs/scenario.md). */
export interface ProjectCheck {
  readonly name: string;
  /** Id of the request that it judges. */
  readonly request: string;
  readonly expect: Readonly<Record<string, unknown>>;
}

/** What a plugin is where nobody said anything else. */
export const filterDefaults = {
  enabled: true,
  rootId: '',
  vmId: '',
  configuration: '',
  vmConfiguration: '',
  failurePolicy: 'FAIL_CLOSED',
  reloadMs: 0,
  environment: [],
  allowStopIteration: false,
  capabilities: null,
} as const satisfies Partial<ChainFilter>;

/** What a request is where nobody said anything else. */
export const requestDefaults = {
  method: 'GET',
  headers: [],
  body: '',
  isBytes: false,
  splits: [],
  trailers: [],
  waitMs: 0,
  overlaps: false,
  http: '1.1',
  tcp: null,
} as const satisfies Partial<NamedRequest>;

/** What an upstream answers where nobody said anything else. */
export const replyDefaults: ClusterReply = {
  prefix: '',
  status: 200,
  headers: [],
  body: '',
  isBytes: false,
  trailers: [],
  delayMs: 0,
  failure: 'none',
  grpc: null,
};

/** What curl sends by itself. */
export const curlDefaults: readonly HeaderRow[] = [
  { enabled: true, name: 'user-agent', value: 'curl/8.5.0' },
  { enabled: true, name: 'accept', value: '*/*' },
];

/** A project with nothing in it. */
export const emptyProject: Project = {
  schema: 2,
  id: '',
  name: '',
  files: {},
  filters: [],
  networkFilters: [],
  accessLoggers: [],
  services: [],
  requests: [],
  selectedRequest: '',
  isSequence: false,
  upstream: { kind: 'reflect' },
  clusters: [],
  routes: [],
  workers: 1,
  inTurn: false,
  checks: [],
  madeWith: { compiler: '', sdk: '' },
};

/** All plugins of a project, the chain first. */
export function pluginsOfProject(project: Project): readonly ChainFilter[] {
  return [...project.filters, ...project.networkFilters, ...project.accessLoggers, ...project.services];
}
