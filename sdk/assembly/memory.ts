/** Where the host writes its answers: a pointer, a size behind it, and a third number behind both. */
export const OUT: usize = memory.data(16);
/** The second word of `OUT`. */
export const OUT_SIZE: usize = OUT + 4;
/** The third word of `OUT`. */
export const OUT_EXTRA: usize = OUT + 8;

/** Forgets the last answer, so that a host function that writes nothing leaves "nothing". */
export function clearOut(): void {
  store<u64>(OUT, 0);
  store<u64>(OUT_EXTRA, 0);
}

/** Takes over the text that the host left in `OUT`, and frees the host's copy. */
export function takeString(): string {
  const pointer = <usize>load<u32>(OUT);
  if (!pointer) return '';
  const text = String.UTF8.decodeUnsafe(pointer, load<u32>(OUT_SIZE));
  heap.free(pointer);
  return text;
}

/** Takes over the bytes that the host left in `OUT`, and frees the host's copy. */
export function takeBytes(): Uint8Array {
  const pointer = <usize>load<u32>(OUT);
  const size = pointer ? load<u32>(OUT_SIZE) : 0;
  const bytes = new Uint8Array(size);
  if (pointer) {
    memory.copy(bytes.dataStart, pointer, size);
    heap.free(pointer);
  }
  return bytes;
}

/** Frees an answer that nobody wants to read. */
export function dropOut(): void {
  const pointer = <usize>load<u32>(OUT);
  if (pointer) heap.free(pointer);
}

/** The address of a text's bytes, 0 when there is no text. */
export function addressOf(buffer: ArrayBuffer | null): usize {
  return changetype<usize>(buffer);
}

/** The number of those bytes. */
export function sizeOf(buffer: ArrayBuffer | null): usize {
  return buffer ? <usize>buffer.byteLength : 0;
}

/** A text as UTF-8, nothing for nothing. */
export function utf8(text: string | null): ArrayBuffer | null {
  return text === null ? null : String.UTF8.encode(text);
}
