/** Seeded random numbers (sfc32): the same seed gives the same run. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number) {
    this.#a = 0x9e3779b9 ^ seed;
    this.#b = 0x243f6a88 + seed;
    this.#c = 0xb7e15162 - seed;
    for (let i = 0; i < 12; i++) this.next();
  }

  /** An unsigned 32-bit number. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  fill(into: Uint8Array): void {
    for (let i = 0; i < into.length; i++) into[i] = this.next() >>> 24;
  }

  /** A version 4 UUID in lower case, as bytes of ASCII: Envoy's x-request-id. */
  uuid(): Uint8Array {
    const text = new Uint8Array(36);
    let word = 0;
    for (let i = 0, nibble = 0; i < 36; i++) {
      if (i === 8 || i === 13 || i === 18 || i === 23) {
        text[i] = 45;
        continue;
      }
      if ((nibble & 7) === 0) word = this.next();
      let digit = word & 15;
      word >>>= 4;
      if (nibble === 12) digit = 4;
      if (nibble === 16) digit = (digit & 3) | 8;
      text[i] = digit < 10 ? 48 + digit : 87 + digit;
      nibble++;
    }
    return text;
  }
}
