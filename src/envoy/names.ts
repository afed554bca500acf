import { bytesOfLatin1, latin1OfBytes } from '../model/index.ts';
import { Name, type KnownName } from './header-names.ts';

export { Name };

const constants = new Map<string, Uint8Array>();

/** Bytes of a short constant text; the same array for the same text. Never change one. */
export function ascii(text: string): Uint8Array {
  let bytes = constants.get(text);
  if (bytes === undefined) constants.set(text, (bytes = bytesOfLatin1(text)));
  return bytes;
}

const digits: Uint8Array[] = [];

/** Decimal digits of a number, as bytes. */
export function decimal(value: number): Uint8Array {
  if (value < 0 || value > 1023) return bytesOfLatin1(String(value));
  return (digits[value] ??= bytesOfLatin1(String(value)));
}

/** The status that most replies have. */
const OK = decimal(200);

/** The number in :status; 0 when there is none. */
export function statusOf(map: { get(name: KnownName): Uint8Array | undefined }): number {
  const value = map.get(Name.status);
  return value === undefined ? 0 : numberOf(value);
}

/** Whether :status is there and a number. */
export function hasStatus(map: { get(name: KnownName): Uint8Array | undefined }): boolean {
  const value = map.get(Name.status);
  return value !== undefined && (digitsOf(value) >= 0 || /^\d+$/.test(latin1OfBytes(value)));
}

/** The number that some bytes are the decimal digits of; 0 when they are none. */
export function numberOf(bytes: Uint8Array): number {
  if (bytes === OK) return 200;
  if (bytes.length === 0) return 0;
  const digits = digitsOf(bytes);
  return digits >= 0 ? digits : Number(latin1OfBytes(bytes)) || 0;
}

/** The value of one to nine digits, -1 for anything else. */
function digitsOf(bytes: Uint8Array): number {
  if (bytes.length === 0 || bytes.length > 9) return -1;
  let value = 0;
  for (let i = 0; i < bytes.length; i++) {
    const digit = (bytes[i] ?? 0) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

export function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  if (prefix.length > bytes.length) return false;
  for (let i = 0; i < prefix.length; i++) if (bytes[i] !== prefix[i]) return false;
  return true;
}
