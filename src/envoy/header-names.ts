import { bytesOfLatin1 } from '../model/index.ts';

/** A header name that has its one array: a map holds it under this very array or not at all. */
export interface KnownName {
  readonly bytes: Uint8Array;
  /**
   * One bit of 32: a map that has none of its names' bits has not the name. What Envoy asks for all the time has a bit of
   * its own (`OWN_BITS`), the others share the rest.
   */
  readonly bit: number;
}

const lower = Uint8Array.from({ length: 256 }, (_, i) => (i >= 65 && i <= 90 ? i + 32 : i));

/** What a token of HTTP has, in lower case. */
const usual = new Uint8Array(256);
for (const letter of "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz") usual[letter.charCodeAt(0)] = 1;

const COLON = 58;
const LONGEST = 64;
const MOST_IN_BUCKET = 16;

/**
 * Names that were met, each as one array: looking for a name in a header map then compares arrays, not bytes, and
 * writing one allocates nothing. Long and odd names are left out, and new ones where too many are alike; as nothing
 * is ever taken out, bytes that have an array here never stand in a map as another one.
 */
const buckets: KnownName[][] = Array.from({ length: 1024 }, () => []);

function bucketOf(bytes: Uint8Array, start: number, size: number): KnownName[] | undefined {
  const first = lower[bytes[start] ?? 0] ?? 0;
  const middle = lower[bytes[start + (size >> 1)] ?? 0] ?? 0;
  const last = lower[bytes[start + size - 1] ?? 0] ?? 0;
  return buckets[(size + 5 * first + 29 * middle + 113 * last) & 1023];
}

/** The one array of a name that was met, in any case; undefined for one that was not, or is left out. */
export function metName(bytes: Uint8Array, start = 0, size = bytes.length): KnownName | undefined {
  const bucket = size > LONGEST ? undefined : bucketOf(bytes, start, size);
  if (bucket === undefined) return undefined;
  for (let i = 0; i < bucket.length; i++) {
    const name = bucket[i];
    if (name !== undefined && isName(name.bytes, bytes, start, size)) return name;
  }
  return undefined;
}

/** The one array of a name; undefined when it is left out. */
export function oneName(bytes: Uint8Array, start = 0, size = bytes.length): KnownName | undefined {
  return metName(bytes, start, size) ?? meet(bytes, start, size);
}

function meet(bytes: Uint8Array, start: number, size: number): KnownName | undefined {
  const name = lowered(bytes, start, size);
  const bucket = bucketOf(name, 0, size);
  if (bucket === undefined || bucket.length >= MOST_IN_BUCKET || size > LONGEST || !isUsualName(name)) return undefined;
  return listed(bucket, name, sharedBit(name));
}

/** Same bytes, where `name` is in lower case and the others in any case. */
export function isName(name: Uint8Array, bytes: Uint8Array, start: number, size: number): boolean {
  if (name.length !== size) return false;
  for (let i = 0; i < size; i++) if (name[i] !== lower[bytes[start + i] ?? 0]) return false;
  return true;
}

/** A name in lower case: its one array, or a copy. */
export function loweredName(bytes: Uint8Array, start = 0, size = bytes.length): Uint8Array {
  return oneName(bytes, start, size)?.bytes ?? lowered(bytes, start, size);
}

function lowered(bytes: Uint8Array, start: number, size: number): Uint8Array {
  const name = new Uint8Array(size);
  for (let i = 0; i < size; i++) name[i] = lower[bytes[start + i] ?? 0] ?? 0;
  return name;
}

/** Whether a codec would write it: a token, behind the colon of a pseudo header. */
export function isUsualName(name: Uint8Array): boolean {
  for (let i = name[0] === COLON ? 1 : 0; i < name.length; i++) if (usual[name[i] ?? 0] === 0) return false;
  return true;
}

/** Lists a name: from now on it is known. */
function listed(bucket: KnownName[], bytes: Uint8Array, bit: number): KnownName {
  const name = { bytes, bit };
  bucket.push(name);
  return name;
}

/** The bits that are one name's alone. */
export const OWN_BITS = 0xffff;

function sharedBit(name: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < name.length; i++) sum = (sum * 31 + (name[i] ?? 0)) | 0;
  return 1 << (16 + (sum & 15));
}

/** A header name that has its one array. */
export function known(text: string): KnownName {
  const name = oneName(bytesOfLatin1(text));
  if (name === undefined) throw new Error(`${text} is no name`);
  return name;
}

let owned = 0;

/** A name with a bit of its own: only before it is met in any other way. */
function asked(text: string): KnownName {
  const bytes = bytesOfLatin1(text);
  const bucket = bucketOf(bytes, 0, bytes.length);
  if (bucket === undefined || owned > 15) throw new Error(`${text} has no bit`);
  return listed(bucket, bytes, 1 << owned++);
}

/** Names of headers that Envoy itself reads or writes. */
export const Name = {
  authority: asked(':authority'),
  method: asked(':method'),
  path: asked(':path'),
  scheme: asked(':scheme'),
  status: asked(':status'),
  host: known('host'),
  connection: asked('connection'),
  cookie: known('cookie'),
  contentLength: asked('content-length'),
  contentType: asked('content-type'),
  date: asked('date'),
  expect: known('expect'),
  expectedTimeout: asked('x-envoy-expected-rq-timeout-ms'),
  forwardedProto: asked('x-forwarded-proto'),
  grpcMessage: known('grpc-message'),
  grpcStatus: known('grpc-status'),
  internal: known('x-envoy-internal'),
  keepAlive: known('keep-alive'),
  proxyConnection: known('proxy-connection'),
  referer: known('referer'),
  requestId: asked('x-request-id'),
  server: asked('server'),
  serviceTime: asked('x-envoy-upstream-service-time'),
  te: known('te'),
  trailer: known('trailer'),
  transferEncoding: asked('transfer-encoding'),
  upgrade: asked('upgrade'),
  userAgent: known('user-agent'),
} as const;
