import type { TcpAccess, TcpEnd } from '../../src/model/index.ts';
import type { GoldenTcpAccess, GoldenTcpEnd } from './golden.ts';
import { bodyText } from './normalize.ts';

const ENDS: Readonly<Record<TcpEnd['end'], string>> = {
  open: 'open',
  eof: 'eof',
  reset: 'reset',
  closed: 'closed by itself',
  'was-reset': 'reset by itself',
};

/** One end of a TCP connection in the recorder's words. */
export function tcpEndOf({ received, end, stopped }: TcpEnd): GoldenTcpEnd {
  return { received: bodyText(received), end: ENDS[end], ...(stopped === undefined ? {} : { stopped }) };
}

export function tcpAccessOf(access: TcpAccess): GoldenTcpAccess {
  const { flags, bytesIn, bytesOut, cluster, upstreamFailure } = access;
  return { flags, bytes_in: bytesIn, bytes_out: bytesOut, cluster, upstream_failure: upstreamFailure };
}

export function tcpAccessLine(a: GoldenTcpAccess): string {
  const words = [a.flags, a.connection_termination, a.cluster, a.upstream_failure];
  return `${words.map((word) => word || '-').join(' ')} in=${a.bytes_in} out=${a.bytes_out}`;
}

export function tcpEndLines({ received, end, stopped }: GoldenTcpEnd): Record<string, string> {
  return { received: received ?? '', end: end ?? '', stopped: stopped ?? '' };
}
