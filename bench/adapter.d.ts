/** What a host under test must offer. One ES module per host; must run unchanged in Node >= 20 and in a browser module worker. */
export interface PerfHeaderList extends Array<[name: string, value: string]> {}
export interface PerfRequest {
  headers: PerfHeaderList; // pseudo-headers first
  body: Uint8Array | null; // delivered whole, end_of_stream = 1
  response: { headers: PerfHeaderList; body: Uint8Array | null }; // canned upstream answer
  properties: Record<string, string>; // "request.path" -> value, served through proxy_get_property (NUL-separated path)
}
export interface PerfConfig {
  pluginConfig?: string;
  vmConfig?: string;
  name?: string;
  /** off = nothing kept but the result; full = everything the UI timeline needs (arguments, values, status, order) */
  trace?: 'off' | 'full' | string;
  /** How often the filter stands in the chain, each time in a VM of its own; 1 when absent. Of the whole proxy only. */
  filters?: number;
  /** Simulated worker threads, which take requests in turn; 1 when absent. Of the whole proxy only. */
  workers?: number;
}
export interface PerfResult {
  requestHeaders: PerfHeaderList;
  responseHeaders: PerfHeaderList;
  responseBody: Uint8Array;
  logs: number | unknown[];
}
export interface PerfHost {
  /** One complete stream: context_create, request_headers [request_body] response_headers [response_body] done log delete.
   *  Synchronous if at all possible (a promise per request costs about 0.1-0.3 us). May return a host-private object; see view(). */
  run(req: PerfRequest): unknown | Promise<unknown>;
  /** Turns run()'s value into PerfResult for the correctness check; never inside timing. */
  view?(r: unknown): PerfResult;
  /** New VM from the already compiled module: instantiate + _initialize/_start + vm_start + configure. */
  restart?(): void | Promise<void>;
  /** Trace of the last run, in whatever form the product keeps it (must be safe to keep). */
  trace?(): { length: number; words?: Int32Array; bytes?: Uint8Array };
  traceEvents?(): number;
  guestBytes?(): number;
  close?(): void;
  slow?: boolean; // true: fewer warm-up runs
}
/** compile + instantiate + vm_start + configure. `wasm` is a fresh Uint8Array. */
export declare function load(wasm: Uint8Array, config?: PerfConfig): Promise<PerfHost>;
export declare const name: string;
