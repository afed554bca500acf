import { describe, expect, test } from 'vitest';
import type { CallbackFacts, ImportVerdict } from '../../src/model/index.ts';
import { words as askWords } from '../../src/ui/panels/chain/ask.words.ts';
import { noteWords, tellCallback, tellImport, words } from '../../src/ui/panels/inspect/inspect.words.ts';
import { Lines, matching } from '../../src/ui/panels/inspect/wat-view.ts';
import { sizeText } from '../../src/ui/parts/size-text.ts';

test.each<[ImportVerdict, string]>([
  [{ kind: 'has' }, 'Envoy has it'],
  [{ kind: 'wasi', answer: 'log' }, 'WASI: Envoy writes it to the log: output at info, errors at error'],
  [{ kind: 'wasi', answer: 'ENOSYS' }, 'WASI: Envoy answers ENOSYS: it is not there'],
  [{ kind: 'made' }, 'Envoy makes it'],
  [{ kind: 'other-abi', versions: ['0.2.1'] }, 'needs ABI 0.2.1'],
  [{ kind: 'other-abi', versions: ['0.2.0', '0.2.1'] }, 'needs ABI 0.2.0 or 0.2.1'],
  [
    { kind: 'other-type', want: 'void -> void', offered: 'void -> i32' },
    'imported as void -> void; Envoy offers void -> i32',
  ],
  [{ kind: 'vendor', vendor: 'G-Core FastEdge' }, 'belongs to G-Core FastEdge; Envoy has no f'],
  [{ kind: 'no-such-wasi' }, 'WASI: Envoy has no such function'],
  [{ kind: 'no-function' }, 'neither a function nor a memory: no proxy hands it out'],
  [{ kind: 'unknown' }, 'nobody we know has it'],
])('an import is told: %o', (verdict, text) => {
  const told = tellImport(verdict, 'f');
  expect(told.text).toBe(text);
  expect(told.tone).toBe(['has', 'wasi', 'made'].includes(verdict.kind) ? 'added' : 'removed');
});

test.each<[CallbackFacts['verdict'], string]>([
  [{ kind: 'called' }, 'Envoy calls it'],
  [{ kind: 'other-type', want: 'w', exported: 'x' }, 'exported as x; Envoy calls it as w'],
  [{ kind: 'other-abi', versions: ['0.2.0', '0.2.1'] }, 'called only in ABI 0.2.0 or 0.2.1'],
  [{ kind: 'never' }, 'no callback of Envoy: nobody calls it'],
])('a callback is told: %o', (verdict, text) => {
  expect(tellCallback(verdict).text).toBe(text);
});

test.each([
  [undefined, 'none'],
  [
    { min: 1, max: undefined, imported: false },
    '1 page (64 KiB) to begin with, no maximum of its own; Envoy gives it up to 1 GiB',
  ],
  [{ min: 17, max: 32, imported: false }, '17 pages (1.1 MiB) to begin with, at most 32 pages (2 MiB)'],
  [{ min: 256, max: 256, imported: false }, '256 pages (16 MiB) to begin with, and it cannot grow'],
  [
    { min: 1, max: 65536, imported: true },
    '1 page (64 KiB) to begin with, at most 65536 pages (1 GiB); imported, so the proxy makes it',
  ],
])('memory is told: %o', (memory, text) => {
  expect(words.memoryOf(memory)).toBe(text);
});

test('every note is a sentence', () => {
  for (const note of Object.values(noteWords)) expect(note).toMatch(/^[A-Z].*\.$/);
});

test.each([
  [0, '0 bytes'],
  [9_999, '9,999 bytes'],
  [46_123, '46.1 kB'],
  [1_902_899, '1.9 MB'],
])('%d bytes are %s', (size, text) => expect(sizeText(size)).toBe(text));

test('what is missing is asked for with all that is known of it', () => {
  const known = { fileName: 'filter.wasm', size: 46_000, sha256: 'ab'.repeat(32) };
  expect(askWords.needs(known)).toEqual({
    title: 'This project needs filter.wasm, 46.0 kB, with the sha256',
    hash: known.sha256,
  });
  expect(askWords.needs({ ...known, size: 0, sha256: '0'.repeat(63) + '1' })).toEqual({
    title: 'This project needs filter.wasm: any build of it will do.',
    hash: undefined,
  });
});

describe('the text of a module', () => {
  const text = '(module\n (func $a)\n\n (func $b)\n)';
  const lines = new Lines(text);

  test('has its lines by number', () => {
    expect(lines.count).toBe(5);
    expect(lines.slice(0, 2)).toBe('(module\n (func $a)');
    expect(lines.slice(2, 4)).toBe('\n (func $b)');
    expect(lines.slice(3, 99)).toBe(' (func $b)\n)');
    expect(lines.slice(7, 9)).toBe('');
    expect(new Lines('').slice(0, 1)).toBe('');
  });

  test.each([
    [0, 0],
    [7, 0],
    [8, 1],
    [text.indexOf('$b'), 3],
    [9999, 4],
  ])('character %d is in line %d', (character, line) => expect(lines.lineAt(character)).toBe(line));

  test('functions are found by a part of their name, the nearest first', () => {
    const functions = ['proxy_log_it', 'log', 'logs', '<b>LOG</b>', 'malloc'].map((name) => ({ name }));
    expect(matching(functions, ' Log ').map(({ name }) => name)).toEqual(['log', 'logs', 'proxy_log_it', '<b>LOG</b>']);
    const some = ['0', 'log', '12', 'malloc'].map((name) => ({ name }));
    expect(matching(some, ' ').map(({ name }) => name)).toEqual(['log', 'malloc', '0', '12']);
    expect(matching(functions, '(')).toEqual([]);
  });
});
