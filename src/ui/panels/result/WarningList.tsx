import { useMemo } from 'react';
import type { Report, TcpConnection, Warning } from '../../../model/index.ts';
import { pauseStory, stepNumber } from '../../../state/index.ts';
import { Note } from '../../parts/Note.tsx';
import { tellRefusal } from '../../refusals.ts';
import { tellPause, tellWarning } from '../../warnings.ts';
import { Explanation } from '../explain/Explanation.tsx';
import { placeOf } from '../explain/explanation-at.ts';
import { refusedIn, warningsOf } from './refused-calls.ts';
import { words } from './result.words.ts';

interface WarningListProps {
  readonly report: Report;
  /** -1: those of no exchange. */
  readonly exchange: number;
  readonly connection?: TcpConnection;
}

export function WarningList({ report, exchange, connection }: WarningListProps) {
  const warnings = warningsOf(report, exchange);
  const refused = refusedIn(report, connection ?? report.exchanges[exchange]);
  const pause = usePause(report, exchange);
  const { notSimulated } = report;
  if (warnings.length + notSimulated.length + refused.length === 0 && pause === undefined)
    return <p className="empty">{words.noWarnings}</p>;
  return (
    <ul className="warning-list">
      {pause && (
        <li>
          <Explanation told={pause} tone="changed" />
        </li>
      )}
      {warnings.map((warning, index) =>
        warning.kind === 'deadlock' && pause !== undefined ? null : (
          <li key={index}>
            <Explanation told={tellWarning(warning)} tone="changed" at={placeOf(report, warning)} />
            <Where report={report} warning={warning} />
          </li>
        ),
      )}
      {refused.map(({ refusal, hostcall, times }) => {
        const told = tellRefusal(refusal);
        const filter = report.plugins[refusal.filter]?.name ?? '';
        const cause = words.refusedCall({ hostcall, filter, times, cause: told.cause });
        return (
          <li key={refusal.at}>
            <Explanation told={{ ...told, cause, reference: hostcall }} tone="changed" at={refusal.at} />
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

/** Where the client's side of a warning shows. */
function Where({ report, warning: { kind, exchange } }: { report: Report; warning: Warning }) {
  const response = report.exchanges[exchange]?.response;
  if (kind !== 'local-reply-late' || response === undefined) return null;
  return <p className="hint soft">{words.clientSaw(response.status, response.body.length, response.end)}</p>;
}

/** Who holds the exchange, told; undefined when it came to its end. */
function usePause(report: Report, index: number) {
  return useMemo(() => {
    const exchange = report.exchanges[index];
    const story =
      exchange && exchange.response.end !== 'complete' ? pauseStory(report.trace, exchange, index) : undefined;
    if (story === undefined) return undefined;
    const filter = `filter ${story.filter + 1} ${report.plugins[story.filter]?.name ?? ''}`.trimEnd();
    return tellPause(story, { filter, step: (at) => stepNumber(report, at) });
  }, [report, index]);
}
