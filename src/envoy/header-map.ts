import {
  copyOf,
  latin1OfBytes,
  NO_BYTES,
  sameBytes,
  SINGLE_HEADERS,
  type HeaderBytes,
  type Span,
} from '../model/index.ts';
import { isName, OWN_BITS, isUsualName, loweredName, metName, Name, oneName, type KnownName } from './header-names.ts';
import { isUsualValue, shortValue } from './header-values.ts';

const COLON = 58;

/**
 * A header map as Envoy keeps it: bytes in arrival order, names in lower case, pseudo headers first, `host` another
 * name of `:authority` (envoy-behaviour: headers). Values handed in become the map's own; nobody may change them.
 */
export class HeaderMap {
  /** Name, value, name, value. */
  #pairs: Uint8Array[];
  /** The array is a clone's or a snapshot, too: copy it before the first change. */
  #isShared = false;
  /** Where in `#pairs` the pseudo headers at the front end. */
  #pseudo: number;
  /** Something came in that no codec would write; whoever writes the map out looks at every byte only then. */
  #isOdd: boolean;
  /** A name without an array of its own (`oneName`) came in: bytes must be compared. */
  #hasStrangers: boolean;
  /** The bits of the names that are here, and shared ones of names that were. */
  #present: number;

  constructor(of?: HeaderMap) {
    this.#pairs = of === undefined ? [] : of.#pairs;
    this.#pseudo = of === undefined ? 0 : of.#pseudo;
    this.#isOdd = of !== undefined && of.#isOdd;
    this.#hasStrangers = of !== undefined && of.#hasStrangers;
    this.#present = of === undefined ? 0 : of.#present;
    if (of === undefined) return;
    this.#isShared = true;
    of.#isShared = true;
  }

  /** Name of an entry by its number. */
  nameAt(entry: number): Uint8Array {
    return this.#pairs[2 * entry] ?? NO_BYTES;
  }

  valueAt(entry: number): Uint8Array {
    return this.#pairs[2 * entry + 1] ?? NO_BYTES;
  }

  get names(): Uint8Array[] {
    return this.#pairs.filter((_, i) => i % 2 === 0);
  }

  /** Whether a name or a value that was ever added may hold what does not belong there. */
  get isOdd(): boolean {
    return this.#isOdd;
  }

  get size(): number {
    return this.#pairs.length >> 1;
  }

  clone(): HeaderMap {
    return new HeaderMap(this);
  }

  /** The map's content at this moment: name, value, name, value. */
  snapshot(): HeaderBytes {
    this.#isShared = true;
    return this.#pairs;
  }

  /** What HTTP/1.1 writes below the first line: the map without pseudo headers. */
  wireHeaders(): HeaderBytes {
    return this.#pairs.slice(this.#pseudo);
  }

  get(name: KnownName): Uint8Array | undefined {
    const at = this.#find(name);
    return at < 0 ? undefined : this.#pairs[at + 1];
  }

  /** First value of a name that a guest gave in any case. */
  find({ bytes, start, size }: Span): Uint8Array | undefined {
    const met = metName(bytes, start, size);
    const at = met === undefined ? this.#strangerAt(bytes, start, size) : this.#find(ownName(met));
    return at < 0 ? undefined : this.#pairs[at + 1];
  }

  /** All values of a name, joined with commas; undefined when absent. */
  joined(name: Uint8Array): Uint8Array | undefined {
    const own = metName(name)?.bytes ?? name;
    let all: Uint8Array | undefined;
    for (let at = this.#indexOf(own); at >= 0 && at < this.#pairs.length; at += 2) {
      if (!this.#isAt(at, own)) continue;
      const value = this.#pairs[at + 1] ?? NO_BYTES;
      all = all === undefined ? value : concat(all, value);
    }
    return all;
  }

  /** The same as text. */
  joinedValue(name: Uint8Array): string | undefined {
    const value = this.joined(name);
    return value === undefined ? undefined : latin1OfBytes(value);
  }

  /** Envoy's `addCopy`: another entry, or joined with a comma where Envoy keeps one entry only. */
  add(name: Uint8Array, value: Uint8Array): void {
    this.#look(value);
    this.#add(this.#nameOf(name, 0, name.length), value);
  }

  addSpan({ bytes, start, size }: Span, value: Span): void {
    this.#add(this.#nameOf(bytes, start, size), this.#copyOf(value));
  }

  #add(own: KnownName, value: Uint8Array): void {
    const at = this.#find(own);
    if (at < 0 || !SINGLE_HEADERS.has(latin1OfBytes(own.bytes))) {
      this.#insert(own, value);
      return;
    }
    const old = this.#pairs[at + 1] ?? NO_BYTES;
    this.#own();
    this.#pairs[at + 1] = old.length === 0 ? value : concat(old, value);
  }

  /** Envoy's `setCopy`: every entry of the name goes, a new one stands at the end (of the pseudo block, for those). */
  replaceSpan({ bytes, start, size }: Span, value: Span): void {
    const own = this.#nameOf(bytes, start, size);
    const copy = this.#copyOf(value);
    const first = this.#find(own);
    // The common case, a name that already stands last and once, needs no move.
    if (first >= 0 && first === this.#pairs.length - 2 && own.bytes[0] !== COLON) {
      this.#own();
      this.#pairs[first + 1] = copy;
      return;
    }
    if (first >= 0) this.#removeFrom(first, own);
    this.#insert(own, copy);
  }

