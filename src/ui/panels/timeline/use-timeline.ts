import { useDeferredValue, useMemo, useState } from 'react';
import { RowKind, type RunResult, type RunRows, runRows } from '../../../state/index.ts';
import { type FilteredRun, parseRowQuery, rowFits, type RowQuery } from './row-filter.ts';
import { type RowText, rowText } from './row-text.ts';
import { isFoldable, isFolded, placeOf, type Scope, shownRows } from './shown-rows.ts';

export interface Timeline extends FilteredRun {
  readonly shown: Int32Array;
  readonly query: RowQuery;
  readonly isFiltered: boolean;
  /** The exchange whose rows alone are shown; -1: all of the run. */
  readonly only: number;
  /** Rows that the scope has, folded or not. */
  readonly all: number;
  isFolded(row: number): boolean;
  isFoldable(row: number): boolean;
  turn(row: number): void;
}

interface Settings {
  readonly scope: Scope;
  readonly exchange: number;
  /** Shown where no exchange is. */
  readonly connection: number;
  readonly text: string;
  readonly cursor: number | undefined;
}

const NONE: ReadonlySet<number> = new Set();

/** The rows of a run, those of them that are shown, and what folds them. */
export function useTimeline({ report }: RunResult, { scope, exchange, connection, text, cursor }: Settings): Timeline {
  const rows = useMemo(() => runRows(report), [report]);
  const [{ of, turned }, setTurned] = useState({ of: rows, turned: NONE });
  const current = of === rows ? turned : NONE;
  const deferred = useDeferredValue(text);
  const query = useMemo(() => parseRowQuery(deferred), [deferred]);
  const open = cursor === undefined ? -1 : rows.rowAt(cursor);
  const textOf = useMemo(() => remembered((row) => rowText(report, rows, row)), [report, rows]);
  const terms = query.kind === 'terms' ? query.terms : [];
  const isFiltered = terms.length > 0;
  const known = report.exchanges[exchange] ?? report.connections[connection];
  const run = useMemo(() => ({ report, rows, textOf }), [report, rows, textOf]);
  const shown = useMemo(() => {
    const fits =
      query.kind === 'terms' && query.terms.length > 0 ? (row: number) => rowFits(row, query.terms, run) : undefined;
    return shownRows(rows, { scope, exchange, known, turned: current, open, fits });
  }, [rows, scope, exchange, known, current, open, query, run]);
  const all = useMemo(
    () =>
      shownRows(rows, {
        scope,
        exchange,
        known,
        turned: NONE,
        open: -1,
        fits: (row) => rows.kind[row] !== RowKind.group,
      }).length,
    [rows, scope, exchange, known],
  );
  return {
    ...run,
    shown,
    query,
    isFiltered,
    only: scope === 'exchange' ? exchange : -1,
    all,
    isFolded: (row) => !isFiltered && isFolded(rows, row, current, open),
    isFoldable: (row) => !isFiltered && isFoldable(rows, row),
    turn: (row) => setTurned({ of: rows, turned: toggled(current, row) }),
  };
}

function toggled(set: ReadonlySet<number>, row: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(row)) next.add(row);
  return next;
}

function remembered(make: (row: number) => RowText): (row: number) => RowText {
  const known = new Map<number, RowText>();
  return (row) => {
    let text = known.get(row);
    if (text === undefined) known.set(row, (text = make(row)));
    return text;
  };
}

export type Move =
  'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last' | 'callback-up' | 'callback-down' | 'out' | 'in';

const PAGE = 10;

/** Where a step leads, as a place in the list; undefined: nowhere. At the end of the run `place` is behind the last. */
export function moved(rows: RunRows, shown: Int32Array, place: number, move: Move): number | undefined {
  const last = shown.length - 1;
  const clamped = (to: number) => (last < 0 ? undefined : Math.min(Math.max(to, 0), last));
  switch (move) {
    case 'up':
      return clamped(place - 1);
    case 'down':
      return clamped(place + 1);
    case 'page-up':
      return clamped(place - PAGE);
    case 'page-down':
      return clamped(place + PAGE);
    case 'first':
      return clamped(0);
    case 'last':
      return clamped(last);
    case 'in':
      return clamped(place + 1);
    case 'out': {
      const parent = rows.parent[shown[place] ?? -1] ?? -1;
      return parent < 0 ? undefined : placeOf(shown, parent);
    }
    case 'callback-up':
    case 'callback-down': {
      const step = move === 'callback-up' ? -1 : 1;
      for (let to = place + step; to >= 0 && to <= last; to += step)
        if (rows.kind[shown[to] ?? -1] === RowKind.callback) return to;
      return undefined;
    }
  }
}
