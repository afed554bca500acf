import { type ConnectionEnd, connectionEnd, type Report } from '../../model/index.ts';

/** Who ended a TCP connection, in a few words. */
export function connectionText(report: Report, index: number): string {
  const end = connectionEnd(report, index);
  return wordsOf(end, 'filter' in end ? (report.plugins[end.filter]?.name ?? '') : '');
}

function wordsOf({ kind }: ConnectionEnd, filter: string): string {
  switch (kind) {
    case 'filter':
      return `closed by ${filter}`;
    case 'trap':
      return `closed: ${filter} crashed`;
    case 'refused':
      return 'closed: nobody listens upstream';
    case 'upstream-reset':
      return 'reset by the upstream';
    case 'upstream':
      return 'closed by the upstream';
    case 'client-reset':
      return 'reset by the client';
    case 'client':
      return 'closed by the client';
    case 'open':
      return 'still open';
    case 'proxy':
      return 'closed by the proxy';
  }
}
