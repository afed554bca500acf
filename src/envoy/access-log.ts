import { bytesOfLatin1, type AccessLogEntry } from '../model/index.ts';
import type { HeaderMap } from './header-map.ts';
import type { StreamInfo } from './stream-info.ts';

/** What the access log says of a stream. */
export function accessOf(info: StreamInfo): AccessLogEntry {
  const { requestHeaders: request, responseHeaders: response } = info;
  return {
    code: info.code,
    details: info.details ?? '',
    flags: info.flags.length === 0 ? '-' : info.flags.join(','),
    cluster: info.knownRoute?.cluster ?? '',
    route: info.knownRoute?.name ?? '',
    method: valueOf(request, ':method') ?? '',
    path: valueOf(request, ':path') ?? '',
    bytesIn: info.bytesReceived,
    bytesOut: info.bytesSent,
    terminated: '',
    line: {
      protocol: info.protocol ?? '-',
      path: valueOf(request, 'x-envoy-original-path') ?? valueOf(request, ':path') ?? '-',
      durationMs: info.endMs < 0 ? 0 : Math.round(info.endMs - info.startMs),
      serviceTime: valueOf(response, 'x-envoy-upstream-service-time') ?? '-',
      forwardedFor: valueOf(request, 'x-forwarded-for') ?? '-',
      userAgent: valueOf(request, 'user-agent') ?? '-',
      requestId: valueOf(request, 'x-request-id') ?? '-',
      authority: valueOf(request, ':authority') ?? '-',
      upstreamHost: info.upstreamAddress ?? '-',
    },
  };
}

function valueOf(map: HeaderMap | undefined, name: string): string | undefined {
  return map?.joinedValue(bytesOfLatin1(name));
}
