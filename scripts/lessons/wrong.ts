import type { Tell } from './prose.ts';
import type { Folder } from './read-lesson.ts';
import type { LessonWrong } from './schema.ts';

interface Kept {
  readonly wrong: LessonWrong;
  readonly solution: Folder;
  /** How many tasks the lesson has. */
  readonly tasks: number;
}

/** By task: the files of a solution that lacks just this. What does not fit is told. */
export function wrongSolutions({ wrong, solution, tasks }: Kept, tell: Tell): ReadonlyMap<number, Folder> {
  const found = new Map<number, Folder>();
  for (const { task, edits } of wrong) {
    if (found.has(task)) tell(`task ${task} is there twice`);
    if (task > tasks) tell(`task ${task} is got wrong, and there are ${tasks}`);
    const files = { ...solution };
    edits.forEach(({ file, find, replace }, i) => {
      const parts = files[file]?.split(find) ?? [];
      if (parts.length === 2) files[file] = parts.join(replace);
      else tell(`task ${task}, edit ${i + 1}: ${JSON.stringify(find)} ${isWhere(file, parts)}, not once`);
    });
    found.set(task, files);
  }
  for (let task = 1; task <= tasks; task++) if (!found.has(task)) tell(`no wrong solution is kept for task ${task}`);
  return found;
}

function isWhere(file: string, parts: readonly string[]): string {
  if (parts.length === 0) return `is to be in ${file}, which is no file of the solution`;
  return `is in ${file} ${parts.length === 1 ? 'nowhere' : `${parts.length - 1} times`}`;
}
