import { refused, type ContextServices, type CountOr } from '../host/index.ts';
import { bytesOfLatin1, copyOf, latin1OfBytes, NO_BYTES, joinBytes } from '../model/index.ts';
import type { Timer } from './event-queue.ts';
import { HeaderMap, headerMapOf } from './header-map.ts';
import { ascii, decimal, Name } from './names.ts';
import type { RootContext } from './root-context.ts';
import { missingRequestHeader, resetStatus, resetText, type ResetReason } from './upstream-errors.ts';
import type { UpstreamSink, UpstreamStream, Waiter } from './upstream-stream.ts';

/** What proxy_on_http_call_response can read. */
export interface CallAnswer {
  readonly headers: HeaderMap;
  readonly body: Uint8Array;
  readonly trailers: HeaderMap | undefined;
}

/**
 * proxy_http_call: a request to a cluster, owned by the root context; the answer comes later, once. Failures arrive as
 * responses that Envoy makes up, but for a reset in the middle of the answer (abi: 5.12).
 */
export function startHttpCall(root: RootContext, call: Parameters<ContextServices['httpCall']>[0]): CountOr {
  const cluster = root.proxy.clusters.find(latin1OfBytes(copyOf(call.cluster)));
  if ((call.timeoutMs | 0) < 0) return refused(root.refuse('bad-timeout', { timeoutMs: call.timeoutMs | 0 }));
  if (cluster === undefined) {
    const known = root.proxy.clusters.names.join(', ');
    return refused(root.refuse('unknown-cluster', { cluster: latin1OfBytes(copyOf(call.cluster)), known }));
  }
  const headers = headerMapOf(call.headers);
  for (const name of [Name.path, Name.method, Name.authority])
    if (headers.get(name) === undefined)
      return refused(root.refuse('missing-call-header', { header: latin1OfBytes(name.bytes) }));
  const body = copyOf(call.body);
  if (body.length > 0) headers.set(Name.contentLength, decimal(body.length));
  headers.set(Name.internal, ascii('true'));
  if (call.timeoutMs > 0) headers.set(Name.expectedTimeout, decimal(call.timeoutMs));
  const token = root.vm.nextHttpCallToken();
  const pending = new HttpCall(root, token, call.timeoutMs);
  root.calls.add(pending);
  pending.send(cluster.open(pending), { headers, body });
  return token;
}

class HttpCall implements UpstreamSink {
  readonly #root: RootContext;
  readonly #token: number;
  readonly #timeoutMs: number;
  readonly #sinceMs: number;
  #stream: UpstreamStream | undefined;
  #timeout: Timer | undefined;
  #headers: HeaderMap | undefined;
  readonly #pieces: Uint8Array[] = [];

  constructor(root: RootContext, token: number, timeoutMs: number) {
    this.#root = root;
    this.#token = token;
    this.#timeoutMs = timeoutMs;
    this.#sinceMs = root.proxy.queue.now;
  }

  waiter(): Waiter {
    const [sinceMs, timeoutMs] = [this.#sinceMs, this.#timeoutMs];
    return { kind: 'http-call', root: this.#root, token: this.#token, sinceMs, timeoutMs };
  }

  send(stream: UpstreamStream, request: { readonly headers: HeaderMap; readonly body: Uint8Array }): void {
    this.#stream = stream;
    const { headers, body } = request;
    // Envoy's client for such calls takes trailers and does not send them.
    stream.headers(headers, body.length === 0);
    if (body.length > 0) stream.data(body, true);
    if (this.#timeoutMs > 0) {
      this.#timeout = this.#root.proxy.queue.after(this.#timeoutMs, () => {
        this.#stream?.reset();
        this.#madeUp(504, 'upstream request timeout');
      });
    }
  }

  drop(): void {
    this.#root.proxy.queue.cancel(this.#timeout);
    this.#stream?.reset();
  }

  onConnected(headers: HeaderMap): boolean {
    const problem = missingRequestHeader(headers);
    if (problem !== undefined) this.#madeUp(503, problem.body);
    return problem === undefined;
  }

  onHeaders(map: HeaderMap, endStream: boolean): void {
    map.set(Name.serviceTime, decimal(0));
    this.#headers = map;
    if (endStream) this.#answered(undefined);
  }

  onData(bytes: Uint8Array, endStream: boolean): void {
    this.#pieces.push(bytes);
    if (endStream) this.#answered(undefined);
  }

  onTrailers(map: HeaderMap): void {
    this.#answered(map);
  }

  onReset(reason: ResetReason): void {
    if (this.#headers !== undefined) this.#deliver(undefined);
    else
      this.#madeUp(
        resetStatus(reason),
        `upstream connect error or disconnect/reset before headers. reset reason: ${resetText(reason)}`,
      );
  }

  #answered(trailers: HeaderMap | undefined): void {
    const headers = this.#headers ?? new HeaderMap();
    this.#deliver({ headers, body: joinBytes(this.#pieces.filter((piece) => piece.length > 0)), trailers });
  }

  #madeUp(status: number, body: string): void {
    const headers = new HeaderMap();
    headers.add(Name.status.bytes, decimal(status));
    headers.add(Name.contentLength.bytes, decimal(body.length));
    headers.add(Name.contentType.bytes, ascii('text/plain'));
    this.#deliver({ headers, body: body === '' ? NO_BYTES : bytesOfLatin1(body), trailers: undefined });
  }

  #deliver(answer: CallAnswer | undefined): void {
    this.#root.proxy.queue.cancel(this.#timeout);
    this.#stream = undefined;
    this.#root.calls.delete(this);
    this.#root.deliver(this.#token, answer);
  }
}
