/** How the section begins that tells a debugger where the map is: the length of its name, and the name. */
const ADDRESS = Uint8Array.from('\u0010sourceMappingURL', (letter) => letter.charCodeAt(0));
const HEADER = 8;

/** The module as it is without a source map: nothing of a map is in what runs and what is exported. */
export function withoutMapAddress(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  for (let from = HEADER, next = from; from < wasm.length; from = next) {
    const { size, start } = sizeAt(wasm, from + 1);
    next = start + size;
    if (wasm[from] === 0 && ADDRESS.every((byte, i) => wasm[start + i] === byte)) {
      const plain = new Uint8Array(wasm.length - (next - from));
      plain.set(wasm.subarray(0, from));
      plain.set(wasm.subarray(next), from);
      return plain;
    }
  }
  return new Uint8Array(wasm);
}

/** The size of a section, an unsigned LEB128 number, and where its content starts. */
function sizeAt(wasm: Uint8Array, at: number): { size: number; start: number } {
  let size = 0;
  for (let i = 0; ; i++) {
    const byte = wasm[at + i] ?? 0;
    size += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return { size, start: at + i + 1 };
  }
}

/** Whoever reads a map has the sources. */
export function plainMap(text: string): string {
  return JSON.stringify(JSON.parse(text), ['version', 'sources', 'names', 'mappings']);
}
