import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { requestOfCurl } from '../../src/state/curl/curl-request.ts';
import { parseCurl } from '../../src/state/curl/parse-curl.ts';
import { printCurl } from '../../src/state/curl/print-curl.ts';
import { looksLikeRequests } from '../../src/state/index.ts';
import { baseUrl, corpus } from './curl-corpus.ts';
import { curlDefaults, type HeaderRow, type NamedRequest, requestDefaults } from '../../src/model/index.ts';

function requestOf(text: string): NamedRequest {
  const command = parseCurl(text);
  if (command === undefined) throw new Error(`no curl command: ${text}`);
  return { ...requestDefaults, id: 'r', name: 'r', ...requestOfCurl(command, baseUrl) };
}

/** Method, address, headers without curl's own, body: as the corpus writes it. */
function sends({ method, url, headers, body }: NamedRequest): string {
  const isOwn = (row: HeaderRow) => curlDefaults.some(({ name, value }) => name === row.name && value === row.value);
  const missing = curlDefaults.filter(
    ({ name, value }) => !headers.some((row) => row.name === name && row.value === value),
  );
  const lines = headers.filter((row) => !isOwn(row)).map(({ name, value }) => `${name}: ${value}`);
  const head = [`${method} ${url}`, ...missing.map(({ name }) => `-${name}`), ...lines];
  return [...head, ...(body === '' ? [] : ['', body])].join('\n');
}

test('the corpus is large enough to mean something', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(80);
});

test.each(corpus)('reads: $what', ({ text, sends: expected, notes = [] }) => {
  expect(sends(requestOf(text))).toBe(expected);
  expect(parseCurl(text)?.notes.map(({ kind }) => kind)).toEqual(notes);
});

test.each(corpus)('prints what reads the same: $what', ({ text }) => {
  const request = requestOf(text);
  expect(sends(requestOf(printCurl(request)))).toBe(sends(request));
  expect(parseCurl(printCurl(request))?.notes).toEqual([]);
});

const row = (name: string, value: string, enabled = true): HeaderRow => ({ enabled, name, value });
const get: NamedRequest = { ...requestOf('curl http://localhost:8080/get'), headers: [] };

test.each([
  ['curl’s own headers are not written', { headers: curlDefaults }, 'curl http://localhost:8080/get'],
  ['what curl would add is taken away', {}, 'curl http://localhost:8080/get -H user-agent: -H accept:'],
  ['rows that are off', { headers: [...curlDefaults, row('a', '1', false)] }, 'curl http://localhost:8080/get'],
  ['an empty value', { headers: [...curlDefaults, row('a', '')] }, "curl http://localhost:8080/get -H 'a;'"],
  ['a path alone', { url: '/x', headers: curlDefaults }, 'curl http://localhost:8080/x'],
  ['HEAD', { method: 'HEAD', headers: curlDefaults }, 'curl -I http://localhost:8080/get'],
  [
    'a body in pieces',
    { method: 'POST', headers: [...curlDefaults, row('content-type', 'text/plain')], body: 'ab', splits: [1] },
    "curl http://localhost:8080/get \\\n  -H 'content-type: text/plain' \\\n  -H 'transfer-encoding: chunked' \\\n  --data-raw ab",
  ],
  [
    'control characters',
    { headers: [...curlDefaults, row('a', 'b\u0007')] },
    "curl http://localhost:8080/get -H $'a: b\\x07'",
  ],
] as const)('prints: %s', (_, fields, expected) => {
  expect(printCurl({ ...get, ...fields })).toBe(expected);
});

test.each(['', 'run', 'curly http://a', 'echo curl http://a', '| curl', "'", 'https://curl.se/'])(
  'is no curl command: %s',
  (text) => {
    expect(parseCurl(text)).toBeUndefined();
  },
);

test('garbage never throws', () => {
  const pieces = [
    '-H',
    "'",
    '"',
    '$',
    "$'",
    '\\',
    '^',
    '\n',
    '--',
    '-',
    '@',
    '%',
    '`',
    '$(',
    '{',
    'é',
    '\u0000',
    'http://',
  ];
  let seed = 7;
  for (let i = 0; i < 2000; i++) {
    let text = 'curl ';
    for (let n = 0; n < 8; n++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      text += `${pieces[seed % pieces.length] ?? ''}${seed % 3 === 0 ? ' ' : ''}`;
    }
    const command = parseCurl(text);
    if (command) expect(typeof printCurl({ ...get, ...requestOfCurl(command, baseUrl) })).toBe('string');
  }
});

test.each([
  ['curl http://a/', '1.1'],
  ['curl --http1.1 http://a/', '1.1'],
  ['curl --http2 http://a/', '2'],
  ['curl --http2-prior-knowledge http://a/', '2'],
] as const)('%s goes over HTTP/%s, and is printed so', (text, http) => {
  const request = requestOf(text);
  expect(request.http).toBe(http);
  expect(requestOf(printCurl(request)).http).toBe(http);
});

describe('bytes', () => {
  const bytes = String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i));
  const post: NamedRequest = { ...get, method: 'POST', headers: curlDefaults, isBytes: true };

  test('come through a pipe, and read back from it', () => {
    const printed = printCurl({ ...post, body: '\0\u00ff' });
    expect(printed).toBe(
      'printf %s AP8= | base64 -d | curl http://localhost:8080/get -H content-type: --data-binary @-',
    );
    for (const body of ['x', bytes, bytes.repeat(100)]) {
      const printed = printCurl({ ...post, body });
      expect(looksLikeRequests(printed)).toBe('curl');
      expect(requestOf(printed)).toMatchObject({ method: 'POST', body, isBytes: true });
      expect(parseCurl(printed)?.notes).toEqual([]);
    }
  });

  test('are in the pipe what the shell makes of it', () => {
    const piped = printCurl({ ...post, body: bytes }).replace(/curl [^]*$/, 'od -An -v -tx1');
    const told = execFileSync('sh', ['-c', piped], { encoding: 'utf8' }).trim().split(/\s+/);
    expect(told).toEqual(Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0')));
  });

  const others: readonly (readonly [text: string, body: string, notes: readonly string[]])[] = [
    ['curl --data-binary @photo.jpg http://a/', '', ['file-not-read']],
    ['curl --data-binary @- http://a/', '', ['file-not-read']],
    ["printf %s 'AP8=' | base64 --decode | curl -d @- -d b=c http://a/", '\0\u00ff&b=c', []],
    ['printf %s AP8= | base64 -d | curl http://a/', '', []],
  ];
  test.each(others)('%s', (text, body, notes) => {
    expect(requestOf(text)).toMatchObject({ body, isBytes: false });
    expect(parseCurl(text)?.notes.map(({ kind }) => kind)).toEqual(notes);
  });

  test.each(['printf %s AP8= | base64 -d | wget http://a/', 'printf %s "$(x)" | base64 -d | curl http://a/'])(
    'is none of it: %s',
    (text) => {
      expect(parseCurl(text)).toBeUndefined();
    },
  );
});
