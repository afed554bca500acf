import { beforeEach, expect, test, vi } from 'vitest';
import type { Lesson } from '../../src/lessons/workshop/index.ts';
import { requestDefaults } from '../../src/model/index.ts';
import { putCode } from '../../src/state/lessons/put-code.ts';
import { sourcesHash } from '../../src/state/sha256.ts';
import { exampleProject, memoryNotes, memoryStorage, noDetails, reportOf, settle, stageOf, wasmOf } from './fakes.ts';

const entry = (id: string) => ({ id, title: `Lesson ${id}`, about: 'A sentence.', minutes: 1 });
const projectOf = (id: string, source: string) => ({
  ...exampleProject,
  id: `lesson-w-1-${id}`,
  name: `Lesson ${id}`,
  files: { 'filter.ts': source },
  requests: [{ ...requestDefaults, id: 'request-1', name: 'hello', url: '/a' }],
  selectedRequest: 'request-1',
});
const lessonOf = (id: string): Lesson => ({
  ...entry(id),
  workshop: 'w',
  version: 1,
  texts: { en: { title: id, about: 'A sentence.', intro: [], tasks: [{ title: 'Do it', text: [], hints: [[], []] }] } },
  checks: [{ task: 1, send: ['hello'], expect: { requests: [{ status: 200 }] }, fail: { en: 'Why?' } }],
  start: projectOf(id, 'start'),
  solution: projectOf(id, 'solution'),
  hidden: [],
});

const shelf = {
  workshops: [
    { id: 'w', version: 1, title: 'W', about: 'A sentence.', languages: ['en'], lessons: [entry('a'), entry('b')] },
  ],
  load: (workshop: string, id: string) =>
    Promise.resolve(
      workshop === 'w' && (id === 'a' || id === 'b')
        ? {
            lesson: lessonOf(id),
            pictures: {},
            prebuilt: () =>
              Promise.resolve(
                ['start', 'solution'].map((text) => ({
                  entry: 'filter.ts',
                  sources: sourcesHash({ 'filter.ts': text }),
                  wasm: wasmOf(`wasm of ${text}`),
                  loadMap: () => Promise.resolve('{}'),
                })),
              ),
          }
        : undefined,
    ),
};

const kept = new Map<string, string>();
const notes = memoryNotes(kept);
beforeEach(() => kept.clear());

/** Every run is answered at once; the judge says what it is told to. */
function visit(search = '', status: () => number = () => 404) {
  const state = { hash: '', search };
  const stage = stageOf({
    notes,
    lessons: () => Promise.resolve(shelf),
    judge: () => ({
      run(input) {
        const answer = reportOf(input);
        if (answer.kind !== 'report') throw new Error(answer.kind);
        const exchanges = answer.report.exchanges.map((one) => ({
          ...one,
          response: { ...one.response, status: status() },
        }));
        return Promise.resolve({ ...answer, report: { ...answer.report, exchanges } });
      },
    }),
    runner: {
      run: (input) => Promise.resolve(reportOf(input)),
      inspect: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      describe: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      ...noDetails,
    },
    storage: memoryStorage({ project: { ...exampleProject, id: 'mine', name: 'Mine' }, example: undefined }),
    address: { read: () => state, base: 'http://weir.test/', clear: () => Object.assign(state, { search: '' }) },
  });
  return { ...stage, state, now: () => stage.app.store.getState() };
}
const lately = <T>(ask: () => T) => vi.waitFor(ask, { timeout: 10_000, interval: 5 });
const kinds = ({ lesson }: { lesson: { open: { tasks: readonly { kind: string }[] } | undefined } }) =>
  lesson.open?.tasks.map(({ kind }) => kind);

test('a link opens a lesson with what was compiled beforehand, and judges it', async () => {
  const { app, now, compiles, state } = visit('?lesson=w/a');
  await app.commands.arrive();
  await lately(() => expect(kinds(now())).toEqual(['failed']));
  expect(now().project).toMatchObject({ current: { id: 'lesson-w-1-a', name: 'Lesson a' }, saved: 'copy' });
  expect(now().lesson.progress).toEqual({ 'lesson-w-1-a': 'started' });
  expect(compiles).toEqual([]);
  expect(state.search).toBe('?lesson=w/a');
  expect(now().view.pane).toBe('lesson');
  app.dispose();
});

test('a lesson that is not there: own work opens', async () => {
  const { app, now } = visit('?lesson=w/nowhere');
  await app.commands.arrive();
  await lately(() => expect(now().project.current.name).toMatch(/Lesson a|Mine/));
  app.dispose();
});

