import { expect, test } from 'vitest';
import { HeaderMap, headerMapOf } from '../../src/envoy/header-map.ts';
import { Name } from '../../src/envoy/names.ts';
import { bytesOfLatin1 as bytes, latin1OfBytes, spanOf } from '../../src/model/index.ts';

function map(text: string): HeaderMap {
  const made = new HeaderMap();
  for (const pair of text.split(' ').filter(Boolean)) {
    const at = pair.indexOf('=');
    made.addSpan(span(pair.slice(0, at)), span(pair.slice(at + 1)));
  }
  return made;
}

function text(headers: HeaderMap): string {
  const flat = headers.snapshot().map(latin1OfBytes);
  return flat.flatMap((name, i) => (i % 2 === 0 ? [`${name}=${flat[i + 1]}`] : [])).join(' ');
}

const span = (value: string) => spanOf(bytes(value));

/** What Envoy does, each as recorded: start, action, end. */
const cases: [string, string, (headers: HeaderMap) => void, string][] = [
  ['an ordinary header may stand twice', 'x=1', (h) => h.addSpan(span('X'), span('2')), 'x=1 x=2'],
  [
    'an inline header is joined',
    ':path=/a accept=b',
    (h) => h.addSpan(span('Accept'), span('c')),
    ':path=/a accept=b,c',
  ],
  ['adding to an empty inline header replaces it', 'accept=', (h) => h.addSpan(span('accept'), span('c')), 'accept=c'],
  ['pseudo headers stand first', 'x=1', (h) => h.addSpan(span(':path'), span('/')), ':path=/ x=1'],
  ['host is :authority', ':authority=a', (h) => h.addSpan(span('Host'), span('b')), ':authority=a,b'],
  ['replace removes all and appends', 'a=1 x=1 b=2 x=2', (h) => h.replaceSpan(span('X'), span('3')), 'a=1 b=2 x=3'],
  ['replace keeps a last header in place', 'a=1 x=1', (h) => h.replaceSpan(span('x'), span('3')), 'a=1 x=3'],
  ['replace of a last header that stands twice', 'x=1 a=1 x=2', (h) => h.replaceSpan(span('x'), span('3')), 'a=1 x=3'],
  [
    'a replaced pseudo header goes to the end of its block',
    ':path=/ :method=GET x=1',
    (h) => h.replaceSpan(span(':path'), span('/b')),
    ':method=GET :path=/b x=1',
  ],
  ['remove takes every entry, in any case', 'x=1 a=1 X=2', (h) => h.removeSpan(span('X')), 'a=1'],
  ['remove of an absent name is fine', 'a=1', (h) => h.removeSpan(span('zz')), 'a=1'],
  [
    'pseudo headers stay first after one is removed',
    ':a=1 :b=2 x=1',
    (h) => (h.removeSpan(span(':a')), h.addSpan(span(':c'), span('3'))),
    ':b=2 :c=3 x=1',
  ],
];

test.each(cases)('%s', (_, start, action, end) => {
  const headers = map(start);
  action(headers);
  expect(text(headers)).toBe(end);
});

test('a lookup finds the first value, whatever the case', () => {
  expect(latin1OfBytes(map('x=1 x=2').find(span('X')) ?? bytes('none'))).toBe('1');
  expect(map('x=1').find(span('y'))).toBeUndefined();
  expect(map('x=').find(span('x'))).toEqual(bytes(''));
});

test('the size is the bytes of names and values', () => {
  expect(map(':path=/ x=12').byteSize).toBe(5 + 1 + 1 + 2);
});

test('a clone is its own', () => {
  const headers = map(':path=/ x=1');
  const copy = headers.clone();
  copy.addSpan(span('y'), span('2'));
  expect(text(headers)).toBe(':path=/ x=1');
  expect(text(headerMapOf(copy.snapshot()))).toBe(':path=/ x=1 y=2');
});

/** Names that a map must find by their bytes, because they are long, odd, or one of very many that are alike. */
const strangers = [
  ['a long name', 'x-'.padEnd(100, 'y')],
  ['an odd name', 'x y/z'],
  ...Array.from(
    { length: 40 },
    (_, i) => [`name ${i} of many`, `x-${'0123456789'[i % 10]}${i >> 3}-a${i % 7}-z`] as const,
  ),
] as const;

test.each(strangers)('%s is found, added to, replaced and removed', (_, name) => {
  const headers = headerMapOf([bytes(name), bytes('1'), bytes('b'), bytes('2')]);
  const own = span(name.toUpperCase());
  const value = (): string => latin1OfBytes(headers.find(own) ?? bytes('none'));
  expect(value()).toBe('1');
  headers.addSpan(own, span('3'));
  expect(headers.joinedValue(bytes(name))).toBe('1,3');
  headers.replaceSpan(own, span('4'));
  expect(headers.names.map(latin1OfBytes)).toEqual(['b', name]);
  expect(value()).toBe('4');
  headers.removeSpan(own);
  expect(value()).toBe('none');
});

test('a clone keeps what it had, whichever of the two changes', () => {
  const headers = headerMapOf([Name.path.bytes, bytes('/'), Name.server.bytes, bytes('a')]);
  const clone = headers.clone();
  headers.set(Name.server, bytes('b'));
  clone.remove(Name.path);
  expect(headers.snapshot().map(latin1OfBytes)).toEqual([':path', '/', 'server', 'b']);
  expect(clone.snapshot().map(latin1OfBytes)).toEqual(['server', 'a']);
});

test.each([
  ['a line feed in a value', 'x-a', 'a\nb', true],
  ['a space in a name', 'x a', '', true],
  ['a colon in a name', 'x:a', '', true],
  ['usual bytes', 'x-a', 'caf\xe9 "ok"', false],
])('%s makes a map odd, or not', (_, name, value, isOdd) => {
  const headers = new HeaderMap();
  headers.add(bytes(name), bytes(value));
  expect(headers.isOdd).toBe(isOdd);
  expect(headers.clone().isOdd).toBe(isOdd);
});
