import { expect, test } from 'vitest';
import { bytesOfLatin1, decodePairs, encodePairs, latin1OfBytes, MAX_PAIRS, pairsSize } from '../../src/model/index.ts';
import { random } from '../host/random.ts';

const encode = (parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(pairsSize(parts));
  encodePairs(parts, bytes, 0);
  return bytes;
};
const decode = (bytes: Uint8Array): string[] => decodePairs(bytes, 0, bytes.length).map(latin1OfBytes);

test('the example of the specification', () => {
  const bytes = encode(['a', '1', 'bc', ''].map(bytesOfLatin1));
  expect(Buffer.from(bytes).toString('hex')).toBe(
    '02000000' + '0100000001000000' + '0200000000000000' + '61003100' + '62630000',
  );
  expect(decode(bytes)).toEqual(['a', '1', 'bc', '']);
});

test('no pairs', () => {
  expect(decode(encode([]))).toEqual([]);
  expect(decode(new Uint8Array(0))).toEqual([]);
});

const good = encode(['name', 'value', 'x', ''].map(bytesOfLatin1));
const changed = (at: number, value: number): Uint8Array => good.with(at, value);

test.each([
  ['cut off', good.subarray(0, -1)],
  ['with bytes left over', Uint8Array.from([...good, 0])],
  ['with a name that does not end', changed(20 + 4, 1)],
  ['with a value that does not end', changed(good.length - 1, 1)],
  ['with a size that overruns', changed(4, 200)],
  ['with a huge size', changed(7, 0xff)],
  ['with too many pairs', changed(0, 200)],
  ['with a huge number of pairs', changed(3, 0xff)],
])('a list %s is empty', (_, bytes) => {
  expect(decode(bytes)).toEqual([]);
});

test('1024 pairs are the most', () => {
  const part = bytesOfLatin1('a');
  const list = (count: number): Uint8Array[] => Array.from({ length: count * 2 }, () => part);
  expect(decode(encode(list(MAX_PAIRS)))).toHaveLength(MAX_PAIRS * 2);
  expect(decode(encode(list(MAX_PAIRS + 1)))).toEqual([]);
});

test('more than a mebibyte is empty', () => {
  expect(decode(encode([new Uint8Array(1024 * 1024 - 20), new Uint8Array(0)]))).toHaveLength(2);
  expect(decode(encode([new Uint8Array(1024 * 1024), new Uint8Array(0)]))).toEqual([]);
});

test('what is encoded is decoded, wherever it stands', () => {
  const next = random(7);
  for (let round = 0; round < 500; round++) {
    const parts = Array.from({ length: next(6) * 2 }, () => Uint8Array.from({ length: next(9) }, () => next(256)));
    const start = next(10);
    const bytes = new Uint8Array(start + pairsSize(parts) + 3).fill(63);
    encodePairs(parts, bytes, start);
    expect(decodePairs(bytes, start, pairsSize(parts))).toEqual(parts);
    expect(bytes.subarray(0, start).every((byte) => byte === 63)).toBe(true);
    expect(bytes.subarray(-3).every((byte) => byte === 63)).toBe(true);
  }
});

test('garbage never throws, and gives whole pairs or none', () => {
  const next = random(8);
  for (let round = 0; round < 3000; round++) {
    const bytes = next(2) === 0 ? good.slice() : Uint8Array.from({ length: next(64) }, () => next(4) * next(64));
    for (let change = next(4); change > 0; change--) bytes[next(bytes.length)] = next(256);
    expect(decodePairs(bytes, 0, bytes.length).length % 2).toBe(0);
  }
});
