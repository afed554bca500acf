import * as v from 'valibot';
import type { LessonProgress } from '../slices/lesson.ts';

type Progress = Readonly<Record<string, LessonProgress>>;

const KEY = 'weir.lessons';
const kept = v.record(v.string(), v.picklist(['started', 'passed', 'solved']));

/** What this browser knows of lessons; nothing where it keeps nothing. */
export function keptProgress(): Progress {
  try {
    const { success, output } = v.safeParse(kept, JSON.parse(localStorage.getItem(KEY) ?? '{}'));
    return success ? output : {};
  } catch {
    return {};
  }
}

/** Read anew before it is written: another tab may have passed another lesson. */
export function keepProgress(id: string, progress: LessonProgress): Progress {
  const next = { ...keptProgress(), [id]: progress };
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // It then lasts as long as the page.
  }
  return next;
}
