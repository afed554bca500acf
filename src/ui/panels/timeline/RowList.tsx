import { type KeyboardEvent, type MouseEvent, type PointerEvent, useId, useMemo } from 'react';
import type { Report } from '../../../model/index.ts';
import { requestOfExchange, type RunResult, type RunRows } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { hueOf } from '../../parts/hue.ts';
import { placeOf } from '../explain/explanation-at.ts';
import { useIsNarrow } from '../layout/use-is-narrow.ts';
import { lanesOf } from './lanes.ts';
import { TimelineRow } from './TimelineRow.tsx';
import { words } from './timeline.words.ts';
import { useRowWindow } from './use-row-window.ts';
import type { Move, Timeline } from './use-timeline.ts';
import './rows.css';

interface RowListProps {
  readonly result: RunResult;
  readonly timeline: Timeline;
  /** Where the cursor is in the list; behind the last: the end of the run. */
  readonly place: number;
  readonly onGo: (place: number) => void;
  readonly onStep: (move: Move | 'end') => void;
  readonly onClearFilter: () => void;
}

const HEAD = 24;

const KEYS: Readonly<Record<string, Move | 'end'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'first',
  End: 'last',
  Escape: 'end',
  'Alt+ArrowUp': 'callback-up',
  'Alt+ArrowDown': 'callback-down',
  '[': 'callback-up',
  ']': 'callback-down',
};

