import type { Finding } from '../../lessons/index.ts';
import { type Exchange, readTrace, type Report } from '../../model/index.ts';

/** The callback in which a claim is decided. */
const callbacks: Readonly<Partial<Record<Finding['subject'], string>>> = {
  upstreamHeaders: 'proxy_on_request_headers',
  upstreamCalls: 'proxy_on_request_headers',
  localReply: 'proxy_on_request_headers',
  status: 'proxy_on_request_headers',
  headers: 'proxy_on_response_headers',
  body: 'proxy_on_request_body',
};

/** The row of an exchange to look at where a claim does not hold: the callback, or the beginning. */
export function rowOf({ trace }: Pick<Report, 'trace'>, exchange: Exchange, finding: Finding | undefined): number {
  const wanted = finding && callbacks[finding.subject];
  let first: number | undefined;
  for (const record of readTrace(trace, exchange.traceFrom, exchange.traceTo)) {
    if (record.kind !== 'call') continue;
    first ??= record.at;
    if (record.callback === wanted) return record.at;
  }
  return first ?? exchange.traceFrom;
}
