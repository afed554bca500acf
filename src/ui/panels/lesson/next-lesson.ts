import type { Workshop } from '../../../state/index.ts';

type Entry = Workshop['lessons'][number];

export const nextLesson = (workshop: Workshop | undefined, id: string): Entry | undefined => neighbour(workshop, id, 1);
export const lessonBefore = (workshop: Workshop | undefined, id: string): Entry | undefined =>
  neighbour(workshop, id, -1);

function neighbour(workshop: Workshop | undefined, id: string, step: 1 | -1): Entry | undefined {
  const lessons = workshop?.lessons ?? [];
  const at = lessons.findIndex((lesson) => lesson.id === id);
  return at < 0 ? undefined : lessons[at + step];
}
