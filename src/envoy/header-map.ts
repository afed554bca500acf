import { copyOf, latin1OfBytes, NO_BYTES, type HeaderBytes, type Span } from '../model/index.ts';
import { isName, knownName, loweredName, Name, type KnownName } from './names.ts';

/** Headers that Envoy keeps once: adding another value joins it with a comma. Pseudo headers are among them. */
const joined = new Set(
  (
    ':authority :method :path :protocol :scheme :status accept accept-encoding authorization cache-control connection ' +
    'content-encoding content-length content-type date etag grpc-accept-encoding grpc-message grpc-status grpc-timeout ' +
    'if-match if-modified-since if-none-match if-range if-unmodified-since keep-alive origin pragma proxy-connection ' +
    'proxy-status referer server te transfer-encoding upgrade user-agent vary via ' +
    'x-client-trace-id x-envoy-attempt-count x-envoy-decorator-operation x-envoy-degraded ' +
    'x-envoy-downstream-service-cluster x-envoy-downstream-service-node x-envoy-expected-rq-timeout-ms ' +
    'x-envoy-external-address x-envoy-force-trace x-envoy-hedge-on-per-try-timeout x-envoy-immediate-health-check-fail ' +
    'x-envoy-internal x-envoy-ip-tags x-envoy-max-retries x-envoy-original-path x-envoy-ratelimited ' +
    'x-envoy-retriable-header-names x-envoy-retriable-status-codes x-envoy-retry-grpc-on x-envoy-retry-on ' +
    'x-envoy-upstream-alt-stat-name x-envoy-upstream-canary x-envoy-upstream-healthchecked-cluster ' +
    'x-envoy-upstream-rq-per-try-timeout-ms x-envoy-upstream-rq-timeout-alt-response x-envoy-upstream-rq-timeout-ms ' +
    'x-envoy-upstream-service-time x-envoy-upstream-stream-duration-ms x-forwarded-client-cert x-forwarded-for ' +
    'x-forwarded-host x-forwarded-port x-forwarded-proto x-request-id'
  ).split(' '),
);

const COLON = 58;

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  const { length } = a;
  if (length !== b.length) return false;
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The array that stands for a name in lower case. */
function ownName(name: Uint8Array): Uint8Array {
  const known = knownName(name) ?? name;
  return known === Name.host ? Name.authority : known;
}

/**
 * A header map as Envoy keeps it: bytes in arrival order, names in lower case, pseudo headers first, `host` another
 * name of `:authority` (envoy-behaviour: headers). Values handed in become the map's own; nobody may change them.
 */
export class HeaderMap {
  #names: Uint8Array[];
  #values: Uint8Array[];
  /** The arrays are a clone's, too: copy them before the first change. */
  #isShared = false;
  /** How many pseudo headers stand at the front. */
  #pseudo: number;
  /** Something came in that no codec would write; whoever writes the map out looks at every byte only then. */
  #isOdd: boolean;

  constructor(of?: HeaderMap) {
    this.#names = of === undefined ? [] : of.#names;
    this.#values = of === undefined ? [] : of.#values;
    this.#pseudo = of === undefined ? 0 : of.#pseudo;
    this.#isOdd = of !== undefined && of.#isOdd;
    if (of === undefined) return;
    this.#isShared = true;
    of.#isShared = true;
  }

  get names(): readonly Uint8Array[] {
    return this.#names;
  }

  get values(): readonly Uint8Array[] {
    return this.#values;
  }

  /** Whether a name or a value that was ever added may hold what does not belong there. */
  get isOdd(): boolean {
    return this.#isOdd;
  }

  get size(): number {
    return this.#names.length;
  }

  clone(): HeaderMap {
    return new HeaderMap(this);
  }

