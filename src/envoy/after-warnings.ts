import { latin1OfBytes, type Exchange, type UpstreamRequest, type Warning } from '../model/index.ts';

/** What only shows when an exchange is over: lengths that do not fit, header lines that a value made. */
export function warningsOf(
  exchange: Exchange,
  index: number,
  upstream: Readonly<Record<string, readonly UpstreamRequest[]>>,
): Warning[] {
  const warn = (kind: Warning['kind'], facts: Warning['facts']): Warning => ({
    kind,
    exchange: index,
    filter: -1,
    callback: '',
    at: -1,
    facts,
  });
  const warnings: Warning[] = [];
  for (const { cluster, index: at } of exchange.forwarded) {
    const request = upstream[cluster]?.[at];
    if (request === undefined || (request.framing !== 'length' && request.h2?.lengthMismatch !== true)) continue;
    const wasSent = exchange.response.end === 'timeout' || request.excess.length > 0 || request.h2 !== undefined;
    if (wasSent && (request.incomplete || request.excess.length > 0))
      warnings.push(
        warn(
          'content-length-mismatch',
          lengths('request', request.headers, request.body.length + request.excess.length),
        ),
      );
  }
  const { response } = exchange;
  const declared = contentLength(response.headers);
  const isShort = response.end === 'timeout' && response.framing === 'length' && response.status > 0;
  const sent = exchange.access.bytesOut;
  const isRefused = response.h2?.lengthMismatch === true;
  if (declared !== undefined && declared !== sent && (isShort || isRefused || response.extraBytes.length > 0))
    warnings.push(warn('content-length-mismatch', lengths('response', response.headers, sent)));
  if (exchange.responseJourney.at(-1)?.headers.some(isBroken) === true)
    warnings.push(warn('response-header-injection', {}));
  return warnings;
}

function lengths(direction: string, headers: readonly Uint8Array[], sent: number): Warning['facts'] {
  return { direction, declared: contentLength(headers) ?? 0, sent };
}

function contentLength(headers: readonly Uint8Array[]): number | undefined {
  for (let i = 0; i + 1 < headers.length; i += 2)
    if (latin1OfBytes(headers[i] ?? EMPTY).toLowerCase() === 'content-length')
      return Number(latin1OfBytes(headers[i + 1] ?? EMPTY));
  return undefined;
}

const EMPTY = new Uint8Array(0);

/** A name or value that makes another header line: a line break, or a colon inside a name (at even positions). */
function isBroken(bytes: Uint8Array, position: number): boolean {
  return bytes.includes(10) || bytes.includes(13) || (position % 2 === 0 && bytes.includes(58, 1));
}
