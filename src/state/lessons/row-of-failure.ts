import type { Finding } from '../../lessons/index.ts';
import { recordsOfExchange, type Report } from '../../model/index.ts';
import { rowOfFinding } from '../checks/finding-row.ts';

/** The callback in which what is claimed is decided. */
const callbacks: Readonly<Partial<Record<Finding['subject'], string>>> = {
  upstreamHeaders: 'proxy_on_request_headers',
  upstreamCalls: 'proxy_on_request_headers',
  localReply: 'proxy_on_request_headers',
  status: 'proxy_on_request_headers',
  headers: 'proxy_on_response_headers',
  body: 'proxy_on_request_body',
};

/** The row to look at when the last exchange of a run is not as claimed: what made it so, or where nothing was made. */
export function rowOfFailure(finding: Finding, report: Report): number {
  const step = report.exchanges.length - 1;
  const made = rowOfFinding({ ...finding, step }, report);
  if (made !== undefined) return made;
  let first: number | undefined;
  for (const record of recordsOfExchange(report, step)) {
    if (record.kind !== 'call') continue;
    first ??= record.at;
    if (record.callback === callbacks[finding.subject]) return record.at;
  }
  return first ?? report.exchanges[step]?.traceFrom ?? 0;
}
