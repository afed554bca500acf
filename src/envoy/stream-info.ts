import type { HeaderMap } from './header-map.ts';
import type { Route, Routes } from './routes.ts';

/** Facts of one stream that properties, the access log and the report read (Envoy's StreamInfo). */
export class StreamInfo {
  readonly requestHeaders: HeaderMap;
  requestTrailers: HeaderMap | undefined;
  responseHeaders: HeaderMap | undefined;
  responseTrailers: HeaderMap | undefined;
  readonly startMs: number;
  endMs = -1;
  /** Status of the response; 0 before there is one. */
  code = 0;
  details: string | undefined;
  flags: readonly string[] = [];
  upstreamFailure = '';
  bytesReceived = 0;
  bytesSent = 0;
  /** An upstream was connected for it. */
  upstreamAddress: string | undefined;
  attempts = 0;
  readonly connectionId: number;
  readonly clientAddress: string;
  readonly filterState = new Map<string, Uint8Array>();
  readonly #routes: Routes;
  #route: Route | undefined;
  #isRouted = false;

  constructor(
    routes: Routes,
    headers: HeaderMap,
    at: { startMs: number; connectionId: number; clientAddress: string },
  ) {
    this.#routes = routes;
    this.requestHeaders = headers;
    this.startMs = at.startMs;
    this.connectionId = at.connectionId;
    this.clientAddress = at.clientAddress;
  }

  /** The route, chosen when first asked for and again after the request headers have changed. */
  get route(): Route | undefined {
    if (!this.#isRouted) {
      this.#isRouted = true;
      this.#route = this.#routes.match(this.requestHeaders);
    }
    return this.#route;
  }

  clearRoute(): void {
    this.#isRouted = false;
  }

  /** The route that was chosen last, without choosing again. */
  get knownRoute(): Route | undefined {
    return this.#route;
  }

  addFlag(flag: string): void {
    if (!this.flags.includes(flag)) this.flags = [...this.flags, flag];
  }
}
