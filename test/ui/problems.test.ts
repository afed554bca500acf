import { expect, test } from 'vitest';
import type { Diagnostic, EntryBuild } from '../../src/state/index.ts';
import { freePath } from '../../src/ui/panels/chain/add-from-example.ts';
import { errorsByFile, problemsOf } from '../../src/ui/panels/editor/problems.ts';

const diagnostic = (file: string, line: number, category: Diagnostic['category']): Diagnostic => ({
  file,
  line,
  category,
  start: line * 10,
  length: 3,
  column: 1,
  code: 2322,
  message: `${category} in line ${line}`,
});
const build = (...diagnostics: Diagnostic[]): EntryBuild => ({
  status: 'errors',
  diagnostics,
  size: 0,
  isStale: false,
  isPrebuilt: false,
  durationMs: 1,
  failure: undefined,
});

test('a file that two modules share has each of its errors once', () => {
  const shared = diagnostic('lib.ts', 4, 'error');
  const entries = {
    'a.ts': build(diagnostic('a.ts', 1, 'warning'), shared),
    'b.ts': build(shared, diagnostic('b.ts', 2, 'error')),
  };
  expect(problemsOf(entries).map(({ file, line }) => `${file}:${line}`)).toEqual(['lib.ts:4', 'b.ts:2', 'a.ts:1']);
  expect(errorsByFile(entries)).toEqual({ 'lib.ts': 1, 'b.ts': 1 });
});

test('a file from the gallery gets a name that is free', () => {
  expect(freePath('auth.ts', {})).toBe('auth.ts');
  expect(freePath('auth.ts', { 'auth.ts': '', 'auth-2.ts': '' })).toBe('auth-3.ts');
});
