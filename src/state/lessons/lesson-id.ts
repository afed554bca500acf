/** A lesson's work is a project of its own, under an id that tells so. */
const PREFIX = 'lesson-';

export const isLessonProject = (id: string): boolean => id.startsWith(PREFIX);

interface Named {
  readonly workshop: string;
  readonly version: number;
  readonly id: string;
}

export const lessonProjectId = ({ workshop, version, id }: Named): string => `${PREFIX}${workshop}-${version}-${id}`;

/** What a lesson's project is said to have begun as. */
const BEGINNING = /^lesson\/([a-z0-9-]+)\/([a-z0-9-]+)$/;

export const beginningOf = (workshop: string, lesson: string): string => `lesson/${workshop}/${lesson}`;

/** The workshop and the lesson that a project began as. */
export function lessonOf(beginning: string | undefined): readonly [workshop: string, lesson: string] | undefined {
  const [, workshop, lesson] = BEGINNING.exec(beginning ?? '') ?? [];
  return workshop === undefined || lesson === undefined ? undefined : [workshop, lesson];
}
