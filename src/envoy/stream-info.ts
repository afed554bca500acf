import type { HeaderMap } from './header-map.ts';
import type { FilterState } from './properties-filter-state.ts';
import type { Route, Routes } from './routes.ts';
import { HTTP_SITE, type SiteFacts } from './xds.ts';

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
  /** Why no connection to the upstream came about. */
  upstreamFailure = '';
  bytesReceived = 0;
  bytesSent = 0;
  /** The endpoint that was chosen for it. */
  upstreamAddress: string | undefined;
  /** Our end of the connection to it, once it stands. */
  upstreamLocalAddress: string | undefined;
  /** When the first byte went to the upstream and the last one came from it; -1 before. */
  upstreamSentMs = -1;
  upstreamDoneMs = -1;
  attempts = 0;
  readonly connectionId: number;
  /** Where it came in. */
  site: SiteFacts = HTTP_SITE;
  /** Undefined for a connection that is not HTTP. */
  protocol: string | undefined = 'HTTP/1.1';
  #filterState: Map<string, FilterState> | undefined;
  readonly #routes: Routes;
  #route: Route | undefined;
  #clusterName: string | undefined;
  #isRouted = false;
  #wasRouted = false;

  constructor(routes: Routes, headers: HeaderMap, at: { startMs: number; connectionId: number }) {
    this.#routes = routes;
    this.requestHeaders = headers;
    this.startMs = at.startMs;
    this.connectionId = at.connectionId;
  }

  /** Each connection of a client has a port of its own. */
  get clientAddress(): string {
    return `127.0.0.1:${40000 + this.connectionId}`;
  }

  /** What filters have set; most streams have none. */
  get filterState(): Map<string, FilterState> {
    return (this.#filterState ??= new Map());
  }

  /** The route, chosen when first asked for and again after the request headers have changed. */
  get route(): Route | undefined {
    if (!this.#isRouted) {
      this.#isRouted = true;
      this.#wasRouted = true;
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

  /** The route that properties show: chosen once, and anew only when the router asks for it. */
  get shownRoute(): Route | undefined {
    return this.#wasRouted ? this.#route : this.route;
  }

  /** The cluster behind its route, if that leads to one. */
  get clusterName(): string | undefined {
    return this.#clusterName ?? (this.shownRoute?.cluster || undefined);
  }

  /** A connection without routes has its cluster from its filter. */
  set clusterName(name: string) {
    this.#clusterName = name;
  }

  addFlag(flag: string): void {
    if (!this.flags.includes(flag)) this.flags = [...this.flags, flag];
  }
}
