import { type FilterModule, placeholderHash } from '../../model/index.ts';
import type { Draft, FoundCode } from '../read/draft.ts';
import type { MissingModule } from '../types.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type WasmModule = Extract<FilterModule, { kind: 'wasm' }>;

/** Finds the code of plugins: in the text, or to be asked for. */
export class Modules {
  readonly bytes = new Map<string, Bytes>();
  readonly #missing = new Map<string, MissingModule>();
  readonly #draft: Draft;
  readonly #sha256: (bytes: Bytes) => Promise<string>;

  constructor(draft: Draft, sha256: (bytes: Bytes) => Promise<string>) {
    this.#draft = draft;
    this.#sha256 = sha256;
  }

  get missing(): MissingModule[] {
    return [...this.#missing.values()];
  }

  async moduleOf(code: FoundCode, plugin: string): Promise<WasmModule> {
    if (code.kind === 'bytes') return this.#keep(code.bytes, code.fileName || `${stemOf(plugin)}.wasm`);
    const { mounts, files } = this.#draft;
    const mounted = mounts.find(({ path }) => path === code.location)?.file;
    const carried =
      code.place === 'file' ? (files.get(mounted ?? '') ?? files.get(baseName(code.location))) : undefined;
    if (carried) return this.#keep(carried, code.fileName);
    return this.#ask(code, plugin);
  }

  async #keep(bytes: Bytes, fileName: string): Promise<WasmModule> {
    const sha256 = await this.#sha256(bytes);
    this.bytes.set(sha256, bytes);
    return { kind: 'wasm', fileName, sha256, size: bytes.length };
  }

  #ask(code: Extract<FoundCode, { kind: 'named' }>, plugin: string): WasmModule {
    const key = `${code.place} ${code.location} ${code.sha256}`;
    const before = this.#missing.get(key);
    const fileName = before?.fileName ?? this.#freeName(code.fileName);
    const isHashStated = code.sha256 !== '';
    const sha256 = before?.sha256 ?? (isHashStated ? code.sha256 : placeholderHash(this.#missing.size + 1));
    const plugins = [...(before?.plugins ?? []), plugin];
    const { place, location } = code;
    this.#missing.set(key, { sha256, fileName, plugins, place, location, isHashStated });
    return { kind: 'wasm', fileName, sha256, size: 0 };
  }

  /** Two files of one name wait for two files. */
  #freeName(wish: string): string {
    const taken = new Set(this.missing.map(({ fileName }) => fileName));
    let name = wish;
    for (let n = 2; taken.has(name); n++) name = wish.replace(/\.wasm$/, `-${n}.wasm`);
    return name;
  }
}

const baseName = (path: string): string => path.replace(/^.*\//, '');
const stemOf = (name: string): string => name.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^[-.]+/g, '') || 'filter';
