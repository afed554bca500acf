import type { Project } from '../../model/index.ts';
import type { Notes } from '../ports.ts';
import type { EditorSlice } from '../slices/editor.ts';
import {
  dockTabs,
  panes,
  requestTabs,
  resultTabs,
  timelineScopes,
  timelineViews,
  type ViewSlice,
} from '../slices/view.ts';

/** Where small things are kept that make the page look as it was left. What stands there is unchecked. */
export const noteKeys = { view: 'weir.view', places: 'weir.places', typed: 'weir.typed' } as const;

type Check = (value: unknown) => boolean;
const oneOf =
  (choices: readonly unknown[]): Check =>
  (value) =>
    choices.includes(value);
const MOST_TEXT = 1000;

/** What of the view is kept, and what it may be. */
export const keptFields = {
  resultTab: oneOf(resultTabs),
  requestTab: oneOf(requestTabs),
  dockTab: oneOf(dockTabs),
  timelineView: oneOf(timelineViews),
  timelineScope: oneOf(timelineScopes),
  timelineFilter: (value) => typeof value === 'string' && value.length <= MOST_TEXT,
  pane: oneOf(panes.filter((pane) => pane !== 'lesson')),
  isProblemsOpen: oneOf([true, false]),
} as const satisfies Partial<Record<keyof ViewSlice, Check>>;

/** Tabs, panes and the timeline as they were left. */
export function keptView(notes: Notes): Partial<ViewSlice> {
  const kept = recordOf(readNote(notes, noteKeys.view));
  const good = Object.entries(keptFields).filter(([name, isGood]) => isGood(kept[name]));
  return Object.fromEntries(good.map(([name]) => [name, kept[name]]));
}

type Place = Pick<EditorSlice, 'open' | 'active' | 'cursors'>;

/** The files that were open in a project, and where the cursor was; empty when nobody knows. */
export function keptPlace(notes: Notes, { id, files }: Project): Partial<Place> {
  const place = recordOf(recordOf(readNote(notes, noteKeys.places))[id]);
  const isFile = (path: unknown): path is string => typeof path === 'string' && Object.hasOwn(files, path);
  const open = [...new Set(listOf(place['open']).filter(isFile))];
  if (open.length === 0) return {};
  const cursors = Object.entries(recordOf(place['cursors'])).flatMap(([path, at]) => {
    const [line, column] = listOf(at);
    return isFile(path) && isCount(line) && isCount(column) ? [[path, { line, column }] as const] : [];
  });
  const active = isFile(place['active']) && open.includes(place['active']) ? place['active'] : open[0];
  return { open, active, cursors: Object.fromEntries(cursors) };
}

/** What was typed into the terminal, oldest first. */
export function keptTyped(notes: Notes): string[] {
  return listOf(readNote(notes, noteKeys.typed)).filter((line) => typeof line === 'string');
}

export function readNote(notes: Notes, key: string): unknown {
  try {
    const parsed: unknown = JSON.parse(notes.read(key) ?? 'null');
    return parsed;
  } catch {
    return undefined;
  }
}

export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;
