import type { LessonText, OpenLesson, Workshop } from '../../../state/index.ts';
import { nextLesson } from './next-lesson.ts';
import { words } from './lesson.words.ts';

/** What a screen reader hears when the tasks have been judged. */
export function announcement(open: OpenLesson, { tasks: named }: LessonText, workshop: Workshop | undefined): string {
  const { tasks, judged, lesson, language } = open;
  if (judged === 0) return '';
  const first = tasks.findIndex(({ kind }) => kind !== 'passed');
  const next = nextLesson(workshop, lesson.id);
  if (first < 0) return next ? words.allPassed(next.title) : words.lastPassed;
  const before = named[first - 1];
  const done = before ? `${words.taskPassed(first, before.title)} ` : '';
  const state = tasks[first];
  if (state?.kind !== 'failed') return done;
  const { fail } = state.failed.check;
  return `${done}${words.taskFailed(first + 1, fail[language] ?? Object.values(fail)[0] ?? '')}`;
}