  /** The map's content at this moment: name, value, name, value. */
  snapshot(): HeaderBytes {
    const flat: Uint8Array[] = [];
    for (let i = 0; i < this.#names.length; i++) flat.push(this.#names[i] ?? NO_BYTES, this.#values[i] ?? NO_BYTES);
    return flat;
  }

  /** What HTTP/1.1 writes below the first line: the map without pseudo headers. */
  wireHeaders(): HeaderBytes {
    const flat: Uint8Array[] = [];
    for (let i = this.#pseudo; i < this.#names.length; i++)
      flat.push(this.#names[i] ?? NO_BYTES, this.#values[i] ?? NO_BYTES);
    return flat;
  }

  /** Position of the first entry of a name, -1 when absent. */
  indexOf(name: KnownName): number {
    const names = this.#names;
    for (let i = 0; i < names.length; i++) if (names[i] === name) return i;
    return -1;
  }

  get(name: KnownName): Uint8Array | undefined {
    const i = this.indexOf(name);
    return i < 0 ? undefined : this.#values[i];
  }

  /** As `indexOf`, of any name in lower case. */
  #positionOf(name: Uint8Array): number {
    const names = this.#names;
    for (let i = 0; i < names.length; i++) if (sameBytes(names[i] ?? NO_BYTES, name)) return i;
    return -1;
  }

  /** First value of a name that a guest gave in any case. */
  find({ bytes, start, size }: Span): Uint8Array | undefined {
    const known = knownName(bytes, start, size);
    if (known !== undefined) return this.get(known === Name.host ? Name.authority : known);
    const names = this.#names;
    for (let i = 0; i < names.length; i++) if (isName(names[i] ?? NO_BYTES, bytes, start, size)) return this.#values[i];
    return undefined;
  }

  /** All values of a name, joined with commas; undefined when absent. */
  joined(name: Uint8Array): Uint8Array | undefined {
    let all: Uint8Array | undefined;
    for (let i = 0; i < this.#names.length; i++) {
      if (!sameBytes(this.#names[i] ?? NO_BYTES, name)) continue;
      const value = this.#values[i] ?? NO_BYTES;
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
    const own = ownName(name);
    this.#look(own, value);
    const at = this.#positionOf(own);
    if (at >= 0 && joined.has(latin1OfBytes(own))) {
      const old = this.#values[at] ?? NO_BYTES;
      this.#own();
      this.#values[at] = old.length === 0 ? value : concat(old, value);
      return;
    }
    this.#insert(own, value);
  }

  addSpan(name: Span, value: Span): void {
    this.add(loweredName(name.bytes, name.start, name.size), copyOf(value));
  }

  /** Envoy's `setCopy`: every entry of the name goes, a new one stands at the end (of the pseudo block, for those). */
  replace(name: Uint8Array, value: Uint8Array): void {
    const own = ownName(name);
    this.#look(own, value);
    this.#removeAll(own);
    this.#insert(own, value);
  }

  replaceSpan(name: Span, value: Span): void {
    const { bytes, start, size } = name;
    const names = this.#names;
    const last = names.length - 1;
    // The common case, a name that already stands last and once, needs no move.
    const known = names[last];
    if (known !== undefined && isName(known, bytes, start, size)) {
      if (known[0] !== COLON && this.#positionOf(known) === last) {
        const copy = copyOf(value);
        this.#look(known, copy);
        this.#own();
        this.#values[last] = copy;
        return;
      }
    }
    this.replace(loweredName(name.bytes, name.start, name.size), copyOf(value));
  }

  /** Envoy's setters of single headers: in place when present, else at the end. */
  set(name: KnownName, value: Uint8Array): void {
    const at = this.indexOf(name);
    if (at < 0) {
      this.#insert(name, value);
    } else if (this.#values[at] !== value) {
      this.#own();
      this.#values[at] = value;
    }
  }

  remove(name: KnownName): void {
    if (this.indexOf(name) >= 0) this.#removeAll(name);
  }

  #removeAll(name: Uint8Array): void {
    for (let i = this.#names.length - 1; i >= 0; i--) {
      if (!sameBytes(this.#names[i] ?? NO_BYTES, name)) continue;
      this.#own();
      this.#names.splice(i, 1);
      this.#values.splice(i, 1);
      if (i < this.#pseudo) this.#pseudo--;
    }
  }

  removeSpan(name: Span): void {
    this.#removeAll(ownName(loweredName(name.bytes, name.start, name.size)));
  }

  clear(): void {
    this.#names = [];
    this.#values = [];
    this.#isShared = false;
    this.#pseudo = 0;
  }

  /** Bytes of all names and values: what Envoy calls the byte size of the map. */
  get byteSize(): number {
    let sum = 0;
    for (let i = 0; i < this.#names.length; i++)
      sum += (this.#names[i] ?? NO_BYTES).length + (this.#values[i] ?? NO_BYTES).length;
    return sum;
  }

  #look(name: Uint8Array, value: Uint8Array): void {
    if (!this.#isOdd) this.#isOdd = !isUsualName(name) || !isUsualValue(value);
  }

  #own(): void {
    if (!this.#isShared) return;
    this.#isShared = false;
    this.#names = this.#names.slice();
    this.#values = this.#values.slice();
  }

  #insert(name: Uint8Array, value: Uint8Array): void {
    this.#own();
    if (name[0] === COLON) {
      this.#names.splice(this.#pseudo, 0, name);
      this.#values.splice(this.#pseudo, 0, value);
      this.#pseudo++;
      return;
    }
    this.#names.push(name);
    this.#values.push(value);
  }
}

/** What a token of HTTP has, in lower case, and the colon of pseudo headers at the front. */
const usual = new Uint8Array(256);
for (const letter of "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz") usual[letter.charCodeAt(0)] = 1;

function isUsualName(name: Uint8Array): boolean {
  for (let i = name[0] === COLON ? 1 : 0; i < name.length; i++) if (usual[name[i] ?? 0] === 0) return false;
  return true;
}

/** No control characters: a few of them are allowed, but rare. */
function isUsualValue(value: Uint8Array): boolean {
  for (let i = 0; i < value.length; i++) if ((value[i] ?? 0) < 32) return false;
  return true;
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
