import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import { type NamedRequest, parseHttpFile } from '../../src/model/index.ts';
import type { Block, CodeBlock, Inline, Lesson, LessonText, Task } from '../../src/lessons/workshop/lesson.ts';
import { projectOfLesson } from './project.ts';
import { proseOf, type Tell } from './prose.ts';
import {
  frontMatterSchema,
  lessonChecksSchema,
  lessonProjectSchema,
  lessonWrongSchema,
  translatedFrontMatterSchema,
} from './schema.ts';
import { wrongSolutions } from './wrong.ts';

/** Texts of a lesson's folder by their paths in it; pictures have an empty text. */
export type Folder = Readonly<Record<string, string>>;

interface Place {
  readonly workshop: string;
  readonly version: number;
  readonly id: string;
  readonly languages: readonly string[];
  /** What the lesson before ends with: a lesson without start/ begins there. */
  readonly before: Folder | undefined;
  /** Folders of the workshop that its lessons share, by name. */
  readonly bases: Readonly<Record<string, Folder>>;
}

export interface ReadLesson {
  readonly lesson: Lesson;
  /** By task: the whole sources and project parts of a solution that lacks just this. */
  readonly wrong: Readonly<Record<number, Lesson['solution']>>;
  /** What the next lesson begins with when it has no start/. */
  readonly end: Folder;
  readonly pictures: readonly string[];
}

/** Reads a lesson; whatever is wrong with it is told, and a lesson comes of it all the same. */
export function readLesson(folder: Folder, place: Place, tell: Tell): ReadLesson {
  const { workshop, version, id, languages, before, bases } = place;
  const inside =
    (file: string): Tell =>
    (problem) =>
      tell(`${file}: ${problem}`);
  const requests = requestsIn(folder, 'requests.http', 'request', inside('requests.http'));
  const hidden = requestsIn(folder, 'hidden.http', 'hidden', inside('hidden.http'));
  if (requests.length === 0) tell('requests.http: there is no request');
  const [language = 'en'] = languages;
  const heads = texts(folder, languages, tell);
  const { title, about, minutes, extends: base } = heads[language]?.front ?? { ...emptyFront, title: id };
  if (base !== undefined && bases[base] === undefined) tell(`lesson.md: it extends ${base}, which is not beside it`);
  const own = below(folder, 'start/');
  const start = { ...(base !== undefined && bases[base]), ...(Object.keys(own).length > 0 ? own : before) };
  if (start['filter.ts'] === undefined) tell('start/: there is no filter.ts, and no lesson before to begin from');
  const solution = { ...start, ...below(folder, 'solution/') };
  if (Object.keys(below(folder, 'solution/')).length === 0) tell('solution/: it is empty');
  const project = (files: Folder, where: string) => {
    const parts = parsedYaml(files['project.yaml'] ?? '{}', lessonProjectSchema, inside(`${where}/project.yaml`));
    const paths = Object.keys(files).filter((path) => path.endsWith('.ts'));
    const sources = Object.fromEntries(paths.toSorted().map((path) => [path, files[path] ?? '']));
    return projectOfLesson({
      id: `lesson-${workshop}-${version}-${id}`,
      lesson: id,
      title,
      files: sources,
      requests,
      parts: parts ?? { clusters: [], routes: [], workers: 1 },
    });
  };
  const inWrong = inside('wrong.yaml');
  const wrong = wrongSolutions(
    {
      wrong: parsedYaml(folder['wrong.yaml'] ?? '[]', lessonWrongSchema, inWrong) ?? [],
      solution,
      tasks: heads[language]?.text.tasks.length ?? 0,
    },
    inWrong,
  );
  const lesson: Lesson = {
    workshop,
    version,
    id,
    title,
    about,
    minutes,
    texts: Object.fromEntries(Object.entries(heads).map(([name, { text }]) => [name, text])),
    checks: checksIn(folder, languages, inside('checks.yaml')),
    start: project(start, 'start'),
    solution: project(solution, 'solution'),
    hidden,
  };
  tellWhatDoesNotFit(lesson, folder, tell);
  return {
    lesson,
    wrong: Object.fromEntries([...wrong].map(([task, files]) => [task, project(files, `wrong.yaml, task ${task}`)])),
    end: solution,
    pictures: Object.keys(folder).filter((path) => /^[\w-]+\.(?:svg|png)$/.test(path)),
  };
}

