import { expect, test } from 'vitest';
import { type Folder, readLesson } from '../../scripts/lessons/read-lesson.ts';

const lesson = (prose = 'Do it.') => `---
title: One
about: A sentence.
minutes: 1
---

Before.

## 1. The task

${prose}
`;

const good: Folder = {
  'lesson.md': lesson(),
  'hints.md': '## 1\n\n1. A nudge.\n2. All of it.\n',
  'requests.http': '### hello\nGET /headers\n',
  'checks.yaml': '- { task: 1, send: [hello], expect: { requests: [{ status: 200 }] }, fail: "Why?" }\n',
  'start/filter.ts': 'class One {}\n',
  'solution/filter.ts': 'class Two {}\n',
  'wrong.yaml': '- { task: 1, edits: [{ find: Two, replace: Three }] }\n',
};
const place = { workshop: 'w', version: 2, id: 'one', languages: ['en'], before: undefined, bases: {} };

function read(changes: Folder, other: Partial<Parameters<typeof readLesson>[1]> = {}) {
  const problems: string[] = [];
  const folder = Object.fromEntries(Object.entries({ ...good, ...changes }).filter(([, text]) => text !== 'none'));
  return { ...readLesson(folder, { ...place, ...other }, (problem) => void problems.push(problem)), problems };
}

test('a lesson is read: project, tasks, hints, checks', () => {
  const { lesson: one, problems, wrong } = read({});
  expect(problems).toEqual([]);
  expect(one).toMatchObject({ id: 'one', title: 'One', minutes: 1, start: { id: 'lesson-w-2-one', name: 'One' } });
  expect(one.texts['en']?.tasks).toMatchObject([{ title: 'The task', hints: [{}, {}] }]);
  expect(one.checks).toEqual([
    { task: 1, send: ['hello'], expect: { requests: [{ status: 200 }] }, fail: { en: 'Why?' } },
  ]);
  expect(one.solution.files).toEqual({ 'filter.ts': 'class Two {}\n' });
  expect(wrong[1]?.files).toEqual({ 'filter.ts': 'class Three {}\n' });
});

test('without a start it begins with what the lesson before ends with, project parts too', () => {
  const before = { 'filter.ts': 'class Zero {}\n', 'project.yaml': 'filters: [{ name: zero }]' };
  const { lesson: one, problems } = read({ 'start/filter.ts': 'none' }, { before });
  expect(problems).toEqual([]);
  expect(one.start).toMatchObject({ files: { 'filter.ts': 'class Zero {}\n' }, filters: [{ name: 'zero' }] });
});

test('a lesson may extend what several share; its own files come before those', () => {
  const bases = { _base: { 'filter.ts': 'class Zero {}\n', 'json.ts': 'export {};\n' }, _other: { 'other.ts': '' } };
  const head = lesson().replace('minutes: 1', 'minutes: 1\nextends: _base');
  const { lesson: one, problems, wrong } = read({ 'lesson.md': head }, { bases });
  expect(problems).toEqual([]);
  expect(one.start.files).toEqual({ 'filter.ts': 'class One {}\n', 'json.ts': 'export {};\n' });
  expect(one.solution.files).toEqual({ 'filter.ts': 'class Two {}\n', 'json.ts': 'export {};\n' });
  expect(wrong[1]?.files).toEqual({ 'filter.ts': 'class Three {}\n', 'json.ts': 'export {};\n' });
  expect(read({ 'lesson.md': head }).problems.join('\n')).toMatch(/extends _base, which is not beside it/);
});

test('edits of a wrong solution are made one after the other, text stays text', () => {
  const edits = "[{ find: Two, replace: '$& $1 Three' }, { find: '$1 Three', replace: Four }]";
  const { problems, wrong } = read({ 'wrong.yaml': `- { task: 1, edits: ${edits} }` });
  expect(problems).toEqual([]);
  expect(wrong[1]?.files).toEqual({ 'filter.ts': 'class $& Four {}\n' });
});

const wrongOf = (edit: string, task = 1) => ({ 'wrong.yaml': `- { task: ${task}, edits: [{ ${edit} }] }` });
const links = `[a](pane:logs) [b](<request:hello>) [c](file:filter.ts#L1) [d](https://envoyproxy.io)`;
test('links may show a part of the page, send a request, open a file, lead away', () => {
  const { lesson: one, problems } = read({ 'lesson.md': lesson(links) });
  expect(problems).toEqual([]);
  const [paragraph] = one.texts['en']?.tasks[0]?.text ?? [];
  expect(paragraph).toMatchObject({
    content: [
      { kind: 'pane', pane: 'logs' },
      { text: ' ' },
      { kind: 'request', name: 'hello' },
      { text: ' ' },
      { kind: 'file', path: 'filter.ts', line: 1, toLine: 1 },
      { text: ' ' },
      { kind: 'link', to: 'https://envoyproxy.io' },
    ],
  });
});

test('code is coloured, and may be put into a file', () => {
  const { lesson: one, problems } = read({
    'lesson.md': lesson('```ts put filter.ts after "class One"\nlet a = 1;\n```'),
  });
  expect(problems).toEqual([]);
  expect(one.texts['en']?.tasks[0]?.text).toMatchObject([
    {
      kind: 'code',
      act: { kind: 'put', file: 'filter.ts', where: 'after', line: 'class One' },
      lines: [[{ kind: 'keyword', text: 'let' }, {}, { kind: 'number', text: '1' }, {}]],
    },
  ]);
});

