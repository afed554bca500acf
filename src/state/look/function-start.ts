const HEADER = 8;
const CODE = 10;

/** Where the function begins that a byte of a module belongs to; behind the module's end when it is in none. */
export function functionStart(wasm: Uint8Array, offset: number): number {
  const reader = { at: HEADER };
  while (reader.at < wasm.length) {
    const id = wasm[reader.at++];
    const size = u32(wasm, reader);
    if (id === CODE) return bodyStart(wasm, reader, offset);
    reader.at += size;
  }
  return wasm.length;
}

function bodyStart(wasm: Uint8Array, reader: { at: number }, offset: number): number {
  for (let left = u32(wasm, reader); left > 0 && reader.at < wasm.length; left--) {
    const size = u32(wasm, reader);
    const start = reader.at;
    reader.at += size;
    if (offset < reader.at) return offset >= start ? start : wasm.length;
  }
  return wasm.length;
}

/** An unsigned LEB128 number. */
function u32(wasm: Uint8Array, reader: { at: number }): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = wasm[reader.at++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  return value;
}
