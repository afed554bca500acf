import { useState } from 'react';
import type { RunResult } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { FilterBox } from './FilterBox.tsx';
import { Choice } from '../../parts/Choice.tsx';
import { RowList } from './RowList.tsx';
import { RowPane } from './RowPane.tsx';
import { Scrubber } from './Scrubber.tsx';
import { SequencePane } from './SequencePane.tsx';
import { placeOf } from './shown-rows.ts';
import { StatePane } from './StatePane.tsx';
import { words } from './timeline.words.ts';
import { moved, type Move, useTimeline } from './use-timeline.ts';
import './timeline.css';
import './pane.css';

/** Every call of the run as a row; a cursor among them, and what was true there. */
export function TimelinePanel() {
  const result = useSelected(({ run }) => run.result);
  return result === undefined ? <p className="empty">{words.empty}</p> : <RunTimeline result={result} />;
}

function RunTimeline({ result }: { result: RunResult }) {
  const commands = useCommands();
  const { exchange, connection, cursor, isStale, scope, view, text } = useSelected(({ run, view: shown }) => ({
    exchange: run.exchange,
    connection: run.connection,
    cursor: run.cursor,
    isStale: run.isStale,
    scope: shown.timelineScope,
    view: shown.timelineView,
    text: shown.timelineFilter,
  }));
  const [side, setSide] = useState<'state' | 'row'>('state');
  const setText = (timelineFilter: string) => commands.setView({ timelineFilter });
  const timeline = useTimeline(result, { scope, exchange, connection, text, cursor });
  const { rows, shown, query } = timeline;
  const row = cursor === undefined ? -1 : rows.rowAt(cursor);
  const place = cursor === undefined ? shown.length : placeOf(shown, row);
  const go = (to: number | undefined) => {
    const chosen = to === undefined ? undefined : shown[to];
    if (chosen !== undefined) commands.moveCursor(rows.at[chosen]);
  };
  const step = (move: Move | 'end') => {
    if (move === 'end') commands.moveCursor(undefined);
    else go(moved(rows, shown, place, move));
  };
  return (
    <div className="timeline" data-stale={isStale || undefined}>
      <div className="timeline-tools" role="toolbar" aria-label={words.tools}>
        <FilterBox text={text} onChange={setText} run={timeline} />
        <output className="timeline-count">
          {words.count(timeline.isFiltered ? shown.length : timeline.all, timeline.all)}
        </output>
        <Choice
          name={words.scope}
          options={words.scopes}
          value={scope}
          onChange={(timelineScope) => commands.setView({ timelineScope })}
        />
        <Choice
          name={words.views}
          options={words.viewNames}
          value={view}
          onChange={(timelineView) => commands.setView({ timelineView })}
        />
        <Scrubber place={place} timeline={timeline} onGo={go} onStep={step} />
      </div>
      {query.kind === 'wrong' && (
        <p className="timeline-wrong" role="alert">
          {query.problem}
        </p>
      )}
      <div className="timeline-main" data-side={side}>
        {view === 'rows' ? (
          <RowList
            result={result}
            timeline={timeline}
            place={place}
            onGo={go}
            onStep={step}
            onClearFilter={() => setText('')}
          />
        ) : (
          <SequencePane result={result} cursor={cursor} scope={scope} exchange={exchange} connection={connection} />
        )}
        <div className="timeline-side">
          <div className="tl-side-choice">
            <Choice
              name={words.side}
              options={{ state: words.state, row: words.row }}
              value={side}
              onChange={(chosen) => setSide(chosen)}
            />
          </div>
          <StatePane result={result} timeline={timeline} cursor={cursor} row={row} exchange={exchange} />
          <RowPane result={result} timeline={timeline} cursor={cursor} row={row} />
        </div>
      </div>
    </div>
  );
}
