import {
  type Exchange,
  readTrace,
  type Refusal,
  type Report,
  type TcpConnection,
  type Warning,
} from '../../../model/index.ts';
import { isShownWith } from '../../../state/index.ts';

/** The warnings that belong to an exchange, and those that belong to none. */
export function warningsOf(report: Report, exchange: number): readonly Warning[] {
  return report.warnings.filter((warning) => warning.exchange === exchange || warning.exchange < 0);
}

interface Refused {
  readonly refusal: Refusal;
  readonly hostcall: string;
  readonly times: number;
}

/** Hostcalls that were refused meanwhile, or at the start; equal ones once, with how often. */
export function refusedIn(report: Report, sent: Exchange | TcpConnection | undefined): readonly Refused[] {
  const isShown = isShownWith(report, sent);
  const seen = new Map<string, Refused>();
  for (const refusal of report.refusals) {
    if (!isShown(refusal.at)) continue;
    const [record] = readTrace(report.trace, refusal.at, refusal.at + 1);
    const hostcall = record?.kind === 'hostcall' ? record.name : 'A hostcall';
    const key = JSON.stringify([refusal.kind, refusal.filter, refusal.facts, hostcall]);
    seen.set(key, { ...(seen.get(key) ?? { refusal, hostcall }), times: (seen.get(key)?.times ?? 0) + 1 });
  }
  return [...seen.values()];
}
