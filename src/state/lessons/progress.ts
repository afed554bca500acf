import * as v from 'valibot';
import type { Notes } from '../ports.ts';
import { readNote } from '../saved/notes.ts';
import type { LessonProgress } from '../slices/lesson.ts';

type Progress = Readonly<Record<string, LessonProgress>>;

const KEY = 'weir.lessons';
const kept = v.record(v.string(), v.picklist(['started', 'passed', 'solved']));

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
