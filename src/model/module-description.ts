import type { Failure } from './failure.ts';
import type { AbiVersion, ModuleInfo } from './module-info.ts';

/** All that can be told of a .wasm without running it: facts, worded by whoever shows them. */
export interface ModuleDescription {
  readonly info: ModuleInfo;
  /** In the order of the file. */
  readonly sections: readonly SectionFacts[];
  /** In the order of the module, those of `info.imports` with what Envoy makes of each. */
  readonly imports: readonly ImportFacts[];
  /** Exported functions that Envoy, or somebody else's proxy, would call. */
  readonly callbacks: readonly CallbackFacts[];
  readonly toolchain: Toolchain;
  /** The function of the start section, which runs before anything else. */
  readonly start: { readonly index: number; readonly name: string | undefined } | undefined;
  /** Bytes of sections that only a debugger reads. */
  readonly debugBytes: number;
  readonly load: LoadVerdict;
}

export interface SectionFacts {
  readonly id: number;
  /** The word of the specification, such as `code`; of a custom section the name that it carries. */
  readonly name: string;
  /** Where its content begins in the file. */
  readonly from: number;
  /** Bytes of its content. */
  readonly size: number;
  /** How many things it holds, where it begins with their number. */
  readonly items: number | undefined;
}

export interface ImportFacts {
  readonly module: string;
  readonly name: string;
  /** `function`, `memory`, `table`, `global`, `tag`. */
  readonly kind: string;
  readonly verdict: ImportVerdict;
}

/** What Envoy 1.40 makes of an import. Of the first three it has one to offer; the others end the load. */
export type ImportVerdict =
  | { readonly kind: 'has' }
  | { readonly kind: 'wasi'; readonly answer: WasiAnswer }
  /** A memory or a table: the host makes one. */
  | { readonly kind: 'made' }
  | { readonly kind: 'other-abi'; readonly versions: readonly AbiVersion[] }
  | { readonly kind: 'other-type'; readonly want: string; readonly offered: string }
  | { readonly kind: 'vendor'; readonly vendor: Vendor }
  | { readonly kind: 'tool'; readonly tool: BuildTool }
  | { readonly kind: 'no-such-wasi' }
  /** A global or a tag: no host offers any. */
  | { readonly kind: 'no-function' }
  | { readonly kind: 'unknown' };

/** Platforms that have hostcalls of their own. */
export type Vendor = 'G-Core FastEdge' | 'Higress' | 'Layotto' | 'the unfinished next ABI';

/** Build tools that leave imports behind when they are not told to build for a proxy. */
export type BuildTool = 'AssemblyScript' | 'wasm-bindgen' | 'Emscripten' | 'Go for JavaScript' | 'C++ exceptions';

/** What Envoy's WASI functions do. */
export type WasiAnswer =
  /** Standard output is logged at level info, standard error at error. */
  | 'log'
  | 'environment'
  /** No arguments, or nothing to wait for. */
  | 'nothing'
  | 'time'
  | 'random'
  /** Success, without any effect. */
  | 'ignored'
  /** The trace log tells it; the guest goes on. */
  | 'exit'
  /** Success for standard output and error, EBADF for everything else. */
  | 'output-only'
  | 'EBADF'
  | 'ENOENT'
  | 'ENOSYS'
  | 'ENOTDIR'
  | 'ENOTSUP';

export interface CallbackFacts {
  readonly name: string;
  readonly verdict:
    | { readonly kind: 'called' }
    | { readonly kind: 'other-type'; readonly want: string; readonly exported: string }
    /** Envoy calls it in modules of these versions only. */
    | { readonly kind: 'other-abi'; readonly versions: readonly AbiVersion[] }
    /** Nobody calls it: a name that looks like a callback, and is none of Envoy's. */
    | { readonly kind: 'never' };
}

export interface Toolchain {
  readonly language: string | undefined;
  /** `data`: texts that its standard library carries. */
  readonly evidence: 'producers' | 'names' | 'data' | undefined;
  /** Such as `rustc 1.95.0`. */
  readonly tools: readonly { readonly name: string; readonly version: string }[];
  /** The proxy-wasm SDK that is linked in, as its traces tell: `proxy-wasm 0.2.5`. */
  readonly sdk: string | undefined;
}

/** Whether Envoy 1.40 would load the module, as far as that shows without running it. */
export type LoadVerdict =
  | { readonly kind: 'loads'; readonly notes: readonly LoadNote[] }
  /** `failure` is what Envoy stumbles over; `others` would come after it. */
  | { readonly kind: 'refused'; readonly failure: Failure; readonly others: readonly Failure[] };

/** What a person should know of a module that loads. */
export type LoadNote =
  /** It runs code in its start section, before the proxy knows it. */
  | 'start-section'
  /** `_start` in Go or TinyGo: a program that runs and exits is refused when it begins. */
  | 'command'
  /** Neither `_initialize` nor `_start`. */
  | 'no-entry'
  /** No callback that a stream would meet. */
  | 'no-stream-callbacks'
  /** Its maximum is what it starts with. */
  | 'fixed-memory'
  /** More than the VMs of one run share here, though Envoy would give it. */
  | 'large-memory'
  | 'debug-sections';
