import {
  type Exchange,
  type HeaderBytes,
  latin1OfBytes,
  type NamedRequest,
  targetOf,
  textOfBytes,
} from '../../model/index.ts';
import { requestOfExchange } from '../selectors/sent.ts';
import type { RunResult } from '../slices/run.ts';

/**
 * A run as a HAR 1.2 file, one entry for each exchange; TCP connections have no place in it. Times are the run's own: virtual milliseconds behind the moment
 * at which it began.
 */
export function harOfRun({ report, requests, at }: RunResult, version: string): object {
  return {
    log: {
      version: '1.2',
      creator: { name: 'weir', version },
      entries: report.exchanges.map((exchange, i) =>
        entryOf(exchange, { at, sent: requests[requestOfExchange(report, i)] }),
      ),
    },
  };
}

interface Sent {
  readonly at: number;
  readonly sent: RunResult['requests'][number] | undefined;
}

function entryOf(exchange: Exchange, { at, sent }: Sent): object {
  const { response, requestJourney, startMs, durationMs, method, path } = exchange;
  const client = requestJourney[0]?.headers ?? [];
  const url = `http://${targetOf(sent?.url ?? '').host}${path}`;
  const type = valueIn(client, 'content-type') ?? '';
  return {
    startedDateTime: new Date(at + startMs).toISOString(),
    time: durationMs,
    request: {
      method,
      url,
      httpVersion: sent?.http === '2' ? 'HTTP/2' : 'HTTP/1.1',
      cookies: [],
      headers: rowsOf(client),
      queryString: queryOf(path),
      headersSize: -1,
      bodySize: -1,
      ...(sent && sent.body !== '' && { postData: { mimeType: type, ...postedOf(sent) } }),
    },
    response: {
      status: response.status,
      statusText: response.reason,
      httpVersion: sent?.http === '2' ? 'HTTP/2' : 'HTTP/1.1',
      cookies: [],
      headers: rowsOf(response.headers),
      content: contentOf(response.body, valueIn(response.headers, 'content-type') ?? ''),
      redirectURL: valueIn(response.headers, 'location') ?? '',
      headersSize: -1,
      bodySize: response.body.length,
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
  };
}

/** HAR 1.2 has no word for bytes that were sent; `encoding` is what it says of those that were answered. */
const postedOf = ({ body, isBytes }: NamedRequest): object =>
  isBytes ? { text: btoa(body), encoding: 'base64' } : { text: body };

/** Text as it is; what is no text as base64. */
function contentOf(body: Uint8Array, mimeType: string): object {
  const size = body.length;
  try {
    return { size, mimeType, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body) };
  } catch {
    return { size, mimeType, text: btoa(latin1OfBytes(body)), encoding: 'base64' };
  }
}

function* pairsOf(headers: HeaderBytes): Generator<readonly [name: string, value: string]> {
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const [name, value] = [headers[i], headers[i + 1]];
    if (name && value) yield [textOfBytes(name), textOfBytes(value)];
  }
}

const rowsOf = (headers: HeaderBytes) => Array.from(pairsOf(headers), ([name, value]) => ({ name, value }));

function valueIn(headers: HeaderBytes, wanted: string): string | undefined {
  for (const [name, value] of pairsOf(headers)) if (name.toLowerCase() === wanted) return value;
  return undefined;
}

function queryOf(path: string): object[] {
  const at = path.indexOf('?');
  return at < 0 ? [] : [...new URLSearchParams(path.slice(at + 1))].map(([name, value]) => ({ name, value }));
}
