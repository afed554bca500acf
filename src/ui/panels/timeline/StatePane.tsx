import { shownUpTo } from '../../../model/index.ts';
import { useMemo } from 'react';
import { metricsAt, type RunResult, sharedAt, type StreamAt, streamStep, waitingAt } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { BodyState } from './BodyState.tsx';
import { DirectionState } from './DirectionState.tsx';
import { ChangedLines, Section } from './Section.tsx';
import { filterName } from './row-text.ts';
import { changedEntries, keyText } from './state-changes.ts';
import { words } from './timeline.words.ts';
import type { Timeline } from './use-timeline.ts';
import './state.css';

interface StatePaneProps {
  readonly result: RunResult;
  readonly timeline: Timeline;
  readonly cursor: number | undefined;
  /** The cursor's row; -1: the end of the run. */
  readonly row: number;
  readonly exchange: number;
}

/** What was true when the cursor's row had happened; what that row changed has a sign. */
export function StatePane({ result: { report }, timeline, cursor, row, exchange }: StatePaneProps) {
  const { rows, textOf } = timeline;
  const own = rows.exchange[row] ?? -1;
  const shown = own >= 0 ? own : exchange;
  const at = shownUpTo(report, cursor);
  const step = useMemo(() => streamStep(report, shown, at), [report, shown, at]);
  const now = step?.after;
  const before = cursor === undefined ? now : step?.before;
  const name = row < 0 ? words.asOfEnd : words.asOf(textOf(row).name);
  return (
    <section className="tl-side-pane tl-state-pane" aria-label={words.state}>
      <h3 className="tl-side-title">
        {name}
        {row >= 0 && <span className="faint"> {words.ms(rows.ms[row] ?? 0)}</span>}
      </h3>
      <div className="tl-side-content scrolls">
        {now === undefined || before === undefined ? (
          <p className="faint">{report.connections.length > 0 ? words.noStream : words.noExchange}</p>
        ) : (
          <>
            {now.localReply && (
              <p className="tl-state-reply">
                <span className="badge" data-tone="local">
                  {words.localReply(
                    now.localReply.status,
                    now.localReply.filter < 0 ? words.byEnvoy : words.by(filterName(report, now.localReply.filter)),
                  )}
                </span>
              </p>
            )}
            <DirectionState
              key={`request ${shown}`}
              direction="request"
              now={now.request}
              before={before.request}
              report={report}
            />
            <DirectionState
              key={`response ${shown}`}
              direction="response"
              now={now.response}
              before={before.response}
              report={report}
            />
            <BodyState now={now} before={before} />
            {now.isOver && <p className="faint">{words.over}</p>}
            <Paused now={now.paused} timeline={timeline} />
          </>
        )}
        <Waiting at={at} timeline={timeline} />
        <Shared at={cursor} timeline={timeline} />
      </div>
    </section>
  );
}

function Paused({ now, timeline }: { now: StreamAt['paused']; timeline: Timeline }) {
  const commands = useCommands();
  const { report } = timeline;
  return (
    <Section title={words.paused} none={now.length === 0 ? words.nobodyPaused : undefined}>
      <ul className="tl-plain-list">
        {now.map(({ filter, direction, since }) => (
          <li key={`${direction} ${filter}`}>
            <span className="sign" data-tone="changed" aria-hidden>
              ‖
            </span>
            {words.pausedBy(filterName(report, filter), words.direction[direction])}{' '}
            <button type="button" className="tl-link" onClick={() => commands.moveCursor(since)}>
              {words.since(words.ms(timeline.rows.ms[timeline.rows.rowAt(since)] ?? 0))}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Waiting({ at, timeline }: { at: number; timeline: Timeline }) {
  const commands = useCommands();
  const { report } = timeline;
  const { calls, timers } = useMemo(() => waitingAt(report, at), [report, at]);
  return (
    <Section title={words.waiting} none={calls.length + timers.length === 0 ? words.nothingWaits : undefined}>
      <ul className="tl-plain-list">
        {calls.map(({ kind, filter, upstream, token, vm, at: sentAt, ms, timeoutMs }) => (
          <li key={`call ${vm} ${token}`}>
            <button type="button" className="tl-link" onClick={() => commands.moveCursor(sentAt)}>
              {words.call(words.callKinds[kind], keyText(new TextEncoder().encode(upstream)).slice(0, 100))}
            </button>{' '}
            {words.by(filterName(report, filter))}
            {timeoutMs > 0 && <span className="faint">, {words.dueBy(words.ms(ms + timeoutMs))}</span>}
          </li>
        ))}
        {timers.map(({ vm, filter, periodMs, nextMs, at: setAt }) => (
          <li key={`timer ${vm} ${filter}`}>
            <button type="button" className="tl-link" onClick={() => commands.moveCursor(setAt)}>
              {words.tick(words.ms(periodMs), words.ms(nextMs))}
            </button>{' '}
            {words.by(filterName(report, filter))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Shared({ at, timeline: { report } }: { at: number | undefined; timeline: Timeline }) {
  const [shared, metrics] = useMemo(() => {
    const before = at === undefined ? undefined : at - 1;
    return [
      changedEntries(sharedEntries(report, before), sharedEntries(report, at)),
      changedEntries(metricEntries(report, before), metricEntries(report, at)),
    ];
  }, [report, at]);
  return (
    <>
      {shared.length > 0 && (
        <Section title={words.shared}>
          <ChangedLines lines={shared} />
        </Section>
      )}
      {metrics.length > 0 && (
        <Section title={words.metrics}>
          <ChangedLines lines={metrics} />
        </Section>
      )}
    </>
  );
}

function sharedEntries(report: Timeline['report'], at: number | undefined): Map<string, string> {
  const entries = sharedAt(report, at).flatMap(({ entries: own, queues }) => [
    ...own.flatMap(({ key, value }) => (value === undefined ? [] : [[keyText(key), keyText(value)] as const])),
    ...queues.map(({ name, items }) => [words.queue(keyText(name), items.length), ''] as const),
  ]);
  return new Map(entries);
}

function metricEntries(report: Timeline['report'], at: number | undefined): Map<string, string> {
  return new Map(metricsAt(report, at).map(({ name, value }) => [name, String(value)]));
}