function below(folder: Folder, prefix: string): Folder {
  const files = Object.entries(folder).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(files.map(([path, text]) => [path.slice(prefix.length), text]));
}

function requestsIn(folder: Folder, file: string, kind: string, tell: Tell): NamedRequest[] {
  const { requests, notes } = parseHttpFile(folder[file] ?? '');
  for (const { line, text, kind: trouble } of notes) tell(`line ${line}: ${trouble} ${text}`);
  return requests.map((request, i) => ({ ...request, id: `${kind}-${i + 1}` }));
}

function checksIn(folder: Folder, languages: readonly string[], tell: Tell): Lesson['checks'] {
  const [first = 'en'] = languages;
  const checks = parsedYaml(folder['checks.yaml'] ?? '[]', lessonChecksSchema, tell) ?? [];
  return checks.map(({ fail, ...check }, i) => {
    const texts = typeof fail === 'string' ? { [first]: fail } : fail;
    for (const language of languages)
      if (texts[language] === undefined) tell(`check ${i + 1} does not say in ${language} why it fails`);
    return { ...check, fail: texts };
  });
}

interface Head {
  readonly front: v.InferOutput<typeof frontMatterSchema>;
  readonly text: LessonText;
}

const emptyFront: Head['front'] = { title: '', about: '', minutes: 1 };

function texts(folder: Folder, languages: readonly string[], tell: Tell): Record<string, Head> {
  const heads = languages.map((language, i) => {
    const ending = i === 0 ? 'md' : `${language}.md`;
    return [language, textOf(folder, ending, i === 0, tell)] as const;
  });
  const [first] = heads;
  for (const [language, { text }] of heads)
    if (text.tasks.length !== first?.[1].text.tasks.length)
      tell(`lesson.${language}.md: it has ${text.tasks.length} tasks, and lesson.md ${first?.[1].text.tasks.length}`);
  return Object.fromEntries(heads);
}

