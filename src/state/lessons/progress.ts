import * as v from 'valibot';
import type { Notes } from '../ports.ts';
import { readNote } from '../saved/notes.ts';
import type { LessonProgress } from '../slices/lesson.ts';

type Progress = Readonly<Record<string, LessonProgress>>;

const KEY = 'weir.lessons';
const HINTS_KEY = 'weir.hints';
const kept = v.record(v.string(), v.picklist(['started', 'passed', 'solved']));
const keptCounts = v.record(v.string(), v.array(v.pipe(v.number(), v.integer(), v.minValue(0))));

/** What this browser knows of lessons; nothing where it keeps nothing. */
export function keptProgress(notes: Notes): Progress {
  const { success, output } = v.safeParse(kept, readNote(notes, KEY));
  return success ? output : {};
}

/** Read anew before it is written: another tab may have passed another lesson. */
export function keepProgress(notes: Notes, id: string, progress: LessonProgress): Progress {
  const next = { ...keptProgress(notes), [id]: progress };
  notes.write(KEY, JSON.stringify(next));
  return next;
}

/** How many hints of each task of a lesson were on show. */
export function keptHints(notes: Notes, id: string): readonly number[] {
  return allHints(notes)[id] ?? [];
}

export function keepHints(notes: Notes, id: string, hints: readonly number[]): void {
  notes.write(HINTS_KEY, JSON.stringify({ ...allHints(notes), [id]: hints }));
}

function allHints(notes: Notes): v.InferOutput<typeof keptCounts> {
  const { success, output } = v.safeParse(keptCounts, readNote(notes, HINTS_KEY));
  return success ? output : {};
}
