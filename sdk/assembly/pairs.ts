import { OUT, OUT_SIZE } from './memory';

/** A header whose value is bytes, not text. */
export class HeaderBytes {
  constructor(
    /** The header's name, in lower case. */
    public name: string,
    /** Its value. */
    public value: Uint8Array,
  ) {}
}

// The wire form of a header map: the count, all sizes (name, value), then names and values, each ended by a zero byte.

/** Packs `[[name, value], ...]` for the host. */
export function packPairs(pairs: string[][]): ArrayBuffer {
  const buffers = new Array<ArrayBuffer>(pairs.length * 2);
  for (let i = 0; i < pairs.length; i++) {
    if (pairs[i].length != 2) throw new Error('a header must be a pair [name, value]');
    buffers[2 * i] = String.UTF8.encode(pairs[i][0]);
    buffers[2 * i + 1] = String.UTF8.encode(pairs[i][1]);
  }
  return pack(buffers);
}

/** Packs headers with bytes as values for the host. */
export function packHeaderBytes(pairs: HeaderBytes[]): ArrayBuffer {
  const buffers = new Array<ArrayBuffer>(pairs.length * 2);
  for (let i = 0; i < pairs.length; i++) {
    const value = pairs[i].value;
    buffers[2 * i] = String.UTF8.encode(pairs[i].name);
    buffers[2 * i + 1] = value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
  }
  return pack(buffers);
}

function pack(buffers: ArrayBuffer[]): ArrayBuffer {
  let total = 4;
  for (let i = 0; i < buffers.length; i++) total += 4 + buffers[i].byteLength + 1;
  const packed = new ArrayBuffer(total);
  let size = changetype<usize>(packed);
  store<u32>(size, buffers.length / 2);
  size += 4;
  let data = size + 4 * buffers.length;
  for (let i = 0; i < buffers.length; i++) {
    const length = buffers[i].byteLength;
    store<u32>(size, length);
    size += 4;
    memory.copy(data, changetype<usize>(buffers[i]), length);
    data += length + 1; // a new ArrayBuffer is all zeros: the end mark stands already
  }
  return packed;
}

/** Takes over the header map that the host left in `OUT`, as `[[name, value], ...]`, and frees the host's copy. */
export function takePairs(): string[][] {
  const pointer = <usize>load<u32>(OUT);
  const count = countOf(pointer);
  const pairs = new Array<string[]>(count);
  let data = pointer + 4 + 8 * count;
  for (let i = 0; i < count; i++) {
    const nameSize = load<u32>(pointer + 8 * i, 4);
    const valueSize = load<u32>(pointer + 8 * i, 8);
    const name = String.UTF8.decodeUnsafe(data, nameSize);
    data += nameSize + 1;
    pairs[i] = [name, String.UTF8.decodeUnsafe(data, valueSize)];
    data += valueSize + 1;
  }
  if (pointer) heap.free(pointer);
  return pairs;
}

/** The same with the values as bytes. */
export function takeHeaderBytes(): HeaderBytes[] {
  const pointer = <usize>load<u32>(OUT);
  const count = countOf(pointer);
  const pairs = new Array<HeaderBytes>(count);
  let data = pointer + 4 + 8 * count;
  for (let i = 0; i < count; i++) {
    const nameSize = load<u32>(pointer + 8 * i, 4);
    const value = new Uint8Array(load<u32>(pointer + 8 * i, 8));
    const name = String.UTF8.decodeUnsafe(data, nameSize);
    data += nameSize + 1;
    memory.copy(value.dataStart, data, value.byteLength);
    data += value.byteLength + 1;
    pairs[i] = new HeaderBytes(name, value);
  }
  if (pointer) heap.free(pointer);
  return pairs;
}

// An empty map arrives as pointer 0 and size 0.
function countOf(pointer: usize): i32 {
  return pointer && load<u32>(OUT_SIZE) >= 4 ? load<u32>(pointer) : 0;
}