function textOf(folder: Folder, ending: string, isFirst: boolean, tell: Tell): Head {
  const inLesson: Tell = (problem) => tell(`lesson.${ending}: ${problem}`);
  const inHints: Tell = (problem) => tell(`hints.${ending}: ${problem}`);
  const [, head = '', body = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(folder[`lesson.${ending}`] ?? '') ?? [];
  if (head === '') inLesson('it is not there, or has no head between two lines of ---');
  const front: Head['front'] = {
    ...emptyFront,
    ...(isFirst
      ? parsedYaml(head, frontMatterSchema, inLesson)
      : parsedYaml(head, translatedFrontMatterSchema, inLesson)),
  };
  const [intro = '', ...sections] = body.split(/^## /m);
  const [, ...hintSections] = (folder[`hints.${ending}`] ?? '').split(/^## /m);
  const hints = new Map(hintSections.map((section) => [Number.parseInt(section, 10), section]));
  const tasks = sections.map((section, i): Task => {
    const [heading = '', ...rest] = section.split('\n');
    const [, number, title = heading] = /^(\d+)\. (.+)$/.exec(heading) ?? [];
    if (Number(number) !== i + 1) inLesson(`the task "${heading}" should begin with ${i + 1}.`);
    return { title, text: proseOf(rest.join('\n'), inLesson), hints: hintsOf(hints.get(i + 1), i + 1, inHints) };
  });
  if (tasks.length === 0) inLesson('there is no task: "## 1. What to do"');
  const { title, about } = front;
  return { front, text: { title, about, intro: proseOf(intro, inLesson), tasks } };
}

/** The items of the list below `## N`, from a nudge to the answer. */
function hintsOf(section: string | undefined, task: number, tell: Tell): Block[][] {
  const blocks = proseOf((section ?? '').replace(/^.*\n?/, ''), tell);
  const [list] = blocks;
  if (list?.kind === 'list' && list.isOrdered && blocks.length === 1) return list.items.map((item) => [...item]);
  tell(`below "## ${task}" there should be a numbered list of hints, and nothing else`);
  return [];
}

function parsedYaml<S extends v.GenericSchema>(text: string, schema: S, tell: Tell): v.InferOutput<S> | undefined {
  let value: unknown;
  try {
    value = parseYaml(text, { maxAliasCount: 20 });
  } catch (error) {
    tell(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    return undefined;
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  for (const issue of parsed.issues.slice(0, 5)) {
    const at = v.getDotPath(issue);
    tell(at === null ? issue.message : `${at}: ${issue.message}`);
  }
  return undefined;
}

/** Names of one file that another does not know. */
function tellWhatDoesNotFit({ checks, start, solution, hidden, texts: all }: Lesson, folder: Folder, tell: Tell): void {
  const names = [...start.requests, ...hidden].map(({ name }) => name);
  const shown = new Set(start.requests.map(({ name }) => name));
  for (const name of names) if (names.indexOf(name) !== names.lastIndexOf(name)) tell(`two requests are named ${name}`);
  const count = Object.values(all)[0]?.tasks.length ?? 0;
  checks.forEach(({ task, send, expect }, i) => {
    if (task > count) tell(`checks.yaml: check ${i + 1} is for task ${task}, and there are ${count}`);
    for (const name of send)
      if (!names.includes(name)) tell(`checks.yaml: check ${i + 1} sends ${name}, which is no request`);
    if ((expect.requests?.length ?? 0) > send.length) tell(`checks.yaml: check ${i + 1} expects more than it sends`);
  });
  for (let task = 1; task <= count; task++)
    if (checks.every((check) => check.task !== task)) tell(`checks.yaml: task ${task} has no check`);
  for (const text of Object.values(all)) {
    const blocks = [text.intro, ...text.tasks.flatMap((task) => [task.text, ...task.hints])].flat();
    for (const block of blocks.flatMap(within)) {
      if (block.kind === 'image' && folder[block.source] === undefined)
        tell(`the picture ${block.source} is not there`);
      if (block.kind === 'code') tellPut(block, { start, solution }, tell);
      for (const inline of inlinesOf(block).flatMap(withinInline)) {
        if (inline.kind === 'request' && !shown.has(inline.name))
          tell(`prose sends ${inline.name}, which is no request`);
        if (inline.kind === 'file' && !isLine(start.files, inline))
          tell(`prose points at ${inline.path}#L${inline.line}`);
      }
    }
  }
}

function tellPut({ act }: CodeBlock, { start, solution }: Pick<Lesson, 'start' | 'solution'>, tell: Tell): void {
  if (act?.kind !== 'put') return;
  const isThere = [start, solution].some(({ files }) => files[act.file]?.includes(act.line) === true);
  if (!isThere) tell(`code is to be put ${act.where} "${act.line}", which is not in ${act.file}`);
}

function isLine(files: Folder, { path, line }: { readonly path: string; readonly line: number }): boolean {
  const text = files[path];
  return text !== undefined && line <= text.split('\n').length;
}

function within(block: Block): Block[] {
  if (block.kind === 'note') return [block, ...block.content.flatMap(within)];
  if (block.kind === 'list') return [block, ...block.items.flat().flatMap(within)];
  return [block];
}

const inlinesOf = (block: Block): readonly Inline[] =>
  block.kind === 'paragraph' || block.kind === 'heading' ? block.content : [];

const withinInline = (inline: Inline): Inline[] =>
  'content' in inline ? [inline, ...inline.content.flatMap(withinInline)] : [inline];
