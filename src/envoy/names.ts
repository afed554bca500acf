import { bytesOfLatin1, latin1OfBytes } from '../model/index.ts';

const constants = new Map<string, Uint8Array>();

/** Bytes of a short constant text; the same array for the same text. Never change one. */
export function ascii(text: string): Uint8Array {
  let bytes = constants.get(text);
  if (bytes === undefined) constants.set(text, (bytes = bytesOfLatin1(text)));
  return bytes;
}

declare const knownBrand: unique symbol;

/**
 * A header name that Envoy itself reads or writes. In a header map such a name is always this very array, so that
 * looking for one compares no bytes.
 */
export type KnownName = Uint8Array & { readonly [knownBrand]: true };

const lower = Uint8Array.from({ length: 256 }, (_, i) => (i >= 65 && i <= 90 ? i + 32 : i));
const buckets: KnownName[][] = Array.from({ length: 128 }, () => []);

/** Where to look for a name: its length and three of its letters tell the known ones apart well enough. */
function bucketOf(bytes: Uint8Array, start: number, size: number): KnownName[] | undefined {
  const first = lower[bytes[start] ?? 0] ?? 0;
  const middle = lower[bytes[start + (size >> 1)] ?? 0] ?? 0;
  const last = lower[bytes[start + size - 1] ?? 0] ?? 0;
  return buckets[(size + 3 * first + 5 * middle + 7 * last) & 127];
}

/** The known name that some bytes are, in any case. */
export function knownName(bytes: Uint8Array, start = 0, size = bytes.length): KnownName | undefined {
  const bucket = bucketOf(bytes, start, size);
  if (bucket !== undefined) for (const name of bucket) if (isName(name, bytes, start, size)) return name;
  return undefined;
}

/** Same bytes, where `name` is in lower case and the others in any case. */
export function isName(name: Uint8Array, bytes: Uint8Array, start: number, size: number): boolean {
  if (name.length !== size) return false;
  for (let i = 0; i < size; i++) if (name[i] !== lower[bytes[start + i] ?? 0]) return false;
  return true;
}

/** A name in lower case: the known one, or a copy. */
export function loweredName(bytes: Uint8Array, start = 0, size = bytes.length): Uint8Array {
  const known = knownName(bytes, start, size);
  if (known !== undefined) return known;
  const name = new Uint8Array(size);
  for (let i = 0; i < size; i++) name[i] = lower[bytes[start + i] ?? 0] ?? 0;
  return name;
}

function known(text: string): KnownName {
  const name = ascii(text);
  const bucket = bucketOf(name, 0, name.length);
  if (bucket === undefined || !isListed(bucket, name)) throw new Error(`${text} is no name`);
  return name;
}

function isListed(bucket: Uint8Array[], name: Uint8Array): name is KnownName {
  return bucket.push(name) > 0;
}

/** Names of headers that Envoy itself reads or writes. */
export const Name = {
  authority: known(':authority'),
  method: known(':method'),
  path: known(':path'),
  scheme: known(':scheme'),
  status: known(':status'),
  host: known('host'),
  connection: known('connection'),
  cookie: known('cookie'),
  contentLength: known('content-length'),
  contentType: known('content-type'),
  date: known('date'),
  expect: known('expect'),
  expectedTimeout: known('x-envoy-expected-rq-timeout-ms'),
  forwardedProto: known('x-forwarded-proto'),
  grpcMessage: known('grpc-message'),
  grpcStatus: known('grpc-status'),
  internal: known('x-envoy-internal'),
  keepAlive: known('keep-alive'),
  proxyConnection: known('proxy-connection'),
  referer: known('referer'),
  requestId: known('x-request-id'),
  server: known('server'),
  serviceTime: known('x-envoy-upstream-service-time'),
  te: known('te'),
  trailer: known('trailer'),
  transferEncoding: known('transfer-encoding'),
  upgrade: known('upgrade'),
  userAgent: known('user-agent'),
} as const;

const digits: Uint8Array[] = [];

/** Decimal digits of a number, as bytes. */
export function decimal(value: number): Uint8Array {
  if (value < 0 || value > 1023) return bytesOfLatin1(String(value));
  return (digits[value] ??= bytesOfLatin1(String(value)));
}

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
