import type { HeaderJourney, JourneyCell, JourneyColumn, JourneyTable } from '../../../state/index.ts';

/** The parts of the table, from top to bottom. */
export const sections = ['request', 'requestTrailers', 'response', 'responseTrailers'] as const;
export type SectionName = (typeof sections)[number];

/** A cell of the table: its part, its row as drawn, its column. */
export interface Spot {
  readonly section: SectionName;
  readonly row: number;
  readonly column: number;
}

export const spotKey = ({ section, row, column }: Spot): string => `${section}.${row}.${column}`;

export function spotOfKey(key: string | undefined): Spot | undefined {
  const [name, row, column] = (key ?? '').split('.');
  const section = sections.find((one) => one === name);
  return section && { section, row: Number(row), column: Number(column) };
}

/** Where in the trace a cell leads; undefined where no record made it. */
export function leadsTo({ by }: JourneyCell): number | undefined {
  return by === undefined || by.kind === 'origin' ? undefined : by.at;
}

/** Whether the record at a position made the cell what it is: the call itself, or the callback that it ran in. */
export function isMadeAt({ by, change }: JourneyCell, at: number | undefined): boolean {
  if (at === undefined || by === undefined || by.kind === 'origin' || change === 'same') return false;
  return by.at === at || (by.kind === 'hostcall' && by.calledAt === at);
}

/** Whether a cell is still to come when the run is looked at as of a position. */
export function isLater(cell: JourneyCell, { since }: JourneyColumn, cursor: number | undefined): boolean {
  if (cursor === undefined || cell.change === 'skipped') return false;
  return (since ?? -1) > cursor || (cell.change !== 'same' && (leadsTo(cell) ?? -1) > cursor);
}

/** The next cell that leads somewhere, from a cell, in the direction of an arrow key. */
export function nextSpot(
  tables: Readonly<Record<SectionName, JourneyTable | undefined>>,
  { section, row, column }: Spot,
  key: string,
): Spot | undefined {
  const all = sections.flatMap((name) =>
    (tables[name]?.rows ?? []).flatMap((one, at) => {
      const linked = one.cells.flatMap((cell, place) => (leadsTo(cell) === undefined ? [] : [place]));
      return linked.length === 0 ? [] : [{ section: name, row: at, linked }];
    }),
  );
  const here = all.findIndex((one) => one.section === section && one.row === row);
  const line = all[here];
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const places = line?.linked ?? [];
    const to = key === 'ArrowRight' ? places.find((at) => at > column) : places.findLast((at) => at < column);
    return to === undefined ? undefined : { section, row, column: to };
  }
  const target = { ArrowDown: all[here + 1], ArrowUp: all[here - 1], Home: all[0], End: all.at(-1) }[key];
  if (target === undefined) return undefined;
  const to = target.linked.toSorted((a, b) => Math.abs(a - column) - Math.abs(b - column))[0] ?? 0;
  return { section: target.section, row: target.row, column: to };
}

/** The first cell that a filter made something of: where keys come in. */
export function firstSpot(tables: Readonly<Record<SectionName, JourneyTable | undefined>>): Spot | undefined {
  for (const section of sections)
    for (const [row, { cells }] of (tables[section]?.rows ?? []).entries()) {
      const column = cells.findIndex((cell) => leadsTo(cell) !== undefined);
      if (column >= 0) return { section, row, column };
    }
  return undefined;
}

export type Drawn = Readonly<Record<SectionName, JourneyTable | undefined>>;

/** The journey with its rows in the order in which they are drawn. */
export function drawnTables(journey: HeaderJourney, order: (table: JourneyTable) => JourneyTable['rows']): Drawn {
  const sorted = (table: JourneyTable | undefined) => table && { columns: table.columns, rows: order(table) };
  return {
    request: sorted(journey.request),
    requestTrailers: sorted(journey.requestTrailers),
    response: sorted(journey.response),
    responseTrailers: sorted(journey.responseTrailers),
  };
}
