import type { Toolchain } from '../model/index.ts';
import { languageOf } from './module-info.ts';
import type { ModuleSections } from './module-sections.ts';

const DATA = 11;
/** More of the data than this is not looked through. */
const MOST = 4 * 1024 * 1024;

/** Texts that the standard library of a language brings along, in data and in the names of its custom sections. */
const MARKS: readonly (readonly [language: string, mark: RegExp])[] = [
  ['AssemblyScript', /~\0l\0i\0b\0\/\0/],
  ['Rust', /\/rustc\/[0-9a-f]{40}\/|library\/(?:core|std|alloc)\/src\//],
  ['Go', /Go buildinf:|\0runtime\.goexit\0/],
  ['TinyGo', /tinygo/i],
  ['C++', /St9exception|N10__cxxabiv1/],
];

const RUST_SDK = /proxy-wasm(?:-(\d+\.\d+\.\d+(?:-[\w.]+)?))?[/\\]src[/\\](?:dispatcher|hostcalls|traits)/;
const GO_SDK = /github\.com\/((?:tetratelabs|proxy-wasm|higress-group)\/proxy-wasm-go-sdk)(?:@v(\d+\.\d+\.\d+))?/;

/** Which language, compiler and SDK made a module, and how that is known. */
export function toolchainOf(bytes: Uint8Array, sections: ModuleSections): Toolchain {
  const data = dataOf(bytes, sections);
  const told = languageOf(sections);
  const marked = told === undefined || told === 'C++' ? MARKS.find(([, mark]) => mark.test(data))?.[0] : undefined;
  const isProduced = sections.producers.some(({ field }) => field === 'language' || field === 'processed-by');
  return {
    language: marked ?? told,
    evidence: marked !== undefined ? 'data' : told === undefined ? undefined : isProduced ? 'producers' : 'names',
    tools: sections.producers
      .filter(({ field }) => field !== 'language')
      .map(({ name, version }) => ({ name, version: shortVersion(version) })),
    sdk: sdkOf(data),
  };
}

function sdkOf(data: string): string | undefined {
  const rust = RUST_SDK.exec(data);
  if (rust) return ['proxy-wasm', rust[1]].filter(Boolean).join(' ');
  const go = GO_SDK.exec(data);
  return go ? [go[1], go[2]].filter(Boolean).join(' ') : undefined;
}

/** `1.95.0 (59807616e 2026-04-14)`: the commit is of no use here. */
function shortVersion(version: string): string {
  return version.replace(/ \([0-9a-f]{7,40} [^)]*\)$/, '');
}

/** The data sections, a character for each byte. */
function dataOf(bytes: Uint8Array, { sections }: ModuleSections): string {
  const parts = sections.filter(({ id }) => id === DATA);
  return parts
    .map(({ from, size }) => latin1.decode(bytes.subarray(from, from + Math.min(size, MOST / parts.length))))
    .join('');
}

const latin1 = new TextDecoder('latin1');
