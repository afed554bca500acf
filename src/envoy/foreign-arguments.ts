import { bytesOfText, NO_BYTES, textOfBytes, sameBytes } from '../model/index.ts';

/** The fields of a protobuf message by number, the last value of each: bytes, or a number as a varint carries it. */
export class Arguments {
  readonly #fields: ReadonlyMap<number, Uint8Array | bigint>;

  constructor(fields: ReadonlyMap<number, Uint8Array | bigint>) {
    this.#fields = fields;
  }

  bytes(field: number): Uint8Array {
    const value = this.#fields.get(field);
    return value instanceof Uint8Array ? value : NO_BYTES;
  }

  number(field: number): number {
    const value = this.#fields.get(field);
    return typeof value === 'bigint' ? Number(BigInt.asIntN(32, value)) : 0;
  }

  /** Strings of a message have to be UTF-8. */
  isText(field: number): boolean {
    const bytes = this.bytes(field);
    return sameBytes(bytesOfText(textOfBytes(bytes)), bytes);
  }
}

/** Reads a message whose string fields are these; undefined when the bytes are none. */
export function argumentsOf(bytes: Uint8Array, texts: readonly number[]): Arguments | undefined {
  const fields = new Map<number, Uint8Array | bigint>();
  let at = 0;
  const varint = (): bigint | undefined => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) return undefined;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
    return undefined;
  };
  while (at < bytes.length) {
    const key = varint();
    if (key === undefined || key < 8n || key >= 2n ** 32n) return undefined;
    const value = fieldAt(bytes, Number(key & 7n), varint, () => at);
    if (value === undefined) return undefined;
    if (value instanceof Uint8Array) at += value.length;
    fields.set(Number(key >> 3n), value);
  }
  const read = new Arguments(fields);
  return texts.every((field) => read.isText(field)) ? read : undefined;
}

function fieldAt(
  bytes: Uint8Array,
  wire: number,
  varint: () => bigint | undefined,
  at: () => number,
): Uint8Array | bigint | undefined {
  const size = wire === 1 ? 8n : wire === 5 ? 4n : wire === 0 || wire === 2 ? varint() : undefined;
  if (size === undefined || wire === 0) return size;
  const end = at() + Number(size);
  return end > bytes.length ? undefined : bytes.subarray(at(), end);
}
