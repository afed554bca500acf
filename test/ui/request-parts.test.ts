import { describe, expect, test } from 'vitest';
import { latin1OfText, type NamedRequest, requestDefaults } from '../../src/model/index.ts';
import {
  asKind,
  type BodyKind,
  bodyKindOf,
  bodyKinds,
  jsonProblem,
  textOfBody,
} from '../../src/ui/panels/request/body-kind.ts';
import { layJson } from '../../src/ui/parts/lay-json.ts';
import { byteNotations, MOST_BYTES, readBytes, textOfByteString } from '../../src/ui/panels/request/bytes-text.ts';
import {
  bodyOfFields,
  fieldsOf,
  parameterOf,
  parametersOf,
  withParameters,
} from '../../src/ui/panels/request/query.ts';
import { random } from '../host/random.ts';

const row = (name: string, value: string, enabled = true) => ({ enabled, name, value });
const request = (fields: Partial<NamedRequest> = {}): NamedRequest => ({
  ...requestDefaults,
  id: 'r',
  name: 'r',
  url: '/',
  ...fields,
});
const typed = (type: string, body = 'x') => request({ headers: [row('Content-Type', type)], body });

describe('the kind of a body', () => {
  const kinds: readonly (readonly [what: string, request: NamedRequest, kind: BodyKind])[] = [
    ['nothing said, nothing there', request(), 'none'],
    ['nothing said', request({ body: 'x' }), 'text'],
    ['JSON', typed('application/json'), 'json'],
    ['JSON with a character set', typed(' Application/JSON; charset=utf-8'), 'json'],
    ['a kind of JSON', typed('application/problem+json'), 'json'],
    ['no JSON, whatever it begins with', typed('application/jsonnet'), 'text'],
    ['a form', typed('application/x-www-form-urlencoded; charset=utf-8'), 'form'],
    ['an empty body of a type', typed('text/html', ''), 'text'],
    ['a type that is switched off', request({ headers: [row('content-type', 'application/json', false)] }), 'none'],
    ['bytes, whatever their type', { ...typed('application/json'), isBytes: true }, 'bytes'],
  ];
  test.each(kinds)('%s', (_, one, kind) => {
    expect(bodyKindOf(one)).toBe(kind);
  });

  test.each(bodyKinds)('becomes %s, and is then', (kind) => {
    for (const from of bodyKinds) {
      const before = { ...request({ body: 'a=b' }), ...asKind(request({ body: 'a=b' }), from) };
      const after = { ...before, ...asKind(before, kind) };
      expect(bodyKindOf(after), `from ${from}`).toBe(kind);
      const types = after.headers.filter(({ name }) => name.toLowerCase() === 'content-type');
      expect(types, `from ${from}`).toHaveLength(kind === 'none' ? 0 : 1);
    }
  });

  test('changes the one content-type where it stands, and leaves the others and the method', () => {
    const one = request({
      method: 'PUT',
      headers: [row('a', '1'), row('CONTENT-TYPE', 'text/plain'), row('b', '2'), row('content-type', 'x/y')],
      body: '{"a": 1}',
    });
    expect(asKind(one, 'json')).toEqual({
      headers: [row('a', '1'), row('content-type', 'application/json'), row('b', '2')],
    });
    expect(asKind(request(), 'json')).toMatchObject({ method: 'POST', body: '{}' });
    expect(asKind(one, 'none')).toEqual({
      body: '',
      isBytes: false,
      splits: [],
      headers: [row('a', '1'), row('b', '2')],
    });
  });

  test('text becomes the bytes that were sent, and text again; other bytes are no text', () => {
    const text = request({ body: 'ä€😀', splits: [1] });
    const bytes = { ...text, ...asKind(text, 'bytes') };
    expect(bytes).toMatchObject({ body: latin1OfText('ä€😀'), isBytes: true, splits: [] });
    expect(bytes.body).toHaveLength(2 + 3 + 4);
    expect(asKind(bytes, 'text')).toMatchObject({ body: 'ä€😀', isBytes: false, splits: [] });
    expect(textOfBody({ body: '\u00ff\u0000', isBytes: true })).toBeUndefined();
    expect(textOfBody({ body: '\u00ff\u0000', isBytes: false })).toBe('\u00ff\u0000');
  });

  test('bytes keep a type that a person wrote', () => {
    const typeOf = (one: NamedRequest) => asKind(one, 'bytes').headers?.map(({ value }) => value);
    expect(typeOf(typed('application/grpc'))).toEqual(['application/grpc']);
    expect(typeOf(typed('application/json; charset=utf-8'))).toEqual(['application/octet-stream']);
  });
});

describe('JSON', () => {
  test('is told from what is none, with the place', () => {
    expect(jsonProblem('{"a": [1, null]}')).toBeUndefined();
    expect(jsonProblem('{"a": }')).toMatch(/position 6|line 1 column 7|'}'/);
  });
  const formatted: readonly (readonly [text: string, expected: string])[] = [
    ['{}', '{}'],
    ['[[],{}]', '[\n  [],\n  {}\n]'],
    ['{"a":1,"b":[true,"x,{}:\\""]}', '{\n  "a": 1,\n  "b": [\n    true,\n    "x,{}:\\""\n  ]\n}'],
    ['["}"]', '[\n  "}"\n]'],
    // As numbers they would be other ones.
    ['[12345678901234567890,1.0,1e400]', '[\n  12345678901234567890,\n  1.0,\n  1e400\n]'],
  ];
  test.each(formatted)('%s on lines of its own', (text, expected) => {
    expect(layJson(text)).toBe(expected);
    expect(layJson(expected)).toBe(expected);
  });
});

