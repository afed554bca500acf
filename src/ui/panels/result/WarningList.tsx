import type { Report, Warning } from '../../../model/index.ts';
import { tellWarning } from '../../failures.ts';
import { Note } from '../../parts/Note.tsx';
import { ToldNote } from '../../parts/ToldNote.tsx';
import { words } from './result.words.ts';

/** The warnings that belong to an exchange, and those that belong to none. */
export function warningsOf(report: Report, exchange: number): readonly Warning[] {
  return report.warnings.filter((warning) => warning.exchange === exchange || warning.exchange < 0);
}

export function WarningList({ report, exchange }: { report: Report; exchange: number }) {
  const warnings = warningsOf(report, exchange);
  const { notSimulated } = report;
  if (warnings.length + notSimulated.length === 0) return <p className="empty">{words.noWarnings}</p>;
  return (
    <ul className="warning-list">
      {warnings.map((warning, index) => (
        <li key={index}>
          <ToldNote told={tellWarning(warning)} tone="changed" />
        </li>
      ))}
      {notSimulated.length > 0 && (
        <li>
          <Note tone="changed">{words.notSimulated(notSimulated.join(', '))}</Note>
        </li>
      )}
    </ul>
  );
}
