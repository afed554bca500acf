import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import type { Workshop } from '../../src/lessons/workshop/lesson.ts';
import { type Folder, type ReadLesson, readLesson } from './read-lesson.ts';
import { workshopSchema } from './schema.ts';

export const lessonsFolder = 'lessons';

export interface ReadWorkshop {
  readonly workshop: Workshop;
  readonly lessons: readonly ReadLesson[];
  /** By id of the lesson: its folder. */
  readonly folders: Readonly<Record<string, string>>;
  /** What is wrong with it: where, and what. */
  readonly problems: readonly string[];
}

/** Ids of the workshops in a folder. */
export function workshopsIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Reads a workshop with all its lessons. */
export function readWorkshop(folder: string, id: string): ReadWorkshop {
  const root = join(folder, id);
  const problems: string[] = [];
  const tell = (problem: string) => void problems.push(problem);
  const head = v.safeParse(workshopSchema, parseYaml(readFileSync(join(root, 'workshop.yaml'), 'utf8')));
  if (!head.success)
    for (const issue of head.issues) tell(`workshop.yaml: ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  const { version, title, about, languages } = head.success
    ? head.output
    : { version: 1, title: id, about: '', languages: ['en'] };
  if (!/^[a-z0-9-]{1,64}$/.test(id)) tell(`${id}: names are made of small letters, digits and hyphens`);

  const names = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const shared = names.filter(({ name }) => name.startsWith('_'));
  const bases = Object.fromEntries(shared.map(({ name }) => [name, textsBelow(join(root, name))]));
  const lessons: ReadLesson[] = [];
  const folders: Record<string, string> = {};
  let before: Folder | undefined;
  for (const { name } of names
    .filter((one) => !shared.includes(one))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const [, lesson] = /^\d\d-([a-z0-9-]{1,60})$/.exec(name) ?? [];
    if (lesson === undefined) {
      tell(`${name}: a lesson's folder has two digits and a name, such as 01-first-header`);
      continue;
    }
    const place = { workshop: id, version, id: lesson, languages, before, bases };
    const read = readLesson(textsBelow(join(root, name)), place, (problem) => tell(`${name}/${problem}`));
    lessons.push(read);
    folders[lesson] = join(root, name);
    before = read.end;
  }
  if (lessons.length === 0) tell('there is no lesson');
  const entries = lessons.map(({ lesson }) => ({
    id: lesson.id,
    title: lesson.title,
    about: lesson.about,
    minutes: lesson.minutes,
  }));
  return { workshop: { id, version, title, about, languages, lessons: entries }, lessons, folders, problems };
}

/** Paths of all files below a folder. */
export function filesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name)).toSorted();
}

function textsBelow(folder: string): Folder {
  return Object.fromEntries(
    filesIn(folder).map((path) => [
      path.slice(folder.length + 1).replaceAll('\\', '/'),
      /\.(?:md|ts|yaml|http|svg)$/.test(path) ? readFileSync(path, 'utf8') : '',
    ]),
  );
}
