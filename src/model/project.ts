/** What a person works on and what is saved: sources, the chain, requests, the upstream. Plain data, ordinary text. */
export interface Project {
  readonly schema: 1;
  readonly id: string;
  readonly name: string;
  /** AssemblyScript sources by path, such as `filter.ts` or `auth/index.ts`. */
  readonly files: Readonly<Record<string, string>>;
  /** The filter chain, in the order in which requests pass. */
  readonly filters: readonly ChainFilter[];
  readonly requests: readonly NamedRequest[];
  /** Id of the request that Run sends. */
  readonly selectedRequest: string;
  readonly upstream: Upstream;
}

export interface ChainFilter {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly rootId: string;
  readonly vmId: string;
  readonly configuration: string;
  readonly vmConfiguration: string;
  readonly failurePolicy: 'FAIL_CLOSED' | 'FAIL_OPEN' | 'FAIL_RELOAD';
  readonly module: FilterModule;
}

/** Where a filter's code comes from. */
export type FilterModule =
  /** Compiled from the project's own sources. */
  | { readonly kind: 'source'; readonly entry: string }
  /** A prebuilt .wasm that the user brought or an example carries; the bytes are kept apart under their hash. */
  | { readonly kind: 'wasm'; readonly fileName: string; readonly sha256: string; readonly size: number };

export interface NamedRequest {
  readonly id: string;
  readonly name: string;
  readonly method: string;
  /** `http://host[:port]/path?query`, or only `/path`. */
  readonly url: string;
  readonly headers: readonly HeaderRow[];
  readonly body: string;
  /** Offsets in the body, in characters, ascending: where one piece ends and the next begins. Empty: sent whole. */
  readonly splits: readonly number[];
  readonly trailers: readonly HeaderRow[];
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
    };