const refused: readonly (readonly [what: string, changes: Folder, problem: string | RegExp])[] = [
  ['HTML', { 'lesson.md': lesson('<b>bold</b>') }, /lesson.md: HTML cannot stand in a lesson/],
  ['a block of HTML', { 'lesson.md': lesson('<script>alert(1)</script>') }, /HTML cannot stand in a lesson/],
  ['a picture from elsewhere', { 'lesson.md': lesson('![x](https://a.test/x.png)') }, /is no .svg or .png beside/],
  ['a picture that is not there', { 'lesson.md': lesson('![x](x.png)') }, /the picture x.png is not there/],
  ['a script as a link', { 'lesson.md': lesson('[x](javascript:alert)') }, /a link leads to javascript:alert/],
  ['a link without cover', { 'lesson.md': lesson('[x](http://a.test)') }, /a link leads to http:/],
  ['an unknown pane', { 'lesson.md': lesson('[x](pane:attic)') }, /a link leads to pane:attic/],
  ['an unknown request', { 'lesson.md': lesson('[x](request:nobody)') }, /prose sends nobody/],
  ['a line behind the end', { 'lesson.md': lesson('[x](file:filter.ts#L99)') }, /prose points at filter.ts#L99/],
  [
    'code without its place',
    { 'lesson.md': lesson('```ts put filter.ts after "gone"\n```') },
    /which is not in filter.ts/,
  ],
  ['words behind a language', { 'lesson.md': lesson('```ts now\n```') }, /behind the language of a code block/],
  ['no head', { 'lesson.md': '## 1. A task' }, /has no head/],
  ['a head that lacks something', { 'lesson.md': '---\ntitle: One\n---\n\n## 1. A\n' }, /lesson.md: about/],
  ['a wrong number', { 'lesson.md': lesson().replace('## 1.', '## 2.') }, /should begin with 1/],
  ['no hints', { 'hints.md': 'none' }, /hints.md: below "## 1"/],
  ['no request', { 'requests.http': 'none' }, /there is no request/],
  [
    'a misspelt claim',
    { 'checks.yaml': '- { task: 1, send: [hello], expect: { request: [] }, fail: "Why?" }' },
    /request/,
  ],
  ['a check of no task', { 'checks.yaml': good['checks.yaml']?.replace('task: 1', 'task: 2') ?? '' }, /is for task 2/],
  ['a check of no request', { 'checks.yaml': good['checks.yaml']?.replace('[hello]', '[bye]') ?? '' }, /sends bye/],
  ['no sentence', { 'checks.yaml': good['checks.yaml']?.replace('Why?', 'why') ?? '' }, /fail/],
  ['YAML that is none', { 'checks.yaml': '- [' }, /checks.yaml: /],
  ['no wrong solution', { 'wrong.yaml': 'none' }, /wrong.yaml: no wrong solution is kept for task 1/],
  [
    'a wrong solution of no task',
    wrongOf('find: Two, replace: ""', 2),
    /wrong.yaml: task 2 is got wrong, and there are 1/,
  ],
  ['an edit of nothing', wrongOf('find: Ten, replace: ""'), /task 1, edit 1: "Ten" is in filter.ts nowhere, not once/],
  ['an edit of two places', wrongOf('find: s, replace: ""'), /task 1, edit 1: "s" is in filter.ts 2 times, not once/],
  [
    'an edit of no file',
    wrongOf('file: a.ts, find: a, replace: ""'),
    /to be in a.ts, which is no file of the solution/,
  ],
  ['an edit that finds everything', wrongOf('find: "", replace: ""'), /wrong.yaml: 0.edits.0.find/],
  ['a base elsewhere', { 'lesson.md': lesson().replace('minutes', 'extends: ../../x\nminutes') }, /lesson.md: extends/],
  ['no solution', { 'solution/filter.ts': 'none' }, /solution\/: it is empty/],
  ['no start, and nothing before', { 'start/filter.ts': 'none' }, /start\/: there is no filter.ts/],
  ['unknown parts of a project', { 'start/project.yaml': 'filter: []' }, /project.yaml: filter/],
];
test.each(refused)('%s is told', (_, changes, problem) => {
  expect(read(changes).problems.join('\n')).toMatch(problem);
});

test('a translation has the same tasks, and says why a check fails', () => {
  const languages = ['en', 'uk'];
  const { problems } = read({}, { languages });
  expect(problems.join('\n')).toMatch(/lesson.uk.md: it is not there/);
  expect(problems.join('\n')).toMatch(/check 1 does not say in uk why it fails/);
  const translated = {
    'lesson.uk.md': '---\ntitle: Один\nabout: Речення.\n---\n\nПерше.\n\n## 1. Завдання\n\nЗроби.\n',
    'hints.uk.md': '## 1\n\n1. Так.\n',
    'checks.yaml': good['checks.yaml']?.replace('"Why?"', '{ en: "Why?", uk: "Чому?" }') ?? '',
  };
  const { lesson: one, problems: none } = read(translated, { languages });
  expect(none).toEqual([]);
  expect(one.texts['uk']).toMatchObject({ title: 'Один', tasks: [{ title: 'Завдання' }] });
});
