import { readTrace, type Refusal, type Report, type Warning } from '../../../model/index.ts';
import { tellWarning } from '../../failures.ts';
import { Note } from '../../parts/Note.tsx';
import { ToldNote } from '../../parts/ToldNote.tsx';
import { tellRefusal } from '../../refusals.ts';
import { words } from './result.words.ts';

/** The warnings that belong to an exchange, and those that belong to none. */
export function warningsOf(report: Report, exchange: number): readonly Warning[] {
  return report.warnings.filter((warning) => warning.exchange === exchange || warning.exchange < 0);
}

interface Refused {
  readonly refusal: Refusal;
  readonly hostcall: string;
  readonly times: number;
}

/** Hostcalls that were refused during an exchange; equal ones once, with how often. */
export function refusedIn(report: Report, exchange: number): readonly Refused[] {
  const { traceFrom = 0, traceTo = Infinity } = report.exchanges[exchange] ?? {};
  const seen = new Map<string, Refused>();
  for (const refusal of report.refusals) {
    if (refusal.at < traceFrom || refusal.at >= traceTo) continue;
    const [record] = readTrace(report.trace, refusal.at, refusal.at + 1);
    const hostcall = record?.kind === 'hostcall' ? record.name : words.hostcall;
    const key = JSON.stringify([refusal.kind, refusal.filter, refusal.facts, hostcall]);
    seen.set(key, { refusal, hostcall, times: (seen.get(key)?.times ?? 0) + 1 });
  }
  return [...seen.values()];
}

export function WarningList({ report, exchange }: { report: Report; exchange: number }) {
  const warnings = warningsOf(report, exchange);
  const refused = refusedIn(report, exchange);
  const { notSimulated } = report;
  if (warnings.length + notSimulated.length + refused.length === 0) return <p className="empty">{words.noWarnings}</p>;
  return (
    <ul className="warning-list">
      {warnings.map((warning, index) => (
        <li key={index}>
          <ToldNote told={tellWarning(warning)} tone="changed" />
        </li>
      ))}
      {refused.map(({ refusal, hostcall, times }) => {
        const told = tellRefusal(refusal);
        const filter = report.plugins[refusal.filter]?.name ?? '';
        return (
          <li key={`${refusal.at}`}>
            <ToldNote
              told={{ ...told, cause: words.refusedCall({ hostcall, filter, times, cause: told.cause }) }}
              tone="changed"
            />
          </li>
        );
      })}
      {notSimulated.length > 0 && (
        <li>
          <Note tone="changed">{words.notSimulated(notSimulated.join(', '))}</Note>
        </li>
      )}
    </ul>
  );
}
