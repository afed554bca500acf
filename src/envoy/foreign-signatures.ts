import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { Status } from '../host/index.ts';
import { bytesOfLatin1, latin1OfBytes, joinBytes } from '../model/index.ts';
import type { Context } from './context.ts';
import { argumentsOf, type Arguments } from './foreign-arguments.ts';
import { curveOf, signPair, verifyPair } from './foreign-curves.ts';
import {
  hexOf,
  numberOf,
  pairOfDer,
  privateKeyOf,
  privateKeyOfPem,
  publicKeyOf,
  publicKeyOfPem,
  type Key,
} from './foreign-keys.ts';

interface Hash {
  readonly digest: (text: Uint8Array) => Uint8Array;
  /** What stands in front of the digest in an RSA signature: its algorithm, in DER. */
  readonly prefix: string;
}

const HASHES: ReadonlyMap<string, Hash> = new Map([
  ['sha1', { digest: sha1, prefix: '3021300906052b0e03021a05000414' }],
  ['sha224', { digest: sha224, prefix: '302d300d06096086480165030402040500041c' }],
  ['sha256', { digest: sha256, prefix: '3031300d060960864801650304020105000420' }],
  ['sha384', { digest: sha384, prefix: '3041300d060960864801650304020205000430' }],
  ['sha512', { digest: sha512, prefix: '3051300d060960864801650304020305000440' }],
]);

/** Fields of the arguments: one of a key in DER and a key in PEM has to be there. */
interface KeyFields {
  readonly der: number;
  readonly pem: number;
  readonly ofDer: (bytes: Uint8Array) => Key | undefined;
  readonly ofPem: (bytes: Uint8Array) => Key | undefined;
}

const PUBLIC: KeyFields = { der: 2, pem: 5, ofDer: publicKeyOf, ofPem: publicKeyOfPem };
const PRIVATE: KeyFields = { der: 2, pem: 4, ofDer: privateKeyOf, ofPem: privateKeyOfPem };

/** The key, which may be none although there are bytes; null when there are none, or two. */
function keyOf(given: Arguments, { der, pem, ofDer, ofPem }: KeyFields): Key | undefined | null {
  const [binary, text] = [given.bytes(der), given.bytes(pem)];
  if (binary.length > 0 === text.length > 0) return null;
  return text.length > 0 ? ofPem(text) : ofDer(binary);
}

/** verify_signature: {1 hash, 2 key, 3 signature, 4 text, 5 key as PEM}; answers {1 result, 2 error}. */
export function verifySignature(context: Context, argument: Uint8Array): Uint8Array | Status {
  const given = argumentsOf(argument, [1, 5]);
  const key = given === undefined ? null : keyOf(given, PUBLIC);
  if (given === undefined || key === null) return Status.BadArgument;
  const name = latin1OfBytes(given.bytes(1));
  const hash = HASHES.get(name.toLowerCase());
  if (hash === undefined) return result([], `${name} is not supported.`, 2);
  if (key === undefined) return result([], 'Failed to initialize digest verify.', 2);
  const digest = hash.digest(given.bytes(4));
  const isGood = verifies(key, hash, digest, given.bytes(3));
  if (isGood === undefined) return notSimulated(context, 'verify_signature');
  return isGood ? Uint8Array.of(8, 1) : result([], 'Failed to verify digest. Error code: 0', 2);
}

/** Undefined: a kind of key that is not simulated. */
function verifies(key: Key, hash: Hash, digest: Uint8Array, signature: Uint8Array): boolean | undefined {
  if (key.kind === 'rsa') return verifiesRsa(key, hash, digest, signature);
  const curve = curveOf(key.curve);
  if (key.kind !== 'ec' || curve === undefined) return undefined;
  const pair = pairOfDer(signature);
  return pair !== undefined && verifyPair(curve, key, digest, pair);
}

type RsaKey = Extract<Key, { kind: 'rsa' }>;

function verifiesRsa(key: RsaKey, hash: Hash, digest: Uint8Array, signature: Uint8Array): boolean {
  const wanted = padded(key, hash, digest);
  if (wanted === undefined || signature.length !== sizeOf(key)) return false;
  const value = numberOf(signature);
  return value < key.modulus && power(value, key.exponent, key.modulus) === wanted;
}

function sizeOf({ modulus }: RsaKey): number {
  return Math.ceil(modulus.toString(16).length / 2);
}

/** What is raised to the power of the key (PKCS #1 v1.5); undefined when the key is too short for it. */
function padded(key: RsaKey, { prefix }: Hash, digest: Uint8Array): bigint | undefined {
  const content = prefix + hexOf(digest);
  const fill = sizeOf(key) - 3 - content.length / 2;
  return fill < 8 ? undefined : BigInt(`0x0001${'ff'.repeat(fill)}00${content}`);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let value = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) value = (value * square) % modulus;
    square = (square * square) % modulus;
  }
  return value;
}

/** sign: {1 hash, 2 key, 3 text, 4 key as PEM}; answers {1 result, 2 signature, 3 error}. */
export function sign(context: Context, argument: Uint8Array): Uint8Array | Status {
  const given = argumentsOf(argument, [1, 4]);
  const key = given === undefined ? null : keyOf(given, PRIVATE);
  if (given === undefined || key === null) return Status.BadArgument;
  const name = latin1OfBytes(given.bytes(1));
  const hash = HASHES.get(name.toLowerCase());
  if (hash === undefined) return result([], `${name} is not supported.`, 3);
  if (key === undefined) return result([], 'Invalid key type: private key required for signing operation.', 3);
  const digest = hash.digest(given.bytes(3));
  if (key.kind === 'rsa') return signedRsa(key, hash, digest);
  const curve = curveOf(key.curve);
  if (key.kind !== 'ec-secret' || curve === undefined) return notSimulated(context, 'sign');
  const { r, s } = signPair(curve, key.secret, digest, (into) => context.random(into));
  return result([8, 1], derOfPair(r, s), 2);
}

function signedRsa(key: RsaKey, hash: Hash, digest: Uint8Array): Uint8Array {
  const message = padded(key, hash, digest);
  if (message === undefined || key.secret === undefined) return result([], 'Failed to create signature.', 3);
  return result([8, 1], bytesOf(power(message, key.secret, key.modulus), sizeOf(key)), 2);
}

function bytesOf(value: bigint, size: number): Uint8Array {
  const digits = value.toString(16).padStart(size * 2, '0');
  return Uint8Array.from({ length: size }, (_, i) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16));
}

/** Two whole numbers above zero as a DER sequence. */
function derOfPair(r: bigint, s: bigint): Uint8Array {
  const numbers = [r, s].map((value) => {
    // The first bit would be a sign.
    const bytes = bytesOf(value, Math.floor(value.toString(2).length / 8) + 1);
    return joinBytes([Uint8Array.of(2, bytes.length), bytes]);
  });
  const content = joinBytes(numbers);
  const head = content.length < 128 ? [0x30, content.length] : [0x30, 0x81, content.length];
  return joinBytes([Uint8Array.from(head), content]);
}

/** A message that begins with some bytes and goes on with one more field. */
function result(start: readonly number[], field: Uint8Array | string, number: number): Uint8Array {
  const bytes = typeof field === 'string' ? bytesOfLatin1(field) : field;
  const size = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
  return joinBytes([Uint8Array.from([...start, number * 8 + 2, ...size]), bytes]);
}

function notSimulated(context: Context, name: string): Status {
  context.notSimulated(`${name} with this kind of key`);
  return Status.Unimplemented;
}
