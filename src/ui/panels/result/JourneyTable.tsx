import { type KeyboardEvent, memo, type SyntheticEvent, useId, useMemo, useRef, useState } from 'react';
import type { ExpectedClaim, HeaderJourney, JourneyColumn, JourneyRow } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { FilterNumber } from '../../parts/FilterNumber.tsx';
import { JourneyCells } from './JourneyCells.tsx';
import { soon } from '../../parts/late.ts';
import type { Pointed } from './JourneyTip.tsx';
import { expectedHeaders } from './expected-headers.ts';
import { changedFirst } from './journey-rows.ts';
import * as spots from './journey-spots.ts';
import { words } from './result.words.ts';

const JourneyTip = soon(
  () => import('./JourneyTip.tsx').then((it) => it.JourneyTip),
  () => null,
);

interface JourneyTableProps {
  readonly journey: HeaderJourney;
  /** Names of the filters by position. */
  readonly filters: readonly string[];
}

/** Headers as rows, the places they pass as columns, in the order in which they pass them. */
export function JourneyTable({ journey, filters }: JourneyTableProps) {
  const commands = useCommands();
  const { cursor, lit } = useSelected(({ run }) => ({ cursor: run.cursor, lit: run.lit }));
  const tables = useMemo(() => spots.drawnTables(journey, changedFirst), [journey]);
  const expected = useMemo(() => expectedOf(tables), [tables]);
  const [stop, setStop] = useState<string>();
  const [pointed, setPointed] = useState<Pointed>();
  const area = useRef<HTMLElement>(null);
  const tip = useId();
  const entry = useMemo(() => spots.firstSpot(tables), [tables]);
  const tabStop = stop ?? (entry && spots.spotKey(entry));

  const cellAt = (key: string | undefined) => {
    const spot = spots.spotOfKey(key);
    return spot && tables[spot.section]?.rows[spot.row]?.cells[spot.column];
  };
  const point = ({ target }: SyntheticEvent) => {
    const place = target instanceof Element ? target.closest<HTMLElement>('[data-spot]') : null;
    const key = place?.dataset['spot'];
    const cell = cellAt(key);
    if (place === null || key === undefined || cell?.by === undefined) return leave();
    setPointed({ key, cell, at: place.getBoundingClientRect() });
    commands.lightRow(spots.leadsTo(cell));
  };
  const leave = () => {
    if (pointed === undefined) return;
    setPointed(undefined);
    commands.lightRow(undefined);
  };
  const move = (event: KeyboardEvent) => {
    const from = event.target instanceof HTMLElement ? spots.spotOfKey(event.target.dataset['spot']) : undefined;
    const to = from && spots.nextSpot(tables, from, event.key);
    if (event.key === 'Escape') leave();
    const claim = from && expected.get(from.section)?.get(tables[from.section]?.rows[from.row]?.name ?? '');
    if (event.key === 'e' && claim && !event.ctrlKey && !event.metaKey) void commands.expectThis(claim);
    if (to === undefined) return;
    event.preventDefault();
    setStop(spots.spotKey(to));
    area.current?.querySelector<HTMLElement>(`[data-spot="${spots.spotKey(to)}"]`)?.focus();
  };
  const go = ({ target }: SyntheticEvent) => {
    const key =
      target instanceof Element ? target.closest<HTMLElement>('button[data-spot]')?.dataset['spot'] : undefined;
    const cell = cellAt(key);
    const at = cell && spots.leadsTo(cell);
    if (at === undefined) return;
    setStop(key);
    commands.showRow(at);
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what the cells' buttons pass on
    <section
      ref={area}
      className="journey scrolls"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys must be able to scroll it
      tabIndex={0}
      aria-label={words.journey}
      onPointerOver={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
      onKeyDown={move}
      onClick={go}
      onScroll={leave}
    >
      <table>
        {spots.sections.map((name) => {
          const table = tables[name];
          if (table === undefined) return null;
          return (
            <tbody key={name} data-section={name}>
              <StageRow title={words.sections[name]} columns={table.columns} filters={filters} />
              {table.rows.length === 0 && (
                <tr>
                  <td colSpan={table.columns.length + 1} className="faint">
                    {words.noHeaders}
                  </td>
                </tr>
              )}
              {table.rows.map((row, index) => {
                const prefix = `${name}.${index}.`;
                const isIn = (key: string | undefined) => (key?.startsWith(prefix) === true ? key : undefined);
                const at = lit ?? cursor;
                return (
                  <Row
                    key={`${row.name} ${row.nth}`}
                    row={row}
                    prefix={prefix}
                    columns={table.columns}
                    cursor={cursor}
                    lit={row.cells.some((cell) => spots.isMadeAt(cell, at)) ? at : undefined}
                    tabStop={isIn(tabStop)}
                    described={isIn(pointed?.key)}
                    tip={tip}
                    expected={row.nth > 0 ? undefined : expected.get(name)?.get(row.name)}
                  />
                );
              })}
            </tbody>
          );
        })}
      </table>
      {pointed && <JourneyTip id={tip} pointed={pointed} filters={filters} />}
    </section>
  );
}

const expectedOf = (tables: spots.Drawn) =>
  new Map(spots.sections.map((name) => [name, expectedHeaders(name, tables[name])]));

interface RowProps {
  readonly row: JourneyRow;
  readonly prefix: string;
  readonly columns: readonly JourneyColumn[];
  readonly cursor: number | undefined;
  readonly lit: number | undefined;
  readonly tabStop: string | undefined;
  readonly described: string | undefined;
  readonly tip: string;
  readonly expected: ExpectedClaim | undefined;
}

const Row = memo(function Row({ row, ...rest }: RowProps) {
  return (
    <tr data-nth={row.nth || undefined}>
      <th scope="row" title={row.name}>
        <div className="row-name">{row.name}</div>
      </th>
      <JourneyCells cells={row.cells} {...rest} />
    </tr>
  );
});

interface StageRowProps {
  readonly title: string;
  readonly columns: readonly JourneyColumn[];
  readonly filters: readonly string[];
}

function StageRow({ title, columns, filters }: StageRowProps) {
  return (
    <tr className="stages">
      <th scope="col">{title}</th>
      {columns.map(({ filter, state, at }, index) => (
        <th key={index} scope="col" data-state={state} data-at={at}>
          <span className="stage">
            {filter !== undefined && <FilterNumber index={filter} />}
            <span className="stage-name">{words.column(at, at === 'filter' ? filters[filter ?? 0] : undefined)}</span>
            {state !== 'reached' && (
              <span className="badge" data-tone={state === 'replied' ? 'local' : undefined}>
                {words.states[state]}
              </span>
            )}
            {index < columns.length - 1 && (
              <span className="arrow" aria-hidden>
                →
              </span>
            )}
          </span>
        </th>
      ))}
    </tr>
  );
}
