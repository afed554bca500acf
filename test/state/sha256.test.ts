import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { sha256, sourcesHash } from '../../src/state/index.ts';
import { sha256Here } from '../../src/model/index.ts';

afterEach(() => void vi.unstubAllGlobals());

const expected = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const sizes = [0, 1, 3, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 100_000];

test.each(sizes)('%i bytes hash as they do elsewhere', async (size) => {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31 + size) & 0xff);
  expect(sha256Here(bytes)).toBe(expected(bytes));
  expect(await sha256(bytes)).toBe(expected(bytes));
});

test('a page without the platform’s own hashes the same', async () => {
  vi.stubGlobal('crypto', {});
  const bytes = Uint8Array.of(1, 2, 3);
  expect(await sha256(bytes)).toBe(expected(bytes));
});

test('sources are named by their contents, whatever their order', () => {
  expect(sourcesHash({ b: '2', a: '1' })).toBe(expected(new TextEncoder().encode('[["a","1"],["b","2"]]')));
  expect(sourcesHash({ a: '1', b: '2' })).toBe(sourcesHash({ b: '2', a: '1' }));
  expect(sourcesHash({ a: '1' })).not.toBe(sourcesHash({ a: '2' }));
});
