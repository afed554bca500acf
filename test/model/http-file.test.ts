import { expect, test } from 'vitest';
import { type HttpFileRequest, parseHttpFile, printHttpFile, requestDefaults } from '../../src/model/index.ts';
import { random } from '../host/random.ts';

const plain: HttpFileRequest = { ...requestDefaults, name: 'one', url: 'http://a.example/x' };
const row = (name: string, value: string, enabled = true) => ({ enabled, name, value });
const only = (text: string): HttpFileRequest | undefined => parseHttpFile(text).requests[0];
const notes = (text: string): string[] => parseHttpFile(text).notes.map(({ kind, line }) => `${line} ${kind}`);

test('one of ours, whole', () => {
  const text = [
    '# @sequence',
    '### Log in',
    '# @wait 500',
    '# @split 3,7',
    'POST http://shop.example/login?x=1 HTTP/2',
    'content-type: text/plain',
    '# @off x-old: 1',
    '# @trailer checksum: abc',
    '',
    'one',
    '',
    'two',
    '',
    '### Look',
    '# @wait 20',
    '# @overlap',
    'GET /headers',
    '',
  ].join('\n');
  const file = parseHttpFile(text);
  expect(file).toEqual({
    isSequence: true,
    notes: [],
    requests: [
      {
        name: 'Log in',
        method: 'POST',
        url: 'http://shop.example/login?x=1',
        headers: [row('content-type', 'text/plain'), row('x-old', '1', false)],
        body: 'one\n\ntwo',
        isBytes: false,
        splits: [3, 7],
        trailers: [row('checksum', 'abc')],
        waitMs: 500,
        overlaps: false,
        http: '2',
        tcp: null,
      },
      { ...requestDefaults, name: 'Look', url: '/headers', waitMs: 20, overlaps: true },
    ],
  });
  expect(parseHttpFile(printHttpFile(file))).toEqual(file);
});

const forms: readonly [what: string, text: string, fields: Partial<HttpFileRequest>][] = [
  ['an address alone', 'http://a.example/x', { method: 'GET', url: 'http://a.example/x', name: 'GET /x' }],
  ['a path alone', '/x', { url: '/x' }],
  ['a method in lower case', 'post /x', { method: 'POST' }],
  ['a method of its own', 'PURGE /x', { method: 'PURGE' }],
  ['a version', 'GET /x HTTP/1.1', { url: '/x', http: '1.1' }],
  ['HTTP/2', 'GET /x HTTP/2', { url: '/x', http: '2' }],
  ['HTTP/2 in a comment', '# @http 2\nGET /x', { http: '2' }],
  ['an address with blanks', 'GET /x?q=a b HTTP/1.1', { url: '/x?q=a b' }],
  ['a query over several lines', 'GET /x\n  ?a=1\n  &b=2\nh: 1', { url: '/x?a=1&b=2', headers: [row('h', '1')] }],
  [
    'a variable',
    '@host = a.example\n@at={{host}}:80\nGET http://{{at}}/{{ host }}',
    { url: 'http://a.example:80/a.example' },
  ],
  ['a variable in a header and a body', '@t=1\nPOST /\nx: {{t}}\n\n{{t}}', { headers: [row('x', '1')], body: '1' }],
  ['a name in a comment', '# @name login\nGET /', { name: 'login' }],
  ['comments of both kinds', '// hello\n# world\nGET /\n// x: 1\n# y: 2\nz: 3', { headers: [row('z', '3')] }],
  ['line ends of Windows', '### a\r\nPOST /\r\nx: 1\r\n\r\nb\r\n', { name: 'a', headers: [row('x', '1')], body: 'b' }],
  ['empty lines around a body', 'POST /\n\n\n  \na\n\n\n', { body: 'a' }],
  ['a mark at the beginning', '\ufeffGET /x', { url: '/x' }],
];
test.each(forms)('reads %s', (_, text, fields) => {
  expect(only(text)).toMatchObject(fields);
  expect(notes(text)).toEqual([]);
});

const odd: readonly [what: string, text: string, notes: readonly string[], requests: number][] = [
  ['nothing', '', [], 0],
  ['comments only', '# a\n\n// b', [], 0],
  ['prose', 'Dear reader,\nhello', ['1 unknown-line', '2 unknown-line'], 0],
  ['a header that is none', 'GET /\nnonsense', ['2 unknown-line'], 1],
  ['a variable that nobody defined', 'GET /{{id}}', ['1 unknown-variable'], 1],
  ['a body from a file', 'POST /\n\n< ./a.json\nb', ['3 file-not-read'], 1],
  ['a script behind it', 'GET /\n\n> {%\nclient.test()\n%}\n', ['3 script-left-out'], 1],
  ['a script before it', '< {%\nrequest.x()\n%}\nGET /', ['1 script-left-out'], 1],
  ['a response beside it', 'GET /\n\n<> 2021.json', ['3 script-left-out'], 1],
  ['a comment for somebody else', '# @no-redirect\nGET /', ['1 unknown-comment'], 1],
  ['a wait that is no number', '# @wait soon\nGET /', ['1 unknown-comment'], 1],
  ['a wait without end', '# @wait 9999999999\nGET /', ['1 unknown-comment'], 1],
  ['a version that is not spoken', 'GET / HTTP/3', ['1 version-not-sent'], 1],
];
test.each(odd)('%s is told and nothing more', (_, text, expected, requests) => {
  expect(notes(text)).toEqual(expected);
  expect(parseHttpFile(text).requests).toHaveLength(requests);
});

