import { isLessonProject } from '../lessons/lesson-id.ts';
import type { Commands } from './commands.ts';
import type { Context } from './context.ts';

type LessonCommands = Pick<Commands, 'learn' | 'openLesson' | 'tutor'>;

/** Lessons. All that they take is fetched when somebody begins to learn. */
export function lessonCommands(context: Context, commands: () => Commands): LessonCommands {
  const tutor = async () => (await import('../lessons/tutor.ts')).tutorOf(context, commands());
  return {
    learn: async () => (await tutor()).list(),
    openLesson: async (workshop, lesson) => (await tutor()).open(workshop, lesson),
    tutor,
  };
}

/** Shows a lesson as long as its project is open, however it came to be so. */
export function followLessons({ store }: Context, { tutor }: LessonCommands): () => void {
  return store.subscribe(({ project: { current }, lesson: { open } }, before) => {
    if (current.id === before.project.current.id || (!isLessonProject(current.id) && open === undefined)) return;
    void tutor().then((it) => it.follow());
  });
}
