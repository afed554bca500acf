import { describe, expect, test } from 'vitest';
import { areSoundTrailers, BodyTally, joinCookies, malformedNames, refusalOf } from '../../src/envoy/h2-codec.ts';
import { endsWithHeaders, framesOf } from '../../src/envoy/h2-frames.ts';
import { headerMapOf } from '../../src/envoy/header-map.ts';
import { headerBytes } from '../../src/envoy/wire.ts';
import { latin1OfBytes, type HeaderText } from '../../src/model/index.ts';

const PSEUDO: HeaderText[] = [
  [':method', 'GET'],
  [':path', '/'],
  [':scheme', 'http'],
  [':authority', 'lab.test'],
];
const FIELD = 'http2.invalid.header.field';
const RULE = 'http2.violation.of.messaging.rule';

/** Each measured on Envoy 1.40 with a request of its own. */
const requests: readonly (readonly [string, readonly HeaderText[], string | undefined])[] = [
  ['plain headers', [['x-a', '1']], undefined],
  ['te: trailers', [['te', 'trailers']], undefined],
  ['te: gzip', [['te', 'gzip']], FIELD],
  ['connection', [['connection', 'close']], FIELD],
  ['keep-alive', [['keep-alive', '1']], FIELD],
  ['proxy-connection', [['proxy-connection', 'x']], FIELD],
  ['transfer-encoding', [['transfer-encoding', 'chunked']], FIELD],
  ['upgrade', [['upgrade', 'x']], FIELD],
  ['a name in upper case', [['X-Upper', 'v']], FIELD],
  ['a blank in a name', [['x bad', 'v']], FIELD],
  ['a line break in a value', [['x-a', 'a\r\nb']], FIELD],
  ['blanks around a value', [['x-a', ' v ']], undefined],
  ['a second :path', [[':path', '/b']], FIELD],
  ['an unknown pseudo header', [[':x', 'y']], FIELD],
  ['a body announced and none sent', [['content-length', '5']], RULE],
  ['an empty body announced', [['content-length', '0']], undefined],
  ['a host beside :authority', [['host', 'other.test']], undefined],
];

describe('what the codec takes of a request', () => {
  test.each(requests)('%s', (_, headers, details) => {
    expect(refusalOf(headerBytes([...PSEUDO, ...headers]), true)).toBe(details);
  });

  test.each([
    [':path', FIELD],
    [':authority', FIELD],
  ])('an empty %s', (empty, details) => {
    const fields = PSEUDO.map(([name, value]): HeaderText => [name, name === empty ? '' : value]);
    expect(refusalOf(headerBytes(fields), true)).toBe(details);
  });

  test('a pseudo header behind another field', () => {
    expect(refusalOf(headerBytes([['x-a', '1'], ...PSEUDO]), true)).toBe(FIELD);
  });

  test('CONNECT with a path', () => {
    const fields = PSEUDO.map(([name, value]): HeaderText => [name, name === ':method' ? 'CONNECT' : value]);
    expect(refusalOf(headerBytes(fields), true)).toBe(RULE);
  });

  test('a content-length with a body to come is counted later', () => {
    expect(refusalOf(headerBytes([...PSEUDO, ['content-length', '5']]), false)).toBeUndefined();
  });
});

test('trailers have no pseudo headers and no upper case', () => {
  expect(areSoundTrailers(headerBytes([['x-t', '1']]))).toBe(true);
  expect(areSoundTrailers(headerBytes([[':path', '/']]))).toBe(false);
  expect(areSoundTrailers(headerBytes([['X-T', '1']]))).toBe(false);
});

test('a strict client refuses colon, blank and line break in response headers', () => {
  const fields = headerBytes([
    ['x:bad', 'v'],
    ['x bad', 'v'],
    ['x-bad', 'a\r\nx-inject: 1'],
    ['x-good', 'a: b'],
  ]);
  expect(malformedNames(fields)).toEqual(['x:bad', 'x bad', 'x-bad']);
});

test('cookies are joined and stand last', () => {
  const map = headerMapOf(
    headerBytes([
      ['cookie', 'a=1'],
      ['te', 'trailers'],
      ['cookie', 'b=2'],
    ]),
  );
  joinCookies(map);
  expect(map.snapshot().map(latin1OfBytes)).toEqual(['te', 'trailers', 'cookie', 'a=1; b=2']);
});

describe('a body against its content-length', () => {
  const cases: readonly (readonly [string, number | undefined, readonly (readonly [number, boolean])[], boolean])[] = [
    ['undeclared', undefined, [[7, true]], true],
    ['as declared', 4, [[2, false], [2, true]], true], // prettier-ignore
    ['ended by an empty frame', 4, [[4, false], [0, true]], true], // prettier-ignore
    ['too long', 2, [[4, true]], false],
    ['too long before its end', 2, [[3, false]], false],
    ['too short', 9, [[4, true]], false],
    ['none where one was declared', 9, [[0, true]], false],
  ];
  test.each(cases)('%s', (_, declared, pieces, fits) => {
    const tally = new BodyTally(declared);
    expect(pieces.every(([size, end]) => tally.add(size, end))).toBe(fits);
  });
});

describe('where END_STREAM is', () => {
  const cases = [
    ['nothing to send', {}, true, []],
    ['the last DATA', { body: ['a', 'b'] }, false, ['a', 'b*']],
    ['an empty DATA', { body: ['a'], end: 'empty' }, false, ['a', '*']],
    ['an empty DATA alone', { end: 'empty' }, false, ['*']],
    ['nowhere', { body: ['a'], end: 'never' }, false, ['a']],
    ['nowhere, without a body', { end: 'never' }, false, []],
    ['trailers', { body: ['a'], trailers: [['t', '1']] }, false, ['a', 'trailers']],
    ['trailers without a body', { trailers: [['t', '1']] }, false, ['trailers']],
  ] as const;
  test.each(cases)('%s', (_, message, onHeaders, frames) => {
    expect(endsWithHeaders(message)).toBe(onHeaders);
    const shown = framesOf(message).map((frame) =>
      frame.kind === 'trailers' ? 'trailers' : `${latin1OfBytes(frame.bytes)}${frame.endStream ? '*' : ''}`,
    );
    expect(shown).toEqual(frames);
  });
});
