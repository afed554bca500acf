import { describe, expect, test } from 'vitest';
import {
  bytesOfText,
  type Exchange,
  type HeaderBytes,
  type NamedRequest,
  type Report,
  requestDefaults,
} from '../../src/model/index.ts';
import { harOfRun } from '../../src/state/requests/har-of-run.ts';
import { parseHar } from '../../src/state/requests/har.ts';
import type { RunResult } from '../../src/state/slices/run.ts';
import { exampleProject, reportOf } from './fakes.ts';

const har = (entries: unknown): string => JSON.stringify({ log: { version: '1.2', entries } });
const entry = (request: object) => ({ request: { method: 'GET', url: 'http://h/p', headers: [], ...request } });
const one = (request: object) => parseHar(har([entry(request)]))?.requests[0];
const row = (name: string, value: string) => ({ enabled: true, name, value });

describe('what is no HAR', () => {
  const none: readonly (readonly [what: string, text: string])[] = [
    ['nothing', ''],
    ['no JSON', '{"log":'],
    ['another JSON', '{"entries":[]}'],
    ['no list of entries', '{"log":{"entries":{}}}'],
    ['a list instead of a file', '[{"log":{"entries":[]}}]'],
    ['entries that were inherited', '{"log":{"__proto__":{"entries":[]}}}'],
    ['more than 64 MiB', `${har([])}${' '.repeat(64 * 1024 * 1024)}`],
  ];
  test.each(none)('%s', (_, text) => {
    expect(parseHar(text)).toBeUndefined();
  });
  test('a file without entries is one, and one with a mark at its beginning', () => {
    expect(parseHar(har([]))).toEqual({ requests: [], leftOut: 0 });
    expect(parseHar(`\ufeff${har([])}`)).toEqual({ requests: [], leftOut: 0 });
  });
});

describe('an entry', () => {
  test('is a request: what is of the connection is left out, double headers stay', () => {
    const headers = [
      { name: ':path', value: '/p' },
      { name: 'Host', value: 'h' },
      { name: 'Connection', value: 'close' },
      { name: 'Content-Length', value: '3' },
      { name: 'Transfer-Encoding', value: 'chunked' },
      { name: 'Cookie', value: 'a=1' },
      { name: 'Cookie', value: 'b=2' },
      { name: 'X-Empty' },
    ];
    const postData = { mimeType: 'text/plain', text: 'a=ä\n' };
    expect(one({ method: 'post', url: 'https://h:8/p?q=1#f', httpVersion: 'h2', headers, postData })).toEqual({
      ...requestDefaults,
      name: 'POST /p?q=1',
      method: 'POST',
      url: 'https://h:8/p?q=1',
      headers: [row('Cookie', 'a=1'), row('Cookie', 'b=2'), row('X-Empty', '')],
      body: 'a=ä\n',
      http: '2',
    });
  });

  const bodies: readonly (readonly [what: string, postData: unknown, body: string, isBytes: boolean])[] = [
    ['none', undefined, '', false],
    ['text', { text: 'x' }, 'x', false],
    ['fields of a form', { params: [{ name: 'a b', value: 'ä&' }, { name: 'c' }] }, 'a+b=%C3%A4%26&c=', false],
    ['text before fields', { text: 'x', params: [{ name: 'a', value: 'b' }] }, 'x', false],
    ['bytes', { text: 'AP+A', encoding: 'base64' }, '\0\u00ff\u0080', true],
    ['what is said to be base64 and is none', { text: 'no base64!', encoding: 'base64' }, 'no base64!', false],
    ['of no kind', 'x', '', false],
    ['text that is no text', { text: { toString: 'x' } }, '', false],
  ];
  test.each(bodies)('with a body: %s', (_, postData, body, isBytes) => {
    expect(one({ method: 'POST', postData })).toMatchObject({ body, isBytes });
  });

  const versions = [
    ['HTTP/1.1', '1.1'],
    ['http/2.0', '2'],
    ['h3', '2'],
    ['HTTP/3', '2'],
    ['HTTP/20', '1.1'],
    ['', '1.1'],
  ] as const;
  test.each(versions)('over %j', (httpVersion, http) => {
    expect(one({ httpVersion })?.http).toBe(http);
  });

  const refused: readonly (readonly [what: string, entry: unknown])[] = [
    ['null', null],
    ['a text', 'GET http://h/'],
    ['without a request', {}],
    ['without a method', { request: { url: 'http://h/' } }],
    ['with a method that would break the line', entry({ method: 'GET / HTTP/1.1\r\nx: y' })],
    ['with an endless method', entry({ method: 'A'.repeat(41) })],
    ['with a number for a method', entry({ method: 7 })],
    ['without an address', { request: { method: 'GET' } }],
    ['for a file', entry({ url: 'file:///etc/passwd' })],
    ['for a script', entry({ url: 'javascript:alert(1)' })],
    ['with an endless address', entry({ url: `http://h/${'x'.repeat(1024 * 1024)}` })],
  ];
  test.each(refused)('%s is left out and counted', (_, bad) => {
    expect(parseHar(har([bad, entry({})]))).toMatchObject({ requests: [{ url: 'http://h/p' }], leftOut: 1 });
  });

  test('has no more rows, letters in its name or bytes than a project may have', () => {
    const rows = Array.from({ length: 1500 }, (_, i) => ({ name: `x-${i}`, value: '' }));
    const read = one({
      url: `http://h/${'p'.repeat(500)}`,
      headers: [7, { value: 'nameless' }, ...rows],
      postData: { text: 'x'.repeat(1024 * 1024 + 1) },
    });
    expect(read?.headers).toHaveLength(998);
    expect(read?.name).toHaveLength(60);
    expect(read?.body).toHaveLength(1024 * 1024);
  });

  test('one of more than a thousand is left out', () => {
    const read = parseHar(har(Array.from({ length: 1003 }, () => entry({}))));
    expect([read?.requests.length, read?.leftOut]).toEqual([1000, 3]);
  });
});