test('a body keeps what only looks like a variable of ours', () => {
  expect(only('POST /\n\n@a = 1\n# @wait 5')).toMatchObject({ body: '@a = 1\n# @wait 5', waitMs: 0 });
});

test.each([
  ['requests', '### a\nGET /\n\n'.repeat(300)],
  ['headers', `GET /\n${'a: 1\n'.repeat(2000)}`],
  ['characters', `POST /\n\n${'x'.repeat(5_000_000)}`],
  ['a variable that doubles', `@a=${'x'.repeat(1000)}\n${'@a={{a}}{{a}}\n'.repeat(40)}GET /{{a}}`],
  ['blanks', `GET ${' '.repeat(500_000)}x${' '.repeat(500_000)}`],
  ['scripts', `GET /\n\n${'> {% %}\n'.repeat(200_000)}`],
  ['braces', `GET ${'{{'.repeat(200_000)}`],
])('too many %s end early, and soon', (_, text) => {
  const begun = performance.now();
  const { requests, notes: told } = parseHttpFile(text);
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(requests.length).toBeLessThanOrEqual(200);
  expect(requests[0]?.headers.length ?? 0).toBeLessThanOrEqual(1000);
  expect(requests[0]?.body.length ?? 0).toBeLessThanOrEqual(1024 * 1024);
  expect(requests[0]?.url.length ?? 0).toBeLessThanOrEqual(2 * 1024 * 1024);
  expect(told.length).toBeLessThanOrEqual(50);
});

const pieces = [
  'a',
  'x-a',
  ' ',
  '\n',
  '\r',
  '\t',
  ':',
  '#',
  '###',
  '"',
  '{{a}}',
  '[',
  ']',
  'GET',
  'HTTP/2',
  '<',
  '> ',
  '< f',
  '> {%',
  '%}',
  '//',
  '@a=1',
  '# @wait 5',
  '\u2028',
  '\ufeff',
  'é',
  '\ud83d\ude00',
  '\ud800',
  '\0',
  '?',
  '&',
  '\n\n',
  'http://a/',
  '{',
  '}',
];

test('what is printed reads as what was printed', () => {
  for (let seed = 0; seed < 3000; seed++) {
    const next = random(seed);
    const text = (length: number) => Array.from({ length: next(length) }, () => pieces[next(pieces.length)]).join('');
    const rows = () => Array.from({ length: next(4) }, () => row(text(3), text(4), next(3) > 0));
    const request = (): HttpFileRequest => ({
      name: text(4),
      method: next(3) > 0 ? 'PUT' : text(2),
      url: text(5),
      headers: rows(),
      ...(next(4) > 0
        ? { body: text(8), isBytes: false }
        : { body: String.fromCharCode(...Array.from({ length: next(20) }, () => next(256))), isBytes: true }),
      splits: Array.from({ length: next(3) }, () => next(20)),
      trailers: rows(),
      waitMs: next(3) * 250,
      overlaps: next(2) === 0,
      http: next(2) === 0 ? '2' : '1.1',
      tcp: null,
    });
    const file = { requests: Array.from({ length: next(4) }, request), isSequence: next(2) === 0 };
    const read = parseHttpFile(printHttpFile(file));
    expect(read, `seed ${seed}`).toEqual({ ...file, notes: [] });
  }
});

test('garbage is never thrown back', () => {
  for (let seed = 0; seed < 2000; seed++) {
    const next = random(seed);
    const text = Array.from({ length: next(60) }, () => (next(3) === 0 ? '\n' : pieces[next(pieces.length)])).join('');
    expect(() => parseHttpFile(text)).not.toThrow();
  }
});

test('an ordinary request is printed as anybody would write it', () => {
  const printed = printHttpFile({
    requests: [
      { ...plain, method: 'POST', headers: [row('content-type', 'application/json'), row('x', '')], body: '{"a": 1}' },
      { ...plain, name: 'two' },
    ],
  });
  expect(printed).toBe(
    '### one\nPOST http://a.example/x\ncontent-type: application/json\nx:\n\n{"a": 1}\n\n### two\nGET http://a.example/x\n',
  );
});
