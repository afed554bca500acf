import { HeaderBytes, logInfo } from './sdk/assembly';

/** Absent and empty, told apart. */
export function show(what: string, value: string | null): void {
  logInfo(value === null ? `${what}: absent` : `${what}: "${value}"`);
}

export function showBytes(what: string, value: Uint8Array | null): void {
  logInfo(value === null ? `${what}: absent` : `${what}: [${value.join(',')}]`);
}

export function showNumber(what: string, value: i64): void {
  logInfo(`${what}: ${value}`);
}

/** All pairs but those that differ from run to run. */
export function showPairs(what: string, pairs: string[][]): void {
  let text = '';
  for (let i = 0; i < pairs.length; i++) {
    if (pairs[i][0] != 'x-request-id') text += ` ${pairs[i][0]}=${pairs[i][1]}`;
  }
  logInfo(`${what}:${text}`);
}

export function showHeaderBytes(what: string, pairs: HeaderBytes[]): void {
  let text = '';
  for (let i = 0; i < pairs.length; i++) {
    if (pairs[i].name != 'x-request-id') text += ` ${pairs[i].name}=${pairs[i].value.length}`;
  }
  logInfo(`${what}:${text}`);
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.wrap(String.UTF8.encode(text));
}

/** Bytes that are no UTF-8. */
export function oddBytes(): Uint8Array {
  const bytes = new Uint8Array(3);
  bytes[0] = 0x61;
  bytes[1] = 0xff;
  bytes[2] = 0x62;
  return bytes;
}
