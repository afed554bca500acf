/** Reads a .wasm's bytes from front to back. Never throws: past the end, or past nonsense, everything is 0 and `failed` is set. */
export class WasmReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;
  failed = false;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  get more(): boolean {
    return !this.failed && this.at < this.end;
  }

  byte(): number {
    if (this.at >= this.end) return this.#fail();
    return this.bytes[this.at++] ?? 0;
  }

  /** An unsigned LEB128 number of up to 32 bits. */
  u32(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      if (shift === 28 && byte > 0x0f) return this.#fail();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return this.#fail();
  }

  /** A count of things that take at least one byte each; more than there are bytes is nonsense. */
  count(): number {
    const count = this.u32();
    return count > this.end - this.at ? this.#fail() : count;
  }

  /** Skips a LEB128 number of any size. */
  skipNumber(): void {
    for (let i = 0; i < 10; i++) if (this.byte() < 0x80) return;
    this.#fail();
  }

  name(): string {
    return utf8.decode(this.raw(this.u32()));
  }

  raw(size: number): Uint8Array {
    if (size > this.end - this.at) this.#fail();
    const start = this.at;
    if (!this.failed) this.at += size;
    return this.bytes.subarray(start, this.failed ? start : this.at);
  }

  /** A reader of the next `size` bytes, which this one skips. */
  part(size: number): WasmReader {
    if (size > this.end - this.at) this.#fail();
    const start = this.at;
    if (!this.failed) this.at += size;
    return new WasmReader(this.bytes, start, this.at);
  }

  #fail(): number {
    this.failed = true;
    this.at = this.end;
    return 0;
  }
}

const utf8 = new TextDecoder();
