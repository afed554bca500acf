import type { AccessLogEntry } from '../../src/model/index.ts';

/** What an access log line shows of a request of which nothing is known. */
export const accessLine: AccessLogEntry['line'] = {
  protocol: 'HTTP/1.1',
  path: '/',
  durationMs: 0,
  serviceTime: '-',
  forwardedFor: '-',
  userAgent: '-',
  requestId: '-',
  authority: '-',
  upstreamHost: '-',
};
