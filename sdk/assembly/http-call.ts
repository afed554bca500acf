import * as env from './env';
import { clearOut, OUT } from './memory';
import { packPairs } from './pairs';
import { accept } from './status';

/** Starts an HTTP request to a cluster for the effective context's root; 0 when the host refused it. */
export function startHttpCall(
  upstream: string,
  headers: string[][],
  body: ArrayBuffer,
  trailers: string[][],
  timeoutMilliseconds: u32,
): u32 {
  const cluster = String.UTF8.encode(upstream);
  const packedHeaders = packPairs(headers);
  const packedTrailers = packPairs(trailers);
  clearOut();
  const status = env.proxy_http_call(
    changetype<usize>(cluster),
    cluster.byteLength,
    changetype<usize>(packedHeaders),
    packedHeaders.byteLength,
    changetype<usize>(body),
    body.byteLength,
    changetype<usize>(packedTrailers),
    packedTrailers.byteLength,
    timeoutMilliseconds,
    OUT,
  );
  return accept(status, 'proxy_http_call', upstream) ? load<u32>(OUT) : 0;
}
