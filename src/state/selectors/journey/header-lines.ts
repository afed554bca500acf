import { SINGLE_HEADERS, textOfBytes, type HeaderBytes } from '../../../model/index.ts';
import type { ChangingCall, HeaderChange } from './header-changes.ts';

/** Who made a header line what it is; nobody on the way: it came so. `at`: where in the trace, for what Envoy did. */
export type MadeBy = ChangingCall | { readonly kind: 'envoy'; readonly at?: number } | { readonly kind: 'origin' };

/** One line of a header map on its way. What keeps its track is the same line at the next stage. */
export interface HeaderLine {
  readonly name: string;
  readonly value: string;
  readonly by: MadeBy;
  /** Undefined: not known yet which of the lines before it this is. */
  readonly track: number | undefined;
}

export type Lines = readonly HeaderLine[];

/** A map's lines; names without regard to case. */
export function linesOf(headers: HeaderBytes, by: MadeBy): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let i = 0; i + 1 < headers.length; i += 2)
    lines.push({ name: lower(text(headers[i])), value: text(headers[i + 1]), by, track: undefined });
  return lines;
}

const NO_BYTES = new Uint8Array();
const text = (bytes: Uint8Array | undefined) => textOfBytes(bytes ?? NO_BYTES);
const lower = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
/** `host` is another name of `:authority`. */
const ownName = (name: string) => (lower(name) === 'host' ? ':authority' : lower(name));

/** The lines after a filter's calls, as Envoy's header map does them. */
export function applyChanges(before: Lines, changes: readonly HeaderChange[]): Lines {
  return changes.reduce(applyChange, before);
}

function applyChange(lines: Lines, { op, pairs, by }: HeaderChange): Lines {
  const name = ownName(pairs[0] ?? '');
  const value = pairs[1] ?? '';
  switch (op) {
    case 'add':
      return added(lines, name, value, by);
    case 'remove':
      return lines.filter((line) => line.name !== name);
    case 'replace': {
      const first = lines.find((line) => line.name === name);
      return [...lines.filter((line) => line.name !== name), { name, value, by, track: first?.track }];
    }
    case 'set': {
      let all: Lines = [];
      for (let i = 0; i + 1 < pairs.length; i += 2) all = added(all, ownName(pairs[i] ?? ''), pairs[i + 1] ?? '', by);
      return all;
    }
    case 'reply':
      return lines;
  }
}

function added(lines: Lines, name: string, value: string, by: MadeBy): Lines {
  const known = SINGLE_HEADERS.has(name) ? lines.find((line) => line.name === name) : undefined;
  if (known === undefined) return [...lines, { name, value, by, track: undefined }];
  const joined = known.value === '' ? value : `${known.value},${value}`;
  return lines.map((line) => (line === known ? { ...line, value: joined, by } : line));
}

/** What became of one line on its way into a stage. */
export interface LineStep {
  readonly track: number;
  readonly change: 'same' | 'added' | 'changed' | 'removed';
  readonly value: string | undefined;
  readonly was: string | undefined;
  readonly by: MadeBy;
}

/**
 * Which line of a name is which: those that kept their track, then equal values, then the others in their order. What
 * is left over was removed, or added. `nextTrack` gives a new line its place.
 */
export function matchLines(
  before: Lines,
  after: Lines,
  { removedBy, nextTrack }: { readonly removedBy: MadeBy; readonly nextTrack: () => number },
): LineStep[] {
  const old = [...before];
  const steps: (LineStep | undefined)[] = after.map(() => undefined);
  const pair = (fits: (one: HeaderLine, other: HeaderLine) => boolean) => {
    for (const [i, line] of after.entries()) {
      if (steps[i] !== undefined) continue;
      const at = old.findIndex((one) => fits(one, line));
      const [was] = at < 0 ? [] : old.splice(at, 1);
      if (was !== undefined) steps[i] = stepOf(was, line);
    }
  };
  pair((one, other) => other.track !== undefined && one.track === other.track);
  pair((one, other) => one.value === other.value);
  pair(() => true);
  const made = after.flatMap((line, i): LineStep[] => {
    const known = steps[i];
    if (known !== undefined) return [known];
    return [{ track: nextTrack(), change: 'added', value: line.value, was: undefined, by: line.by }];
  });
  const gone = old.map(({ track = -1, value }): LineStep => ({
    track,
    change: 'removed',
    value: undefined,
    was: value,
    by: removedBy,
  }));
  return [...made, ...gone];
}

function stepOf(was: HeaderLine, line: HeaderLine): LineStep {
  const isSame = was.value === line.value;
  // A map that is set as a whole makes anew only what differs.
  const isAgain = line.by.kind === 'hostcall' && line.by.hostcall === 'proxy_replace_header_map_value';
  return {
    track: was.track ?? -1,
    change: isSame ? 'same' : 'changed',
    value: line.value,
    was: isSame ? undefined : was.value,
    by: isSame && !isAgain ? was.by : line.by,
  };
}
