import { useMemo } from 'react';
import { headerJourney, requestOfExchange, type RunResult } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { ExpectButton } from '../checks/ExpectButton.tsx';
import { StaleMark } from '../../Stale.tsx';
import { soon } from '../../parts/late.ts';
import { Pane } from '../../parts/Pane.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { ExchangePicker } from './ExchangePicker.tsx';
import { JourneyTable } from './JourneyTable.tsx';
import { logLines } from './log-lines.ts';
import { StatusLine } from './StatusLine.tsx';
import { Troubles } from './Troubles.tsx';
import { UpstreamView } from './UpstreamView.tsx';
import { refusedIn, warningsOf } from './refused-calls.ts';
import { words } from './result.words.ts';
import './result.css';

const BodyTab = soon(
  () => import('./BodyTab.tsx').then((it) => it.BodyTab),
  () => null,
);
const ConnectionOutcome = soon(
  () => import('./ConnectionOutcome.tsx').then((it) => it.ConnectionOutcome),
  () => null,
);
const LogList = soon(
  () => import('./LogList.tsx').then((it) => it.LogList),
  () => null,
);
const WarningList = soon(
  () => import('./WarningList.tsx').then((it) => it.WarningList),
  () => null,
);

export function ResultPanel() {
  const { result, failure, isStale, isRunning, exchange, connection } = useSelected(({ run }) => run);
  const head = (
    <>
      <StaleMark />
      {isRunning && <span className="faint">{words.running}</span>}
      {result && <ExchangePicker result={result} exchange={exchange} connection={connection} />}
    </>
  );
  return (
    <Pane title={words.title} head={head} className="result-pane">
      <Troubles report={result?.report} failure={failure} />
      {result ? (
        <div className="result" data-stale={isStale || undefined}>
          {connection < 0 ? (
            <Outcome result={result} exchange={exchange} />
          ) : (
            <ConnectionOutcome result={result} index={connection} />
          )}
        </div>
      ) : (
        failure === undefined && <Skeleton />
      )}
    </Pane>
  );
}

function Outcome({ result: { report, filters, requests }, exchange }: { result: RunResult; exchange: number }) {
  const commands = useCommands();
  const tab = useSelected(({ view }) => view.resultTab);
  const current = report.exchanges[exchange];
  const journey = useMemo(
    () => (current ? headerJourney(current, report.trace, exchange) : undefined),
    [current, report, exchange],
  );
  const logs = useMemo(() => logLines(report, current), [report, current]);
  const names = filters.map(({ name }) => name);
  const troubles = logs.some(({ level }) => level === 'error' || level === 'critical');
  return (
    <>
      {current && (
        <div className="status-row">
          <StatusLine report={report} exchange={exchange} current={current} filters={names} />
          <ExpectButton
            claim={{ subject: 'status', expected: current.response.status }}
            of={`status ${current.response.status}`}
          />
          {current.localReply && (
            <ExpectButton claim={{ subject: 'localReply', expected: true }} of={words.expectReply} />
          )}
        </div>
      )}
      <Tabs
        name={words.parts}
        active={tab}
        onChange={(resultTab) => commands.setView({ resultTab })}
        tabs={[
          {
            id: 'headers',
            label: words.headers,
            content: journey ? <JourneyTable journey={journey} filters={names} /> : null,
          },
          {
            id: 'body',
            label: words.body,
            content: current ? (
              <BodyTab
                report={report}
                exchange={exchange}
                current={current}
                filters={names}
                request={requests[requestOfExchange(report, exchange)]}
              />
            ) : null,
          },
          {
            id: 'logs',
            label: words.logs,
            count: logs.length,
            ...(troubles && { tone: 'error' as const }),
            content: <LogList lines={logs} />,
          },
          {
            id: 'upstream',
            label: words.upstream,
            count: current?.forwarded.length,
            content: current ? <UpstreamView report={report} exchange={current} /> : null,
          },
          {
            id: 'warnings',
            label: words.warnings,
            count: warningsOf(report, exchange).length + refusedIn(report, current).length + report.notSimulated.length,
            tone: 'warning',
            content: <WarningList report={report} exchange={exchange} />,
          },
        ]}
      />
    </>
  );
}

const rows = [52, 84, 40, 68, 60, 76];

/** What stands where the first result will be. */
function Skeleton() {
  return (
    <div className="skeleton">
      <p className="for-readers">{words.waiting}</p>
      {rows.map((width) => (
        <div key={width} aria-hidden>
          <i style={{ width: '22%' }} />
          <i style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}