describe('the query', () => {
  const urls = ['/', '/?', '/a?b', '/a?b=c&b=d', 'http://h:1/p?x=%20+%C3%A4&y#f?g', '/?=&&=x', '/?%zz=%', '#?a=b', ''];
  test.each(urls)('of %j is put together as it was', (url) => {
    const parameters = parametersOf(url);
    const [whole = '', ...fragment] = url.split('#');
    const bare = parameters.length === 0 ? whole.replace(/\?$/, '') : whole;
    expect(withParameters(url, parameters)).toBe([bare, ...fragment].join('#'));
  });
  test('is read as people read it, and left as it is written where it makes no sense', () => {
    const told = parametersOf('/?a=1=2&%C3%A4=x%20y+z&b&%zz=%').map(({ name, value }) => [name, value]);
    expect(told).toEqual([
      ['a', '1=2'],
      ['ä', 'x y+z'],
      ['b', ''],
      ['%zz', '%'],
    ]);
  });
  test('what is written by hand reads back, half characters aside', () => {
    const pieces = ['a', '&', '=', '#', '+', '%', ' ', '?', '/', 'ä', '😀', '\0', '\n', '"'];
    for (let seed = 0; seed < 500; seed++) {
      const next = random(seed);
      const text = () => Array.from({ length: 1 + next(6) }, () => pieces[next(pieces.length)]).join('');
      const wanted = Array.from({ length: 1 + next(3) }, () => [text(), next(3) > 0 ? text() : ''] as const);
      const url = withParameters(
        'http://h/p?old#f',
        wanted.map(([name, value]) => parameterOf(name, value)),
      );
      const read = parametersOf(url).map(({ name, value }) => [name, value]);
      expect(read, `seed ${seed}`).toEqual(wanted);
      expect(url, `seed ${seed}`).toMatch(/^http:\/\/h\/p\?[^\s#"]*#f$/);
    }
    expect(parameterOf('\ud800', '').raw).toBe('%EF%BF%BD');
  });
  test('fields of a form read back', () => {
    const fields = [
      { name: 'a b', value: '1+2&3' },
      { name: 'ä', value: '' },
      { name: '', value: '=' },
    ];
    expect(fieldsOf(bodyOfFields(fields)).map(({ name, value }) => ({ name, value }))).toEqual(fields);
    expect(fieldsOf('')).toEqual([]);
  });
});

describe('bytes by hand', () => {
  test.each(byteNotations)('all of them, as %s, read back', (notation) => {
    for (let seed = 0; seed < 200; seed++) {
      const next = random(seed);
      const bytes = String.fromCharCode(...Array.from({ length: next(100) }, () => next(256)));
      expect(readBytes(textOfByteString(bytes, notation), notation), `seed ${seed}`).toEqual({ kind: 'bytes', bytes });
    }
  });
  const read: readonly (readonly [text: string, notation: 'hex' | 'base64', expected: object])[] = [
    ['', 'hex', { kind: 'bytes', bytes: '' }],
    ['0A ff\n00', 'hex', { kind: 'bytes', bytes: '\n\u00ff\0' }],
    ['0x0a, 0xFF; \\x00', 'hex', { kind: 'bytes', bytes: '\n\u00ff\0' }],
    ['0a:f', 'hex', { kind: 'open' }],
    ['0a zz 00', 'hex', { kind: 'wrong', at: 3, text: 'zz 00' }],
    ['<script>alert(1)</script>', 'hex', { kind: 'wrong', at: 0, text: '<script>' }],
    ['AP8=', 'base64', { kind: 'bytes', bytes: '\0\u00ff' }],
    ['AP8', 'base64', { kind: 'bytes', bytes: '\0\u00ff' }],
    ['_-8=', 'base64', { kind: 'bytes', bytes: '\u00ff\u00ef' }],
    [' A P\n8 = ', 'base64', { kind: 'bytes', bytes: '\0\u00ff' }],
    ['AP8=AP8=', 'base64', { kind: 'wrong', at: 3, text: '=AP8=' }],
    ['A', 'base64', { kind: 'open' }],
    ['AP8*', 'base64', { kind: 'wrong', at: 3, text: '*' }],
    ['00'.repeat(MOST_BYTES), 'hex', { kind: 'bytes', bytes: '\0'.repeat(MOST_BYTES) }],
    ['00'.repeat(MOST_BYTES + 1), 'hex', { kind: 'too-many', count: MOST_BYTES + 1 }],
    ['AAAA'.repeat(Math.ceil((MOST_BYTES + 1) / 3)), 'base64', { kind: 'too-many', count: MOST_BYTES + 2 }],
  ];
  test.each(read.map(([text, ...rest]) => [text.slice(0, 30), text, ...rest] as const))(
    '%j',
    (_, text, notation, expected) => {
      expect(readBytes(text, notation)).toEqual(expected);
    },
  );
});
