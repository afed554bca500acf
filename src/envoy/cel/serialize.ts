import { bytesOfLatin1, encodePairs, NO_BYTES, pairsSize } from '../../model/index.ts';
import type { CelValue } from './value.ts';

/** A value as the guest gets it (abi: 3.3); undefined where Envoy answers SerializationFailure. */
export function serialize(value: CelValue): Uint8Array | undefined {
  switch (value.kind) {
    case 'string':
    case 'bytes':
      return bytesOfLatin1(value.value);
    case 'int':
    case 'uint':
      return word((view) => view.setBigUint64(0, BigInt.asUintN(64, value.value), true));
    case 'duration':
    case 'timestamp':
      return word((view) => view.setBigInt64(0, saturated(value.value), true));
    case 'double':
      return word((view) => view.setFloat64(0, value.value, true));
    case 'bool':
      return Uint8Array.of(value.value ? 1 : 0);
    case 'message':
      return value.encode();
    case 'list':
      return pairs(value.items.flatMap((item) => [serialize(item), NO_BYTES]));
    case 'map':
      return pairs(value.entries()?.flatMap(([key, of]) => [serialize(key), serialize(of)]));
    case 'null':
    case 'type':
      return undefined;
  }
}

function word(write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(8);
  write(new DataView(bytes.buffer));
  return bytes;
}

const MAX = 2n ** 63n - 1n;

/** Times beyond what 64 bits of nanoseconds can say stay at the end of the range. */
function saturated(nanoseconds: bigint): bigint {
  if (nanoseconds > MAX) return MAX;
  return nanoseconds < -MAX - 1n ? -MAX - 1n : nanoseconds;
}

function pairs(parts: readonly (Uint8Array | undefined)[] | undefined): Uint8Array | undefined {
  if (parts === undefined) return undefined;
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const bytes = new Uint8Array(pairsSize(known));
  encodePairs(known, bytes, 0);
  return bytes;
}