export function RowList({ result, timeline, place, onGo, onStep, onClearFilter }: RowListProps) {
  const { report, measured } = result;
  const { rows, shown } = timeline;
  const id = useId();
  const commands = useCommands();
  const lit = useSelected(({ run }) => run.lit);
  const litRow = lit === undefined ? -1 : rows.rowAt(lit);
  const lanes = useMemo(() => lanesOf(report, rows), [report, rows]);
  const marked = useMemo(() => explainedRows(report, rows), [report, rows]);
  const requestOf = requestTold(report, timeline);
  const height = useIsNarrow() ? 32 : 24;
  const { box, onScroll, drawn } = useRowWindow({ count: shown.length, height, head: HEAD, current: place });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    const row = shown[place];
    const at = row === undefined ? undefined : rows.at[row];
    const move = KEYS[event.altKey ? `Alt+${event.key}` : event.key];
    if (move !== undefined) onStep(move);
    else if (at !== undefined && event.key === 'Enter') void commands.showSource(at);
    else if (row !== undefined && event.key === 'ArrowLeft') {
      if (timeline.isFoldable(row) && !timeline.isFolded(row)) timeline.turn(row);
      else onStep('out');
    } else if (row !== undefined && event.key === 'ArrowRight') {
      if (timeline.isFolded(row)) timeline.turn(row);
      else if (timeline.isFoldable(row)) onStep('in');
    } else return;
    event.preventDefault();
  };
  const rowUnder = (event: PointerEvent) => {
    const under = closest(event.target, '[data-row]');
    return under && rows.at[Number(under.dataset['row'])];
  };
  const onClick = (event: MouseEvent) => {
    const under = closest(event.target, '[data-row]');
    if (under === undefined) return;
    const row = Number(under.dataset['row']);
    const isFold = closest(event.target, '[data-fold]') !== undefined;
    const isInside = (shown[place] ?? -1) > row && (shown[place] ?? -1) < (rows.end[row] ?? 0);
    const at = rows.at[row];
    if (isFold) timeline.turn(row);
    else if (at !== undefined && (event.ctrlKey || event.metaKey)) void commands.showSource(at);
    // What the cursor is inside of is open.
    if (!isFold || isInside) onGo(Number(under.dataset['place']));
  };

  return (
    <div
      className="tl-row-list"
      style={{ '--lanes': lanes.list.length }}
      data-measured={measured !== undefined || undefined}
    >
      <div ref={box} className="tl-rows scrolls" onScroll={onScroll}>
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- its rows are walked
          role="treegrid"
          tabIndex={0}
          data-first-focus
          aria-label={words.rows}
          aria-rowcount={shown.length + 1}
          aria-activedescendant={place < shown.length ? `${id}-${shown[place]}` : undefined}
          onKeyDown={onKeyDown}
          onClick={onClick}
          // Rows that are scrolled past a pointer at rest light up nothing.
          onPointerMove={(event) => commands.lightRow(rowUnder(event))}
          onPointerLeave={() => commands.lightRow(undefined)}
          onPointerOver={tellCell}
        >
          <thead className="tl-row-head">
            <tr className="tl-row" aria-rowindex={1}>
              <th scope="col">{words.columns.what}</th>
              <th scope="col" className="tl-row-details">
                {words.columns.details}
              </th>
              <th scope="col">{words.columns.status}</th>
              <th scope="col" className="tl-row-time" title={words.timeHint}>
                {words.columns.time}
              </th>
              {measured !== undefined && (
                <th scope="col" className="tl-row-time tl-row-measured" title={words.measuredHint}>
                  {words.columns.measured}
                </th>
              )}
              <th scope="col" className="tl-lanes" aria-label={words.columns.lanes}>
                {lanes.list.map(({ filter, name }, lane) => (
                  <span
                    key={lane}
                    className="tl-lane-head"
                    title={name}
                    data-hue={filter < 0 ? undefined : hueOf(filter)}
                  >
                    {filter < 0 ? '·' : filter + 1}
                  </span>
                ))}
              </th>
            </tr>
          </thead>
          <tbody className="tl-row-space" style={{ height: shown.length * height }}>
            {drawn.map(({ index, slot }) => {
              const row = shown[index] ?? 0;
              const lane = lanes.laneOf(row);
              return (
                <TimelineRow
                  key={slot}
                  id={`${id}-${row}`}
                  row={row}
                  place={index}
                  top={index * height}
                  height={height}
                  text={timeline.textOf(row)}
                  kind={rows.kind[row] ?? 0}
                  depth={timeline.isFiltered ? 0 : (rows.depth[row] ?? 0)}
                  ms={rows.ms[row] ?? 0}
                  measured={measured?.get(rows.at[row] ?? -1)}
                  fold={timeline.isFoldable(row) ? (timeline.isFolded(row) ? 'folded' : 'open') : 'leaf'}
                  isCurrent={index === place}
                  isLit={row === litRow}
                  isMarked={marked.has(row)}
                  lane={lane}
                  laneName={lanes.list[lane]?.name ?? ''}
                  hue={rows.filter[row] ?? -1}
                  hasMeasured={measured !== undefined}
                  request={requestOf(row)}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {shown.length === 0 && (
        <p className="empty">
          {timeline.isFiltered ? words.noneFit : words.nothing}{' '}
          {timeline.isFiltered && (
            <Button small onClick={onClearFilter}>
              {words.clearFilter}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

/** The request that a row is part of, where it is another one than that of what is around it; 0: there is nothing to tell. */
function requestTold(report: Report, { rows, only, isFiltered }: Timeline): (row: number) => number {
  if (report.exchanges.length < 2) return () => 0;
  return (row) => {
    const exchange = rows.exchange[row] ?? -1;
    const outer = isFiltered ? -1 : (rows.parent[row] ?? -1);
    const around = outer < 0 ? only : rows.exchange[outer];
    return exchange < 0 || exchange === around ? 0 : requestOfExchange(report, exchange) + 1;
  };
}

/** A cell says in full what there is no room for, and a bar whose it is; read when it is pointed at, as there are many. */
function tellCell({ target }: PointerEvent): void {
  const cell = closest(target, 'td');
  if (cell === undefined) return;
  const isCut = cell.scrollWidth > cell.clientWidth;
  const told = cell.getAttribute('aria-label') ?? (isCut ? cell.textContent : '');
  cell.title = told;
  cell.addEventListener('pointerout', () => cell.removeAttribute('title'), { once: true });
}

/** Rows of which the pane beside them says why. */
function explainedRows(report: Report, rows: RunRows): ReadonlySet<number> {
  const places = report.warnings.map((warning) => placeOf(report, warning) ?? -1);
  const all = [...report.refusals.map(({ at }) => at), ...places].filter((at) => at >= 0);
  return new Set(all.map((at) => rows.rowAt(at)));
}

function closest(target: EventTarget, selector: string): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>(selector) ?? undefined) : undefined;
}
