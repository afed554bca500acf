import { numberOf } from './foreign-keys.ts';

/** A curve y^2 = x^3 - 3x + b over the field of a prime, with a base point and its order. */
interface Curve {
  readonly prime: bigint;
  readonly b: bigint;
  readonly order: bigint;
  readonly base: Point;
}

interface Point {
  readonly x: bigint;
  readonly y: bigint;
}

/** The NIST curves, by their object identifiers as hex. */
const CURVES: ReadonlyMap<string, Curve> = new Map([
  [
    '2a8648ce3d030107', // P-256
    {
      prime: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
      b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
      order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
      base: {
        x: 0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296n,
        y: 0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5n,
      },
    },
  ],
  [
    '2b81040022', // P-384
    {
      prime: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
      b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
      order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
      base: {
        x: 0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7n,
        y: 0x3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5fn,
      },
    },
  ],
]);

export function curveOf(name: string): Curve | undefined {
  return CURVES.get(name);
}

function isOnCurve({ prime, b }: Curve, { x, y }: Point): boolean {
  return x < prime && y < prime && mod(y * y - (x * x * x - 3n * x + b), prime) === 0n;
}

function mod(value: bigint, modulus: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, u, v] = [mod(value, modulus), modulus, 1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b, u, v] = [b - quotient * a, a, v - quotient * u, u];
  }
  return mod(u, modulus);
}

/** The sum of two points; undefined is the point at infinity. */
function add({ prime }: Curve, a: Point | undefined, b: Point | undefined): Point | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.x === b.x && a.y !== b.y) return undefined;
  if (a.x === b.x && a.y === 0n) return undefined;
  const slope =
    a.x === b.x ? (3n * a.x * a.x - 3n) * inverse(2n * a.y, prime) : (b.y - a.y) * inverse(b.x - a.x, prime);
  const x = mod(slope * slope - a.x - b.x, prime);
  return { x, y: mod(slope * (a.x - x) - a.y, prime) };
}

function times(curve: Curve, factor: bigint, point: Point): Point | undefined {
  let sum: Point | undefined;
  let power: Point | undefined = point;
  for (let rest = factor; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) sum = add(curve, sum, power);
    power = add(curve, power, power);
  }
  return sum;
}

/** As many leading bits of a digest as the order has. */
function shortened(digest: Uint8Array, { order }: Curve): bigint {
  const extra = digest.length * 8 - order.toString(2).length;
  return extra > 0 ? numberOf(digest) >> BigInt(extra) : numberOf(digest);
}

interface Pair {
  readonly r: bigint;
  readonly s: bigint;
}

/** ECDSA: whether a pair signs a digest under the public point. */
export function verifyPair(curve: Curve, point: Point, digest: Uint8Array, { r, s }: Pair): boolean {
  const { order, base } = curve;
  if (r <= 0n || r >= order || s <= 0n || s >= order || !isOnCurve(curve, point)) return false;
  const w = inverse(s, order);
  const first = times(curve, mod(shortened(digest, curve) * w, order), base);
  const sum = add(curve, first, times(curve, mod(r * w, order), point));
  return sum !== undefined && mod(sum.x, order) === r;
}

/** ECDSA: signs a digest. The nonce comes from `random`, which fills what it is given. */
export function signPair(curve: Curve, secret: bigint, digest: Uint8Array, random: (into: Uint8Array) => void): Pair {
  const { order, base } = curve;
  const bytes = new Uint8Array(order.toString(16).length / 2 + 8);
  for (;;) {
    random(bytes);
    const nonce = mod(numberOf(bytes), order - 1n) + 1n;
    const r = mod(times(curve, nonce, base)?.x ?? 0n, order);
    const s = mod(inverse(nonce, order) * (shortened(digest, curve) + r * secret), order);
    if (r !== 0n && s !== 0n) return { r, s };
  }
}
