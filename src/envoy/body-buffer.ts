import { NO_BYTES } from '../model/index.ts';

/** A body or a piece of one: a list of chunks that are joined only when somebody reads them as one. */
export class BodyBuffer {
  #chunks: Uint8Array[];
  #length = 0;

  constructor(bytes?: Uint8Array) {
    this.#chunks = bytes !== undefined && bytes.length > 0 ? [bytes] : [];
    this.#length = bytes?.length ?? 0;
  }

  get length(): number {
    return this.#length;
  }

  /** All the bytes, joined. Valid until the buffer changes. */
  bytes(): Uint8Array {
    if (this.#length === 0) return NO_BYTES;
    const first = this.#chunks[0];
    if (this.#chunks.length === 1 && first !== undefined) return first;
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    this.#chunks = [whole];
    return whole;
  }

  append(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#length === 0) this.#chunks = [bytes];
    else this.#chunks.push(bytes);
    this.#length += bytes.length;
  }

  prepend(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#length === 0) this.#chunks = [bytes];
    else this.#chunks.unshift(bytes);
    this.#length += bytes.length;
  }

  /** Drops the first `count` bytes. */
  drain(count: number): void {
    if (this.#length === 0) return;
    if (count >= this.#length) {
      this.#chunks = [];
      this.#length = 0;
      return;
    }
    let left = count;
    while (left > 0) {
      const first = this.#chunks[0];
      if (first === undefined) return;
      if (first.length <= left) {
        this.#chunks.shift();
        left -= first.length;
      } else {
        this.#chunks[0] = first.subarray(left);
        left = 0;
      }
    }
    this.#length -= count;
  }

  /** Takes everything out of another buffer. */
  moveFrom(other: BodyBuffer): void {
    if (other === this) return;
    for (const chunk of other.#chunks) this.append(chunk);
    other.drain(other.length);
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