const headers = (...texts: string[]): HeaderBytes => texts.map((text) => bytesOfText(text));

function runOf(request: Partial<NamedRequest>, exchange: Partial<Exchange> = {}): RunResult {
  const sent: NamedRequest = { ...requestDefaults, id: 'r', name: 'r', url: 'http://shop.example/p', ...request };
  const answer = reportOf({ project: { modules: {} }, scenario: { name: 's', requests: [{}] }, seed: 1 });
  if (answer.kind !== 'report') throw new Error('there is no report');
  const [first] = answer.report.exchanges;
  if (!first) throw new Error('there is no exchange');
  const report: Report = { ...answer.report, exchanges: [{ ...first, ...exchange }] };
  return {
    report,
    project: exampleProject,
    filters: [],
    plugins: [],
    requests: [sent],
    steps: [],
    holds: [],
    at: Date.UTC(2026, 0, 2),
    tookMs: 1,
  };
}

interface HarEntry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: { readonly content: object } & Readonly<Record<string, unknown>>;
}
const entriesOf = (run: RunResult): readonly HarEntry[] =>
  (harOfRun(run, '1.0') as { log: { entries: HarEntry[] } }).log.entries;

describe('a run as HAR', () => {
  const journey = (...texts: string[]) => [
    { headers: headers(...texts) } as unknown as Exchange['requestJourney'][number],
  ];

  test('has the times of the run, what was sent and what came back', () => {
    const requestJourney = journey('x-a', '1', 'x-a', '2', 'Content-Type', 'text/plain');
    const [made] = entriesOf(
      runOf(
        { method: 'POST', body: 'ä' },
        { method: 'POST', path: '/p?a=1&a=%20', requestJourney, startMs: 1500, durationMs: 7 },
      ),
    );
    expect(made).toMatchObject({
      startedDateTime: '2026-01-02T00:00:01.500Z',
      time: 7,
      request: {
        method: 'POST',
        url: 'http://shop.example/p?a=1&a=%20',
        httpVersion: 'HTTP/1.1',
        headers: [
          { name: 'x-a', value: '1' },
          { name: 'x-a', value: '2' },
          { name: 'Content-Type', value: 'text/plain' },
        ],
        queryString: [
          { name: 'a', value: '1' },
          { name: 'a', value: ' ' },
        ],
        postData: { mimeType: 'text/plain', text: 'ä' },
      },
      response: { status: 200, statusText: 'OK', content: { size: 9, text: 'answer 1\n' }, bodySize: 9 },
    });
  });

  test('says nothing of a body that is none, and takes what is no text as base64', () => {
    const answer = {
      ...runOf({}).report.exchanges[0]?.response,
      body: new Uint8Array([0, 255]),
    } as Exchange['response'];
    const [made] = entriesOf(runOf({}, { response: answer }));
    expect(made?.request).not.toHaveProperty('postData');
    expect(made?.response.content).toMatchObject({ size: 2, text: 'AP8=', encoding: 'base64' });
  });

  test('reads back as the requests that were sent', () => {
    const sent: readonly Partial<NamedRequest>[] = [
      {},
      { method: 'POST', body: '{"a": "ä€"}' },
      { method: 'PUT', body: '\0\u0001\u00ff', isBytes: true },
      { http: '2' },
    ];
    for (const request of sent) {
      const { method = 'GET', body = '', isBytes = false, http = '1.1' } = request;
      const run = runOf(request, { method, path: '/p?q', requestJourney: journey('x-a', 'b') });
      expect(parseHar(JSON.stringify(harOfRun(run, '1.0')))).toEqual({
        requests: [
          {
            ...requestDefaults,
            name: `${method} /p?q`,
            method,
            url: 'http://shop.example/p?q',
            headers: [row('x-a', 'b')],
            body,
            isBytes,
            http,
          },
        ],
        leftOut: 0,
      });
    }
  });
});