test('solving is undone in one step, brings no compile, and counts as passed with the solution', async () => {
  let status = 404;
  const { app, now, compiles } = visit('?lesson=w/a', () => status);
  await app.commands.arrive();
  await lately(() => expect(kinds(now())).toEqual(['failed']));
  status = 200;
  const tutor = await app.commands.tutor();
  await tutor.solve();
  await lately(() => expect(kinds(now())).toEqual(['passed']));
  expect(now().project.current.files).toEqual({ 'filter.ts': 'solution' });
  expect(compiles).toEqual([]);
  expect(now().lesson.progress).toEqual({ 'lesson-w-1-a': 'solved' });
  app.commands.undo();
  expect(now().project.current.files).toEqual({ 'filter.ts': 'start' });
  app.dispose();
});

test('hints on show are there again behind another lesson and a reload, until the lesson starts again', async () => {
  const { app, now } = visit('?lesson=w/a');
  await app.commands.arrive();
  await lately(() => expect(kinds(now())).toEqual(['failed']));
  const tutor = await app.commands.tutor();
  tutor.moreHints(1);
  tutor.moreHints(1);
  // Whoever waits for a lesson to open finds it open.
  await app.commands.openLesson('w', 'b');
  expect(now().lesson.open).toMatchObject({ id: 'lesson-w-1-b', hints: [0] });
  await app.commands.openLesson('w', 'a');
  expect(now().lesson.open).toMatchObject({ id: 'lesson-w-1-a', hints: [2] });
  app.dispose();

  const again = visit('?lesson=w/a');
  await again.app.commands.arrive();
  await lately(() => expect(again.now().lesson.open?.hints).toEqual([2]));
  await (await again.app.commands.tutor()).reset();
  expect(again.now().lesson.open?.hints).toEqual([0]);
  again.app.dispose();

  kept.set('weir.hints', JSON.stringify({ 'lesson-w-1-a': ['many', -1] }));
  const odd = visit('?lesson=w/a');
  await odd.app.commands.arrive();
  await lately(() => expect(odd.now().lesson.open?.hints).toEqual([0]));
  odd.app.dispose();
});

test('own work that passes counts more than the solution; the next lesson opens, and the first where it was left', async () => {
  const { app, now } = visit('?lesson=w/a', () => 200);
  await app.commands.arrive();
  await lately(() => expect(now().lesson.progress).toEqual({ 'lesson-w-1-a': 'passed' }));
  app.commands.addRequest();
  const tutor = await app.commands.tutor();
  await tutor.goOn();
  await lately(() => expect(now().lesson.open?.id).toBe('lesson-w-1-b'));
  await app.commands.openLesson('w', 'a');
  await lately(() => expect(now().lesson.open?.id).toBe('lesson-w-1-a'));
  expect(kinds(now())).toEqual(['passed']);
  expect(now().project.current.requests).toHaveLength(2);
  await tutor.reset();
  expect(now().project.current.requests).toHaveLength(1);
  expect(JSON.parse(kept.get('weir.lessons') ?? '')).toMatchObject({ 'lesson-w-1-a': 'passed' });
  app.dispose();
});

test('another project has no lesson', async () => {
  const { app, now } = visit('?lesson=w/a');
  await app.commands.arrive();
  await lately(() => expect(now().lesson.open).toBeDefined());
  app.commands.newProject();
  await settle();
  await lately(() => expect(now().lesson.open).toBeUndefined());
  expect(now().view.pane).not.toBe('lesson');
  app.dispose();
});

const source = 'class A {\n  on(): void {\n    go();\n  }\n}';
const put = (where: 'after' | 'before' | 'instead of', line: string, code: string) =>
  putCode(source, code, { kind: 'put', file: 'filter.ts', where, line })?.text;
const puts: readonly (readonly ['after' | 'before' | 'instead of', string, string, string | undefined])[] = [
  ['after', 'on(): void', 'a();\nb();', 'class A {\n  on(): void {\n    a();\n    b();\n    go();\n  }\n}'],
  ['before', 'go()', 'a();', 'class A {\n  on(): void {\n    a();\n    go();\n  }\n}'],
  ['instead of', 'go()', 'a();', 'class A {\n  on(): void {\n    a();\n  }\n}'],
  ['after', 'go()', 'a();', 'class A {\n  on(): void {\n    go();\n    a();\n  }\n}'],
  ['after', 'class A', 'x: i32;\n', 'class A {\n  x: i32;\n\n  on(): void {\n    go();\n  }\n}'],
  ['after', 'gone', 'a();', undefined],
];
test.each(puts)('code is put %s %j', (where, line, code, expected) => {
  expect(put(where, line, code)).toBe(expected);
});
