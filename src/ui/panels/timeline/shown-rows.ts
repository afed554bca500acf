import { countUpTo, type Exchange } from '../../../model/index.ts';
import { RowKind, type RunRows } from '../../../state/index.ts';

export type Scope = 'exchange' | 'run';

/** Of an exchange or a connection. */
type Spanned = Pick<Exchange, 'traceFrom' | 'traceTo'>;

interface Wanted {
  readonly scope: Scope;
  readonly exchange: number;
  readonly known: Spanned | undefined;
  /** Rows that are folded or unfolded against what they would be. */
  readonly turned: ReadonlySet<number>;
  /** The cursor's row: what it is inside of is open. */
  readonly open: number;
  /** Only these, as a plain list; undefined: all, as a tree. */
  readonly fits: ((row: number) => boolean) | undefined;
}

/** The rows that are on show, in their order. */
export function shownRows(rows: RunRows, { scope, exchange, known, turned, open, fits }: Wanted): Int32Array {
  const shown = new Int32Array(rows.count);
  let count = 0;
  let row = 0;
  const isOfExchange = (top: number) => scope === 'run' || isWithin(rows, top, exchange, known);
  while (row < rows.count) {
    const end = rows.end[row] ?? row + 1;
    if (rows.depth[row] === 0 && !isOfExchange(row)) row = end;
    else if (fits !== undefined) {
      if (fits(row)) shown[count++] = row;
      row += 1;
    } else {
      shown[count++] = row;
      row = isFolded(rows, row, turned, open) ? end : row + 1;
    }
  }
  return shown.subarray(0, count);
}

/** The start-up belongs to every request; what happens beside requests to the one that was sent last. */
function isWithin(rows: RunRows, row: number, exchange: number, known: Spanned | undefined): boolean {
  const at = rows.at[row] ?? -1;
  if (rows.kind[row] === RowKind.group && at < 0) return true;
  const own = rows.exchange[row] ?? -1;
  if (own >= 0) return own === exchange;
  return known !== undefined && at >= known.traceFrom && at < known.traceTo;
}

export function isFoldable(rows: RunRows, row: number): boolean {
  return (rows.end[row] ?? 0) > row + 1;
}

/** Groups and what only asked the guest for memory are folded at first. */
export function isFolded(rows: RunRows, row: number, turned: ReadonlySet<number>, open: number): boolean {
  if (!isFoldable(rows, row) || (open > row && open < (rows.end[row] ?? 0))) return false;
  const isFirst = rows.kind[row] === RowKind.group || isOnlyMemory(rows, row);
  return isFirst !== turned.has(row);
}

function isOnlyMemory(rows: RunRows, row: number): boolean {
  const end = rows.end[row] ?? 0;
  if (rows.kind[row] !== RowKind.hostcall) return false;
  for (let inner = row + 1; inner < end; inner++) if (rows.kind[inner] !== RowKind.memory) return false;
  return true;
}

/** Place in the list of a row, or of the nearest row around or before it that is shown. */
export function placeOf(shown: Int32Array, row: number): number {
  return Math.max(shown.length === 0 ? -1 : 0, countUpTo(shown.length, row, (i) => shown[i] ?? 0) - 1);
}
