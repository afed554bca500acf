const exportSection = 7;
const afterHeader = 8;
const marker = 'proxy_abi_version_';

/** A reader of the numbers and names of a .wasm; past the end it reads zeros. */
class Reader {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.#bytes[this.at++] ?? 0;
  }

  /** An unsigned number, seven bits a byte. */
  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  name(): string {
    const length = this.number();
    const bytes = this.#bytes.subarray(this.at, this.at + length);
    this.at += length;
    return new TextDecoder().decode(bytes);
  }
}

/** The versions of the ABI that a module says it is written for, such as `v0.2.1`. */
export function abiVersionsOf(wasm: Uint8Array): string[] {
  return exportNames(wasm)
    .filter((name) => name.startsWith(marker))
    .map((name) => `v${name.slice(marker.length).replaceAll('_', '.')}`);
}

function exportNames(wasm: Uint8Array): string[] {
  const reader = new Reader(wasm, afterHeader);
  while (reader.at < wasm.length) {
    const [id, size] = [reader.byte(), reader.number()];
    if (id === exportSection) return namesOf(reader, wasm.length);
    reader.at += size;
  }
  return [];
}

function namesOf(reader: Reader, end: number): string[] {
  const names: string[] = [];
  for (let left = reader.number(); left > 0 && reader.at < end; left--) {
    names.push(reader.name());
    reader.byte(); // its kind
    reader.number(); // its index
  }
  return names;
}
