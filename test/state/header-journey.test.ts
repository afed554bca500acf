import { expect, test } from 'vitest';
import { bytesOfText, type Exchange, type Stage } from '../../src/model/index.ts';
import { headerJourney, type JourneyTable } from '../../src/state/index.ts';

/** `name: value` lines. */
const headers = (text: string): Uint8Array[] =>
  text === '' ? [] : text.split('\n').flatMap((line) => line.split(': ').map((part) => bytesOfText(part)));

const stage = (at: Stage['at'], text: string, more: Partial<Stage> = {}): Stage => ({
  at,
  state: 'reached',
  headers: headers(text),
  ...more,
});
const client = (text: string) => stage('client', text);
const upstream = (text: string) => stage('upstream', text);
const filter = (position: number, text: string) => stage('filter', text, { filter: position });
const held = (position: number) => stage('filter', '', { filter: position, state: 'held' });
const skipped = (position: number) => stage('filter', '', { filter: position, state: 'skipped' });

function journey(request: readonly Stage[], response: readonly Stage[] = [], localReply?: Exchange['localReply']) {
  const travelled = { requestJourney: request, responseJourney: response, traceFrom: 0 };
  return headerJourney({ ...travelled, ...(localReply && { localReply }) }, noTrace, 0);
}

const noTrace = { words: new Int32Array(), bytes: new Uint8Array(), count: 0 };

const signs = {
  same: '=',
  added: '+',
  changed: '~',
  removed: '-',
  absent: '.',
  held: 'held',
  replied: 'replied',
  skipped: '/',
};

/** One line a row: the name, then sign and value of each column. */
function drawn({ rows }: JourneyTable): string[] {
  return rows.map(({ name, cells }) =>
    [name, ...cells.map(({ change, value = '' }) => `${signs[change]}${value}`)].join(' | '),
  );
}

test.each<[string, Stage[], string[]]>([
  ['nothing changes', [client('a: 1'), filter(0, 'a: 1'), upstream('a: 1')], ['a | =1 | =1 | =1']],
  ['added', [client('a: 1'), filter(0, 'a: 1\nb: 2'), upstream('a: 1\nb: 2')], ['a | =1 | =1 | =1', 'b | . | +2 | =2']],
  ['changed', [client('a: 1'), filter(0, 'a: 2'), upstream('a: 2')], ['a | =1 | ~2 | =2']],
  ['removed', [client('a: 1'), filter(0, ''), upstream('')], ['a | =1 | - | .']],
  ['removed and put back', [client('a: 1'), filter(0, ''), filter(1, 'a: 1')], ['a | =1 | - | +1']],
  ['a name in capitals is the same name', [client('X-A: 1'), filter(0, 'x-a: 1')], ['x-a | =1 | =1']],
  [
    'a second one of the same name',
    [client('x-dup: 1'), filter(0, 'x-dup: 1\nx-dup: 2')],
    ['x-dup | =1 | =1', 'x-dup | . | +2'],
  ],
  ['one of two goes', [client('x-dup: 1\nx-dup: 2'), filter(0, 'x-dup: 2')], ['x-dup | =1 | -', 'x-dup | =2 | =2']],
  [
    'two of the same, in another order',
    [client('x-dup: 1\nx-dup: 2'), filter(0, 'x-dup: 2\nx-dup: 1')],
    ['x-dup | =1 | =1', 'x-dup | =2 | =2'],
  ],
  [
    'twice the same value is not once',
    [client('x-dup: 1\nx-dup: 1'), filter(0, 'x-dup: 1')],
    ['x-dup | =1 | =1', 'x-dup | =1 | -'],
  ],
  [
    'two apart stand together',
    [client('x-dup: 1\na: 1\nx-dup: 2'), filter(0, 'x-dup: 1\na: 1\nx-dup: 2')],
    ['x-dup | =1 | =1', 'x-dup | =2 | =2', 'a | =1 | =1'],
  ],
  ['an empty value is there', [client('a: '), filter(0, '')], ['a | = | -']],
  [
    'rows keep the order of their first appearance',
    [client('b: 1\na: 1'), filter(0, 'c: 1\na: 1\nb: 1')],
    ['b | =1 | =1', 'a | =1 | =1', 'c | . | +1'],
  ],
  [
    'held by a filter: nothing further happens',
    [client('a: 1'), held(0), skipped(1), stage('upstream', '', { state: 'skipped' })],
    ['a | =1 | held | / | /'],
  ],
  [
    'a filter that never saw them is passed over',
    [client('a: 1'), skipped(0), filter(1, 'a: 1\nb: 2')],
    ['a | =1 | / | =1', 'b | . | / | +2'],
  ],
  [
    'nobody reached: nothing to compare with',
    [stage('client', '', { state: 'skipped' }), filter(0, 'a: 1')],
    ['a | / | =1'],
  ],
  ['no stages', [], []],
])('%s', (_, request, rows) => {
  expect(drawn(journey(request).request)).toEqual(rows);
});

test('a local reply: the filter that made it, and the response from there to the client', () => {
  const request = [client('a: 1'), held(0), skipped(1), stage('upstream', '', { state: 'skipped' })];
  const response = [
    stage('local-reply', ':status: 403\npowered-by: proxy-wasm'),
    filter(1, ':status: 403\npowered-by: proxy-wasm\nx: 1'),
    filter(0, ':status: 403\npowered-by: proxy-wasm\nx: 1'),
    client(':status: 403\npowered-by: proxy-wasm\nx: 1\ndate: d'),
  ];
  const { response: table } = journey(request, response, {
    filter: 0,
    status: 403,
    details: '',
    upstreamCalled: false,
    way: 'filters',
  });
  expect(drawn(table)).toEqual([
    ':status | =403 | =403 | =403 | =403',
    'powered-by | =proxy-wasm | =proxy-wasm | =proxy-wasm | =proxy-wasm',
    'x | . | +1 | =1 | =1',
    'date | . | . | . | +d',
  ]);
  expect(table.columns.map(({ at, filter: position, state }) => [at, position, state])).toEqual([
    ['local-reply', 0, 'reached'],
    ['filter', 1, 'reached'],
    ['filter', 0, 'reached'],
    ['client', undefined, 'reached'],
  ]);
});

test('a local reply of Envoy itself belongs to no filter', () => {
  const localReply = { filter: -1, status: 503, details: '', upstreamCalled: false, way: 'filters' as const };
  const { response } = journey([], [stage('local-reply', ':status: 503')], localReply);
  expect(response.columns).toEqual([{ at: 'local-reply', state: 'reached', since: undefined }]);
});

test('bytes that are no UTF-8 are shown one by one', () => {
  const bytes = [bytesOfText('a'), Uint8Array.from([0xff, 0x41])];
  const { request } = journey([{ at: 'client', state: 'reached', headers: bytes }]);
  expect(request.rows[0]?.cells[0]?.value).toBe('ÿA');
});
