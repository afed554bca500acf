import { NO_BYTES } from '../model/index.ts';

/** A body or a piece of one: chunks that are joined only when somebody reads them as one. Mostly there is one. */
export class BodyBuffer {
  /** Empty only when the whole is. */
  #first: Uint8Array;
  #others: Uint8Array[] | undefined;
  #length: number;

  constructor(bytes: Uint8Array = NO_BYTES) {
    this.#first = bytes;
    this.#length = bytes.length;
  }

  get length(): number {
    return this.#length;
  }

  /** All the bytes, joined. Valid until the buffer changes. */
  bytes(): Uint8Array {
    if (this.#others === undefined) return this.#first;
    const whole = new Uint8Array(this.#length);
    whole.set(this.#first);
    let at = this.#first.length;
    for (const chunk of this.#others) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    this.#first = whole;
    this.#others = undefined;
    return whole;
  }

  append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#length === 0) this.#first = bytes;
    else if (this.#others === undefined) this.#others = [bytes];
    else this.#others.push(bytes);
    this.#length += bytes.length;
  }

  prepend(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#length > 0) this.#others = [this.#first, ...(this.#others ?? [])];
    this.#first = bytes;
    this.#length += bytes.length;
  }

  /** Drops the first `count` bytes. */
  drain(count: number): void {
    if (count >= this.#length) {
      this.#first = NO_BYTES;
      this.#others = undefined;
      this.#length = 0;
      return;
    }
    let left = count;
    while (left >= this.#first.length) {
      left -= this.#first.length;
      this.#first = this.#others?.shift() ?? NO_BYTES;
    }
    if (this.#others?.length === 0) this.#others = undefined;
    if (left > 0) this.#first = this.#first.subarray(left);
    this.#length -= count;
  }

  /** Takes everything out of another buffer. */
  moveFrom(other: BodyBuffer): void {
    if (other === this || other.#length === 0) return;
    this.append(other.#first);
    if (other.#others !== undefined) for (const chunk of other.#others) this.append(chunk);
    other.drain(other.#length);
  }

  /** Takes everything out, as one piece. */
  take(): Uint8Array {
    const bytes = this.bytes();
    this.drain(this.#length);
    return bytes;
  }

  /**
   * Envoy's write into a body (proxy_set_buffer_bytes): at the front, over the front, or at the end.
   * False for the middle, which Envoy refuses.
   */
  write(start: number, length: number, data: Uint8Array): boolean {
    if (start === 0) {
      if (length > 0) this.drain(Math.min(length, this.#length));
      this.prepend(data);
      return true;
    }
    if (start < this.#length) return false;
    this.append(data);
    return true;
  }
}
