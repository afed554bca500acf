import type { Exchange, Stage, TraceData } from '../../../model/index.ts';
import { headerChanges, type ChangingCall, type HeaderChange, type HeaderTimes } from './header-changes.ts';
import { applyChanges, linesOf, matchLines, type Lines, type LineStep, type MadeBy } from './header-lines.ts';

/** What became of a header line on its way into a stage, seen from the last stage that let headers go. */
export type CellChange = 'same' | 'added' | 'changed' | 'removed' | 'absent' | 'held' | 'replied' | 'skipped';

export interface JourneyCell {
  readonly change: CellChange;
  /** For people; undefined unless the line is there. */
  readonly value: string | undefined;
  /** What it was before, where it was changed or removed. */
  readonly was: string | undefined;
  /** Who made the line what it is here; undefined where there is none. */
  readonly by: MadeBy | undefined;
}

/** One line of a map; several have the same name when the header stands there more than once. */
export interface JourneyRow {
  readonly name: string;
  /** Which line of the name it is, from 0. */
  readonly nth: number;
  /** One for each column. */
  readonly cells: readonly JourneyCell[];
}

export interface JourneyColumn {
  readonly at: Stage['at'];
  /** Position in the chain, for `filter`, and for a `local-reply` that a filter made. */
  readonly filter?: number;
  readonly state: Stage['state'];
  /** Position in `trace.words` from which on headers were here; undefined where nobody knows. */
  readonly since: number | undefined;
}

export interface JourneyTable {
  readonly columns: readonly JourneyColumn[];
  readonly rows: readonly JourneyRow[];
}

export interface HeaderJourney {
  readonly request: JourneyTable;
  readonly response: JourneyTable;
  readonly requestTrailers: JourneyTable | undefined;
  readonly responseTrailers: JourneyTable | undefined;
}

export type Travelled = Pick<
  Exchange,
  'requestJourney' | 'responseJourney' | 'requestTrailers' | 'responseTrailers' | 'localReply' | 'traceFrom'
>;

/** Numbers of the header maps. */
const MapNumber = { requestHeaders: 0, requestTrailers: 1, responseHeaders: 2, responseTrailers: 3 } as const;

/** The way of an exchange's headers, client -> filters -> upstream and back, and which call made each line of them. */
export function headerJourney(exchange: Travelled, trace: TraceData, index: number): HeaderJourney {
  const { requestTrailers, responseTrailers, localReply } = exchange;
  const { changes, request, response } = headerChanges(trace, index, exchange.traceFrom);
  const reply = changes.findLast(({ op, by }) => op === 'reply' && by.filter === localReply?.filter);
  const of = (map: number, times?: HeaderTimes) => ({ changes: changes.filter((one) => one.map === map), times });
  const replied = localReply && { filter: localReply.filter, way: localReply.way, call: reply };
  return {
    request: journeyTable(exchange.requestJourney, of(MapNumber.requestHeaders, request)),
    response: journeyTable(exchange.responseJourney, of(MapNumber.responseHeaders, response), replied),
    requestTrailers: requestTrailers && journeyTable(requestTrailers, of(MapNumber.requestTrailers)),
    responseTrailers: responseTrailers && journeyTable(responseTrailers, of(MapNumber.responseTrailers)),
  };
}

interface Told {
  readonly changes: readonly HeaderChange[];
  readonly times: HeaderTimes | undefined;
}

interface Replied {
  readonly filter: number;
  readonly way: 'filters' | 'client' | 'nobody';
  readonly call: HeaderChange | undefined;
}

function journeyTable(stages: readonly Stage[], told: Told, replied?: Replied): JourneyTable {
  const names: string[] = [];
  const rows = new Map<string, JourneyCell[][]>();
  let before: Lines | undefined;
  for (const [column, stage] of stages.entries()) {
    if (stage.state === 'skipped') continue;
    const origin = originOf(stage, column, replied);
    const arrived = linesOf(stage.headers, { kind: 'origin' });
    const after = arrived.map((line) => ({ ...line, by: origin(line.name) }));
    for (const { name } of after) if (!rows.has(name)) rows.set(name, (names.push(name), []));
    const own = changesAt(stage, told);
    const known = before === undefined ? undefined : applyChanges(before, own);
    const next: Lines[] = [];
    for (const name of names) {
      const tracks = rows.get(name) ?? [];
      const steps = stepsOf(name, { before, known, after, own, tracks, removedBy: origin(':status') });
      for (const step of steps) cellsOf(tracks, step.track)[column] = cellOf(stage.state, step, before === undefined);
      next.push(steps.flatMap(({ track, value, by }) => (value === undefined ? [] : [{ name, value, by, track }])));
    }
    if (stage.state === 'reached') before = next.flat();
  }
  return {
    columns: stages.map((stage, column) => columnOf(stage, sinceOf(stages, column, told.times), replied)),
    rows: names.flatMap((name) =>
      (rows.get(name) ?? []).map((cells, nth) => ({
        name,
        nth,
        cells: stages.map(({ state }, column) => cells[column] ?? nothing(state)),
      })),
    ),
  };
}

