import { type Exchange, type HeaderBytes, type Stage, textOfBytes } from '../../model/index.ts';

/** What became of a header on its way into a stage, seen from the last stage that let headers go. */
export type CellChange = 'same' | 'added' | 'changed' | 'removed' | 'absent' | 'held' | 'replied' | 'skipped';

export interface JourneyCell {
  readonly change: CellChange;
  /** Values for people; several when a header stands there more than once. Empty unless the header is there. */
  readonly values: readonly string[];
}

export interface JourneyRow {
  readonly name: string;
  /** One for each column. */
  readonly cells: readonly JourneyCell[];
}

export interface JourneyColumn {
  readonly at: Stage['at'];
  /** Position in the chain, for `filter`, and for a `local-reply` that a filter made. */
  readonly filter?: number;
  readonly state: Stage['state'];
}

export interface JourneyTable {
  readonly columns: readonly JourneyColumn[];
  readonly rows: readonly JourneyRow[];
}

export interface HeaderJourney {
  readonly request: JourneyTable;
  readonly response: JourneyTable;
}

type Journeys = Pick<Exchange, 'requestJourney' | 'responseJourney' | 'localReply'>;

/** The way of an exchange's headers: client -> filters -> upstream, and back. */
export function headerJourney({ requestJourney, responseJourney, localReply }: Journeys): HeaderJourney {
  return {
    request: journeyTable(requestJourney),
    response: journeyTable(responseJourney, localReply?.filter),
  };
}

function journeyTable(stages: readonly Stage[], replier = -1): JourneyTable {
  const maps = stages.map(({ headers }) => valuesByName(headers));
  const reached = stages.map(({ state }) => state === 'reached');
  const seen = maps.filter((_, column) => stages[column]?.state !== 'skipped');
  const names = new Set(seen.flatMap((map) => [...map.keys()]));
  return {
    columns: stages.map((stage) => columnOf(stage, replier)),
    rows: [...names].map((name) => ({
      name,
      cells: stages.map(({ state }, column) => {
        const from = reached.lastIndexOf(true, column - 1);
        const before = column === 0 || from < 0 ? undefined : (maps[from]?.get(name) ?? NONE);
        return cellOf(state, maps[column]?.get(name) ?? NONE, before);
      }),
    })),
  };
}

const NONE: readonly string[] = [];

function columnOf({ at, state, filter }: Stage, replier: number): JourneyColumn {
  const position = filter ?? (at === 'local-reply' && replier >= 0 ? replier : undefined);
  return { at, state, ...(position !== undefined && { filter: position }) };
}

function cellOf(state: Stage['state'], values: readonly string[], before: readonly string[] | undefined): JourneyCell {
  if (state === 'skipped') return { change: 'skipped', values: NONE };
  if (state === 'held' || state === 'replied') return { change: state, values };
  return { change: changeOf(values, before ?? values), values };
}

function changeOf(values: readonly string[], before: readonly string[]): CellChange {
  if (values.length === 0) return before.length === 0 ? 'absent' : 'removed';
  if (before.length === 0) return 'added';
  return values.length === before.length && values.every((value, i) => value === before[i]) ? 'same' : 'changed';
}

/** Names in the order of their first appearance, without regard to case; values in the order of the list. */
function valuesByName(headers: HeaderBytes): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = textOfBytes(headers[i] ?? EMPTY).toLowerCase();
    const list = values.get(name) ?? [];
    list.push(textOfBytes(headers[i + 1] ?? EMPTY));
    values.set(name, list);
  }
  return values;
}

const EMPTY = new Uint8Array();