  /** Envoy's setters of single headers: in place when present, else at the end. */
  set(name: KnownName, value: Uint8Array): void {
    const at = this.#find(name);
    if (at < 0) {
      this.#insert(name, value);
    } else if (this.#pairs[at + 1] !== value) {
      this.#own();
      this.#pairs[at + 1] = value;
    }
  }

  remove(name: KnownName): void {
    const first = this.#find(name);
    if (first >= 0) this.#removeFrom(first, name);
  }

  /** Whether a name that has a bit of its own is here. */
  has({ bit }: KnownName): boolean {
    return (this.#present & bit) !== 0;
  }

  /** Whether one of the names that have these bits may be here. */
  hasAny(bits: number): boolean {
    return (this.#present & bits) !== 0;
  }

  removeSpan({ bytes, start, size }: Span): void {
    const own = this.#nameOf(bytes, start, size);
    const first = this.#find(own);
    if (first >= 0) this.#removeFrom(first, own);
  }

  clear(): void {
    this.#pairs = [];
    this.#present = 0;
    this.#isShared = false;
    this.#pseudo = 0;
  }

  /** Bytes of all names and values: what Envoy calls the byte size of the map. */
  get byteSize(): number {
    let sum = 0;
    for (let i = 0; i < this.#pairs.length; i++) sum += (this.#pairs[i] ?? NO_BYTES).length;
    return sum;
  }

  /** What stands for a name in this map. */
  #nameOf(bytes: Uint8Array, start: number, size: number): KnownName {
    const one = oneName(bytes, start, size);
    if (one !== undefined) return ownName(one);
    const name = loweredName(bytes, start, size);
    this.#hasStrangers = true;
    if (!isUsualName(name)) this.#isOdd = true;
    return { bytes: name, bit: SHARED_BITS };
  }

  #look(value: Uint8Array): void {
    if (!this.#isOdd) this.#isOdd = !isUsualValue(value);
  }

  #copyOf(value: Span): Uint8Array {
    const short = shortValue(value);
    if (short !== undefined) return short;
    const copy = copyOf(value);
    this.#look(copy);
    return copy;
  }

  /** Where in `#pairs` the first entry of a name stands, -1 when absent. Most that are asked for are. */
  #find(name: KnownName): number {
    return (this.#present & name.bit) === 0 ? -1 : this.#indexOf(name.bytes);
  }

  /** The same by its array. */
  #indexOf(own: Uint8Array): number {
    const pairs = this.#pairs;
    for (let at = 0; at < pairs.length; at += 2) if (pairs[at] === own) return at;
    return this.#strangerAt(own, 0, own.length);
  }

  #strangerAt(bytes: Uint8Array, start: number, size: number): number {
    if (!this.#hasStrangers) return -1;
    return this.#pairs.findIndex((name, i) => i % 2 === 0 && isName(name, bytes, start, size));
  }

  #isAt(at: number, own: Uint8Array): boolean {
    const name = this.#pairs[at] ?? NO_BYTES;
    return name === own || (this.#hasStrangers && sameBytes(name, own));
  }

  #removeFrom(first: number, { bytes, bit }: KnownName): void {
    for (let at = this.#pairs.length - 2; at >= first; at -= 2) if (this.#isAt(at, bytes)) this.#removeAt(at);
    // What shares its bit may still be here; and of a name without an array nothing is known.
    if ((bit & OWN_BITS) === bit) this.#present &= ~bit;
  }

  #removeAt(at: number): void {
    this.#own();
    const pairs = this.#pairs;
    for (let i = at + 2; i < pairs.length; i++) pairs[i - 2] = pairs[i] ?? NO_BYTES;
    pairs.length -= 2;
    if (at < this.#pseudo) this.#pseudo -= 2;
  }

  #own(): void {
    if (!this.#isShared) return;
    this.#isShared = false;
    this.#pairs = this.#pairs.slice();
  }

  #insert({ bytes, bit }: KnownName, value: Uint8Array): void {
    this.#own();
    this.#present |= bit;
    if (bytes[0] === COLON) {
      this.#pairs.splice(this.#pseudo, 0, bytes, value);
      this.#pseudo += 2;
      return;
    }
    this.#pairs.push(bytes, value);
  }
}

/** A name without an array of its own may have any of the bits that are shared. */
const SHARED_BITS = ~OWN_BITS;

/** `host` is another name of `:authority`. */
function ownName(one: KnownName): KnownName {
  return one === Name.host ? Name.authority : one;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + 1 + b.length);
  both.set(a);
  both[a.length] = 44;
  both.set(b, a.length + 1);
  return both;
}

/** Lower-case bytes of a header name. */
export function lowerName(name: Uint8Array): Uint8Array {
  return loweredName(name);
}

/** A map from flat name, value, name, value. */
export function headerMapOf(pairs: HeaderBytes): HeaderMap {
  const map = new HeaderMap();
  for (let i = 0; i + 1 < pairs.length; i += 2) map.add(lowerName(pairs[i] ?? NO_BYTES), pairs[i + 1] ?? NO_BYTES);
  return map;
}
