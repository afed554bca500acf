import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keptPlace, keptTyped, keptView } from '../../src/state/saved/notes.ts';
import {
  exampleOf,
  exampleProject,
  memoryNotes,
  memoryStorage,
  noDetails,
  reportOf,
  settle,
  stageOf,
} from './fakes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const view = (text: string) => keptView(memoryNotes(new Map([['weir.view', text]])));
const place = (value: unknown) =>
  keptPlace(memoryNotes(new Map([['weir.places', JSON.stringify({ [exampleProject.id]: value })]])), exampleProject);

describe('what is kept of the view', () => {
  test.each<[name: string, text: string, expected: object]>([
    ['nothing', '', {}],
    ['no JSON', '{', {}],
    ['another thing', '"x"', {}],
    ['a list', '[1]', {}],
    ['tabs that are there', '{"resultTab":"logs","isProblemsOpen":true}', { resultTab: 'logs', isProblemsOpen: true }],
    [
      'the timeline as it was shown, and nothing that it cannot be',
      '{"timelineView":"sequence","timelineScope":"everything","timelineFilter":"fn:get"}',
      { timelineView: 'sequence', timelineFilter: 'fn:get' },
    ],
    ['a filter that is a text, and not too long', JSON.stringify({ timelineFilter: 'x'.repeat(1001) }), {}],
    ['a filter that is none', '{"timelineFilter":7}', {}],
    [
      'tabs that are not',
      '{"resultTab":"nonsense","dockTab":7,"pane":null,"requestTab":"body"}',
      { requestTab: 'body' },
    ],
    ['fields that are not kept', '{"dialog":"share","theme":"dark","__proto__":{"pane":"code"}}', {}],
  ])('%s', (_, text, expected) => expect(view(text)).toEqual(expected));
});

describe('what is kept of the place in a project', () => {
  test.each<[name: string, value: unknown, expected: object]>([
    ['nothing', undefined, {}],
    ['another thing', 'x', {}],
    ['files that are gone', { open: ['gone.ts', 3], active: 'gone.ts' }, {}],
    [
      'what is still there, once',
      {
        open: ['notes.ts', 'gone.ts', 'notes.ts'],
        active: 'gone.ts',
        cursors: { 'gone.ts': [1, 1], 'notes.ts': [4, 2] },
      },
      { open: ['notes.ts'], active: 'notes.ts', cursors: { 'notes.ts': { line: 4, column: 2 } } },
    ],
    [
      'places that are none',
      { open: ['filter.ts', 'notes.ts'], active: 'notes.ts', cursors: { 'filter.ts': [0, 1], 'notes.ts': ['4'] } },
      { open: ['filter.ts', 'notes.ts'], active: 'notes.ts', cursors: {} },
    ],
  ])('%s', (_, value, expected) => expect(place(value)).toEqual(expected));
  test('a name that every object has is no file', () => {
    expect(place({ open: ['constructor', 'toString'], active: 'constructor' })).toEqual({});
  });
});

test('what was typed: texts alone', () => {
  expect(keptTyped(memoryNotes(new Map([['weir.typed', '["a",1,null,"b"]']])))).toEqual(['a', 'b']);
  expect(keptTyped(memoryNotes(new Map([['weir.typed', 'x']])))).toEqual([]);
});

test('a page that is opened again looks as it was left', async () => {
  const [texts, records] = [new Map<string, string>(), memoryStorage(undefined)];
  const options = {
    notes: memoryNotes(texts),
    storage: records,
    examples: [exampleOf({ project: { ...exampleProject, filters: [] } })],
    runner: {
      run: (input: Parameters<typeof reportOf>[0]) => Promise.resolve(reportOf(input)),
      inspect: () => Promise.resolve({ kind: 'run-crashed', message: '' } as const),
      describe: () => Promise.resolve({ kind: 'run-crashed', message: '' } as const),
      ...noDetails,
    },
  };
  const first = stageOf(options);
  const opening = first.app.commands.start();
  await vi.advanceTimersByTimeAsync(500);
  await opening;
  await vi.dynamicImportSettled();
  first.app.commands.openFile('notes.ts');
  first.app.commands.placeCursor('notes.ts', 1, 3);
  first.app.commands.editFile('notes.ts', 'used');
  first.app.commands.setView({ resultTab: 'logs', requestTab: 'body', pane: 'code', timelineFilter: 'fn:get' });
  await first.app.commands.enterLine('ls');
  await vi.advanceTimersByTimeAsync(1000);
  await settle();
  first.app.dispose();

  const second = stageOf(options);
  const again = second.app.commands.start();
  await vi.advanceTimersByTimeAsync(500);
  await again;
  const { view: shown, editor, console } = second.app.store.getState();
  expect(shown).toMatchObject({
    resultTab: 'logs',
    requestTab: 'body',
    pane: 'code',
    timelineFilter: 'fn:get',
    dialog: undefined,
  });
  expect(editor).toMatchObject({ active: 'notes.ts', cursors: { 'notes.ts': { line: 1, column: 3 } } });
  expect(editor.open).toEqual(['filter.ts', 'notes.ts']);
  expect(console.history).toEqual(['ls']);
  second.app.dispose();
});