function cellsOf(tracks: JourneyCell[][], track: number): JourneyCell[] {
  return (tracks[track] ??= []);
}

const nothing = (state: Stage['state']): JourneyCell => ({
  change: state === 'reached' ? 'absent' : state,
  value: undefined,
  was: undefined,
  by: undefined,
});

/** Who made a line that no call of a filter made, by its name. */
function originOf(stage: Stage, column: number, replied: Replied | undefined): (name: string) => MadeBy {
  const isReply = stage.at === 'local-reply' || (replied?.way === 'client' && stage.at === 'client');
  if (!isReply) return () => (column === 0 ? { kind: 'origin' } : { kind: 'envoy' });
  const call = replied?.call;
  if (call === undefined) return () => ({ kind: 'envoy' });
  const given = new Set([':status', ...call.pairs.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase())]);
  return (name) => (given.has(name) ? call.by : { kind: 'envoy', at: call.by.at });
}

/** What a filter did to the map while it had it. */
function changesAt({ at, filter }: Stage, { changes, times }: Told): readonly HeaderChange[] {
  if (at !== 'filter' || filter === undefined) return [];
  const left = times?.left.get(filter) ?? Infinity;
  return changes.filter(({ by }) => by.filter === filter && by.at < left);
}

interface Stand {
  readonly before: Lines | undefined;
  /** The lines as the filter's calls make them. */
  readonly known: Lines | undefined;
  /** The lines as they were. */
  readonly after: Lines;
  readonly own: readonly HeaderChange[];
  readonly tracks: JourneyCell[][];
  /** Who removed what no call of a filter removed. */
  readonly removedBy: MadeBy;
}

function stepsOf(name: string, { before, known, after, own, tracks, removedBy }: Stand): LineStep[] {
  const named = (lines: Lines = []) => lines.filter((line) => line.name === name);
  const [was, is, calculated] = [named(before), named(after), named(known)];
  const touching = own.filter(({ op, pairs }) => op === 'set' || touches(pairs[0] ?? '', name));
  const last: ChangingCall | undefined = touching.at(-1)?.by;
  const isExplained = known !== undefined && calculated.map(valueOf).join('\n') === is.map(valueOf).join('\n');
  const lines = isExplained && touching.length > 0 ? calculated : is.map((line) => ({ ...line, by: last ?? line.by }));
  // A line that comes back takes the place of one that has gone.
  const alive = new Set(was.map(({ track }) => track));
  const free = tracks.flatMap((_, track) => (alive.has(track) ? [] : [track]));
  let fresh = tracks.length;
  const nextTrack = () => free.shift() ?? fresh++;
  return matchLines(was, lines, { removedBy: last ?? removedBy, nextTrack });
}

const valueOf = ({ value }: { readonly value: string }) => value;

function touches(given: string, name: string): boolean {
  const lower = given.toLowerCase();
  return lower === name || (lower === 'host' && name === ':authority');
}

function cellOf(state: Stage['state'], { change, value, was, by }: LineStep, isFirst: boolean): JourneyCell {
  if (state === 'held' || state === 'replied') return { change: state, value, was, by };
  return { change: isFirst ? 'same' : change, value, was, by };
}

function columnOf({ at, state, filter }: Stage, since: number | undefined, replied?: Replied): JourneyColumn {
  const by = replied === undefined || replied.filter < 0 ? undefined : replied.filter;
  const position = filter ?? (at === 'local-reply' ? by : undefined);
  return { at, state, since, ...(position !== undefined && { filter: position }) };
}

/** A filter has the headers from when the one before it let them go. */
function sinceOf(stages: readonly Stage[], column: number, times: HeaderTimes | undefined): number | undefined {
  if (times === undefined || stages[column]?.state === 'skipped') return undefined;
  if (column === 0) return times.left.get(-1);
  if (column === stages.length - 1) return times.sent;
  const before = stages.findLast((stage, at) => at < column && stage.state === 'reached');
  return times.left.get(before?.filter ?? -1);
}
