import type { ClientResponse, H2ConnectionReport, Report, UpstreamRequest } from '../../src/model/index.ts';
import type { GoldenRequest, GoldenResponse, GoldenStream, Pair } from './golden.ts';
import { bodyText, type Normalizer } from './normalize.ts';

const RESET = "ConnectionResetError(104, 'Connection reset by peer')";

/** An HTTP/2 connection in the recorder's form: one response with all its streams. */
export function h2ConnectionOf({ exchanges, closed }: H2ConnectionReport, report: Report, normalizer: Normalizer): GoldenResponse {
  const streams = exchanges.flatMap((at) => {
    const exchange = report.exchanges[at];
    return exchange === undefined ? [] : [streamOf(exchange.response, normalizer)];
  });
  if (closed === undefined) return { streams };
  return { streams, closed: closed === 'eof' ? 'eof' : RESET };
}

function streamOf(response: ClientResponse, normalizer: Normalizer): GoldenStream {
  const { status, body, trailers, informational, end, h2 = {} } = response;
  const pseudo: Pair = [':status', String(status)];
  // The recorder's client only says that it waited, also when the connection broke.
  const isLeftWaiting = end === 'timeout' || (end === 'closed' && h2.reset === undefined);
  return {
    ...(informational.length === 0 ? {} : { informational: informational.map((code) => [[':status', String(code)]]) }),
    ...(status === 0 ? {} : { headers: [pseudo, ...normalizer.headers(response.headers)] }),
    ...(h2.endedBy === 'trailers' ? { trailers: normalizer.headers(trailers) } : {}),
    ...(h2.endedBy === undefined ? {} : { ended_by: h2.endedBy }),
    ...(h2.reset === undefined ? {} : { reset: h2.reset }),
    ...(h2.resetByClient === true ? { reset_by_client: true } : {}),
    ...(h2.sendFailed === true ? { send_failed: 'StreamClosedError' } : {}),
    ...(isLeftWaiting ? { timeout: 'no complete response in time' } : {}),
    body: normalizer.message(bodyText(body)),
  };
}

/** A request that reached an upstream over HTTP/2, in the recorder's form. */
export function h2RequestOf(request: UpstreamRequest, normalizer: Normalizer): GoldenRequest {
  const { endedBy, reset } = request.h2 ?? {};
  return {
    headers: normalizer.headers(request.headers),
    body: bodyText(request.body),
    trailers: normalizer.headers(request.trailers),
    ...(endedBy === undefined ? {} : { ended_by: endedBy }),
    ...(reset === undefined ? {} : { reset }),
  };
}
