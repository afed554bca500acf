import { connectionEnd, wasHeld } from '../../../model/index.ts';
import { useMemo } from 'react';
import { connectionText, type RunResult } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { ExpectButton } from '../checks/ExpectButton.tsx';
import { ConnectionBytes } from './ConnectionBytes.tsx';
import { connectionWords as words } from './connection.words.ts';
import { countHostcalls } from './count-hostcalls.ts';
import { logLines } from './log-lines.ts';
import { LogList } from './LogList.tsx';
import { refusedIn, warningsOf } from './refused-calls.ts';
import { WarningList } from './WarningList.tsx';
import { words as resultWords } from './result.words.ts';

const tabs = ['body', 'logs', 'warnings'] as const;
type Tab = (typeof tabs)[number];

/** What came of a TCP connection: how it ended, its bytes, what was logged and what to look out for. */
export function ConnectionOutcome({ result, index }: { result: RunResult; index: number }) {
  const commands = useCommands();
  const tab = useSelected(({ view }) => view.resultTab);
  const { report } = result;
  const connection = report.connections[index];
  const logs = useMemo(() => logLines(report, connection), [report, connection]);
  const end = useMemo(() => connectionEnd(report, index), [report, index]);
  const isHeld = useMemo(() => connection !== undefined && wasHeld(connection, report), [connection, report]);
  if (connection === undefined) return null;
  const said = words.end(connectionText(report, index));
  const warnings = warningsOf(report, -1).length + refusedIn(report, connection).length + report.notSimulated.length;
  const isBad = ['trap', 'refused', 'upstream-reset'].includes(end.kind);
  return (
    <>
      <div className="status-row">
        <output className="status-line" aria-live="polite">
          <span className="for-readers">{words.announce(said, connection.client.received.length, warnings)}</span>
          <strong className="status-code" data-class={isBad ? 5 : end.kind === 'open' ? 'none' : 2} aria-hidden>
            {said}
          </strong>
          {isHeld && (
            <span className="badge" data-tone="changed">
              {words.held}
            </span>
          )}
          {!report.reproducible && (
            <span className="badge" data-tone="changed">
              {resultWords.notReproducible}
            </span>
          )}
          <span className="soft">{resultWords.virtual(connection.durationMs)}</span>
          <span className="soft">{resultWords.hostcalls(countHostcalls(report, connection))}</span>
        </output>
        <ExpectButton claim={{ subject: 'closedBy', expected: end.kind }} of={said} />
        {isHeld && <ExpectButton claim={{ subject: 'held', expected: true }} of={words.held} />}
      </div>
      <Tabs<Tab>
        name={resultWords.parts}
        active={tabs.find((one) => one === tab) ?? 'body'}
        onChange={(resultTab) => commands.setView({ resultTab })}
        tabs={[
          { id: 'body', label: words.bytes, content: <ConnectionBytes result={result} connection={connection} /> },
          { id: 'logs', label: resultWords.logs, count: logs.length, content: <LogList lines={logs} /> },
          {
            id: 'warnings',
            label: resultWords.warnings,
            count: warnings,
            tone: 'warning',
            content: <WarningList report={report} exchange={-1} connection={connection} />,
          },
        ]}
      />
    </>
  );
}
