import { expect, test } from 'vitest';
import { type AccessLogEntry, wireOf } from '../../src/model/index.ts';
import type { PropertyPlace, PropertyRow } from '../../src/state/index.ts';
import { detailsIn, flagsIn } from '../../src/ui/panels/access-log/explain-access.ts';
import { timeText } from '../../src/ui/panels/cost/time-text.ts';
import { findRows, isPath } from '../../src/ui/panels/properties/find-rows.ts';
import { placeOf, shownValue } from '../../src/ui/panels/properties/shown-value.ts';
import { lastsMs, toastText } from '../../src/ui/panels/toasts/toasts.words.ts';
import { memoryText } from '../../src/ui/panels/workers/memory-text.ts';
import { accessLine } from '../model/access-line.ts';

const row = (path: string, fields: Partial<PropertyRow> = {}): PropertyRow => ({
  path: path.split('.'),
  wire: wireOf(path),
  info: undefined,
  values: [],
  reads: [],
  meant: [],
  ...fields,
});

test('a toast stays as long as it takes to read; longer when it failed or can be taken back', () => {
  const short = lastsMs(toastText({ kind: 'copied' }));
  const two = lastsMs(toastText({ kind: 'check-added' }));
  const failed = lastsMs(toastText({ kind: 'not-curl' }));
  expect(short).toBeLessThan(two);
  expect(two).toBeLessThan(5000);
  expect(failed).toBeGreaterThan(2 * two);
  expect(lastsMs(toastText({ kind: 'changed', label: 'remove a', at: 0 }))).toBe(failed);
  const skipped = Array.from({ length: 9 }, (_, i) => ({ path: `folder/${i}.ts`, reason: 'damaged' }) as const);
  expect(lastsMs(toastText({ kind: 'zip-opened', fileName: 'a.zip', skipped }))).toBeGreaterThan(two);
});

test('a search finds paths by any of their words', () => {
  const rows = [row('request.path'), row('request.url_path'), row('source.address')];
  const found = (search: string) => findRows(rows, { search, isOnlyRead: false }).map(({ path }) => path.join('.'));
  expect(found('')).toHaveLength(3);
  expect(found('PATH url')).toEqual(['request.url_path']);
  expect(found('nothing')).toEqual([]);
  expect(findRows(rows, { search: '', isOnlyRead: true })).toEqual([]);
});

test.each([
  ['request.path', true],
  ['request', false],
  ['request.', false],
  ['request path', false],
  ['a..b', false],
])('%j is a path: %s', (search, expected) => expect(isPath(search)).toBe(expected));

test('a property is shown where it is at its best', () => {
  const places = ['proxy_on_context_create', 'proxy_on_request_headers', 'proxy_on_log'].map(
    (callback, number): PropertyPlace => ({ callback, number, at: number, plugin: 0, exchange: 0 }),
  );
  const info = { path: ['request', 'size'], type: 'int', phase: 'request-headers', isOpen: false } as const;
  const size = Uint8Array.of(7, 0, 0, 0, 0, 0, 0, 0);
  const known = row('request.size', { info, values: [new Uint8Array(8), size, 1] });
  expect(placeOf(known, places, -1)).toBe(1);
  expect(shownValue(known, 1)).toEqual({ text: '7', isAbsent: false });
  expect(shownValue(known, 2)).toEqual({ text: 'NotFound', isAbsent: true });
  expect(placeOf(known, places, 0)).toBe(0);
});

const entry = (fields: Partial<AccessLogEntry>): AccessLogEntry => ({
  code: 200,
  details: 'via_upstream',
  flags: '-',
  cluster: '',
  route: '',
  method: 'GET',
  path: '/',
  bytesIn: 0,
  bytesOut: 0,
  terminated: '',
  line: accessLine,
  ...fields,
});

test('every flag of a line has a sentence, and so have its details', () => {
  expect(flagsIn(entry({ flags: 'UF,URX,constructor' })).map(({ flag }) => flag)).toEqual(['UF', 'URX', 'constructor']);
  expect(flagsIn(entry({ flags: 'UF' }))[0]?.meaning).toBe('No connection to the upstream came about.');
  expect(detailsIn(entry({}))).toBe('The answer came from the upstream.');
  expect(detailsIn(entry({ details: '' }))).toBe('There was no answer.');
  expect(detailsIn(entry({ details: 'my_own' }))).toContain('a filter gave');
});

test.each([
  [0.5, '0.50 µs'],
  [12.34, '12.3 µs'],
  [999, '999 µs'],
  [1234, '1.23 ms'],
  [23_456, '23.5 ms'],
])('%s microseconds read as %s', (us, text) => expect(timeText(us)).toBe(text));

test.each([
  [1, '1 page, 64 KiB'],
  [17, '17 pages, 1.06 MiB'],
  [1600, '1,600 pages, 100.0 MiB'],
])('%s pages read as %s', (pages, text) => expect(memoryText(pages)).toBe(text));
