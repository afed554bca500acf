import { bytesOfLatin1, latin1OfBytes } from '../model/index.ts';

/** A key as its numbers. `secret` is there when it can sign. */
export type Key =
  | { readonly kind: 'rsa'; readonly modulus: bigint; readonly exponent: bigint; readonly secret?: bigint }
  | { readonly kind: 'ec'; readonly curve: string; readonly x: bigint; readonly y: bigint }
  | { readonly kind: 'ec-secret'; readonly curve: string; readonly secret: bigint };

const RSA = '2a864886f70d010101';
const EC = '2a8648ce3d0201';

const SEQUENCE = 0x30;
const INTEGER = 2;
const BIT_STRING = 3;
const OCTET_STRING = 4;
const OBJECT = 6;

/** One element of DER: its tag and what it holds. */
interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** The elements that stand one behind the other; undefined when the bytes are not DER. */
function elementsOf(bytes: Uint8Array): readonly Element[] | undefined {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0;
    const first = bytes[at + 1];
    if (first === undefined) return undefined;
    const more = first < 128 ? 0 : first - 128;
    if (more > 3) return undefined;
    let size = more === 0 ? first : 0;
    for (let i = 0; i < more; i++) size = size * 256 + (bytes[at + 2 + i] ?? 0);
    const start = at + 2 + more;
    if (start + size > bytes.length) return undefined;
    elements.push({ tag, content: bytes.subarray(start, start + size) });
    at = start + size;
  }
  return elements;
}

/** The elements of a sequence that is all there is; none when it is something else. */
function sequenceOf(bytes: Uint8Array | undefined): readonly Element[] {
  const [only] = bytes === undefined ? [] : (elementsOf(bytes) ?? []);
  return only?.tag === SEQUENCE ? (elementsOf(only.content) ?? []) : [];
}

function contentOf(element: Element | undefined, tag: number): Uint8Array | undefined {
  return element?.tag === tag ? element.content : undefined;
}

export function numberOf(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${hexOf(bytes)}`);
}

export function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

function integerOf(element: Element | undefined): bigint | undefined {
  const bytes = contentOf(element, INTEGER);
  return bytes === undefined ? undefined : numberOf(bytes);
}

/** The algorithm of a key, and the curve for those that have one. */
function algorithmOf(element: Element | undefined): { readonly name: string; readonly curve: string } {
  const [name, curve] = elementsOf(contentOf(element, SEQUENCE) ?? new Uint8Array()) ?? [];
  return {
    name: hexOf(contentOf(name, OBJECT) ?? new Uint8Array()),
    curve: hexOf(contentOf(curve, OBJECT) ?? new Uint8Array()),
  };
}

/** A SubjectPublicKeyInfo. */
export function publicKeyOf(der: Uint8Array): Key | undefined {
  const [algorithm, bits] = sequenceOf(der);
  const { name, curve } = algorithmOf(algorithm);
  // The first byte of a bit string says how many bits at its end do not count: none, in keys.
  const key = contentOf(bits, BIT_STRING)?.subarray(1);
  if (key === undefined) return undefined;
  if (name === EC) return pointOf(curve, key);
  const [modulus, exponent] = sequenceOf(key).map(integerOf);
  if (name !== RSA || modulus === undefined || exponent === undefined) return undefined;
  return { kind: 'rsa', modulus, exponent };
}

function pointOf(curve: string, key: Uint8Array): Key | undefined {
  if (key[0] !== 4 || key.length % 2 === 0) return undefined;
  const half = (key.length + 1) / 2;
  return { kind: 'ec', curve, x: numberOf(key.subarray(1, half)), y: numberOf(key.subarray(half)) };
}

/** A PKCS #8 private key. */
export function privateKeyOf(der: Uint8Array): Key | undefined {
  const [version, algorithm, key] = sequenceOf(der);
  const { name, curve } = algorithmOf(algorithm);
  const content = contentOf(key, OCTET_STRING);
  if (integerOf(version) !== 0n || content === undefined) return undefined;
  if (name === RSA) return rsaSecretOf(content);
  return name === EC ? curveSecretOf(content, curve) : undefined;
}

/** A PKCS #1 private key. */
function rsaSecretOf(der: Uint8Array): Key | undefined {
  const [, modulus, exponent, secret] = sequenceOf(der).map(integerOf);
  if (modulus === undefined || exponent === undefined || secret === undefined) return undefined;
  return { kind: 'rsa', modulus, exponent, secret };
}

/** A SEC 1 private key; its curve may stand inside. */
function curveSecretOf(der: Uint8Array, given: string): Key | undefined {
  const [version, secret, ...more] = sequenceOf(der);
  const inside = more.find(({ tag }) => tag === 0xa0)?.content;
  const [named] = inside === undefined ? [] : (elementsOf(inside) ?? []);
  const content = contentOf(secret, OCTET_STRING);
  if (integerOf(version) !== 1n || content === undefined) return undefined;
  const curve = given === '' ? hexOf(contentOf(named, OBJECT) ?? new Uint8Array()) : given;
  return { kind: 'ec-secret', curve, secret: numberOf(content) };
}

/** The two numbers of an ECDSA signature. */
export function pairOfDer(der: Uint8Array): { readonly r: bigint; readonly s: bigint } | undefined {
  const [r, s, ...more] = sequenceOf(der).map(integerOf);
  return r === undefined || s === undefined || more.length > 0 ? undefined : { r, s };
}

type Read = (der: Uint8Array) => Key | undefined;

const PUBLIC_LABELS: Readonly<Record<string, Read>> = { 'PUBLIC KEY': publicKeyOf };

const PRIVATE_LABELS: Readonly<Record<string, Read>> = {
  'PRIVATE KEY': privateKeyOf,
  'RSA PRIVATE KEY': rsaSecretOf,
  'EC PRIVATE KEY': (der) => curveSecretOf(der, ''),
};

export function publicKeyOfPem(pem: Uint8Array): Key | undefined {
  return keyOfPem(pem, PUBLIC_LABELS);
}

export function privateKeyOfPem(pem: Uint8Array): Key | undefined {
  return keyOfPem(pem, PRIVATE_LABELS);
}

/** The first block of a text whose label is one of these. */
function keyOfPem(pem: Uint8Array, labels: Readonly<Record<string, Read>>): Key | undefined {
  const blocks = latin1OfBytes(pem).matchAll(/-----BEGIN ([A-Z0-9 ]+)-----\r?\n([^-]*)-----END \1-----/g);
  for (const [, label = '', body = ''] of blocks) {
    const read = Object.hasOwn(labels, label) ? labels[label] : undefined;
    const der = bytesOfBase64(body.replace(/\s/g, ''));
    if (read !== undefined) return der === undefined ? undefined : read(der);
  }
  return undefined;
}

function bytesOfBase64(text: string): Uint8Array | undefined {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
    ? bytesOfLatin1(atob(text))
    : undefined;
}
