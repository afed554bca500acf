export type AbiVersion = '0.1.0' | '0.2.0' | '0.2.1';

export interface FunctionType {
  /** `i32`, `i64`, `f32`, `f64`, ... */
  readonly params: readonly string[];
  readonly results: readonly string[];
}

/** What a .wasm says of itself, read from its sections without running it. */
export interface ModuleInfo {
  readonly size: number;
  /** The first version that the module exports, in export order. */
  readonly abi: AbiVersion | undefined;
  readonly imports: readonly {
    readonly module: string;
    readonly name: string;
    readonly kind: string;
    readonly type?: FunctionType;
  }[];
  readonly exports: readonly { readonly name: string; readonly kind: string; readonly type?: FunctionType }[];
  /** Callbacks of the ABI that the module exports. */
  readonly callbacks: readonly string[];
  /** `_initialize`, `_start`, or none. */
  readonly entry: '_initialize' | '_start' | undefined;
  readonly allocator: 'malloc' | 'proxy_on_memory_allocate' | undefined;
  /** In pages of 64 KiB. */
  readonly memory: { readonly min: number; readonly max: number | undefined; readonly imported: boolean } | undefined;
  /** Language as the producers section or the shape of the module tells it. */
  readonly language: string | undefined;
  readonly producers: readonly { readonly field: string; readonly name: string; readonly version: string }[];
  readonly sections: readonly { readonly id: number; readonly name: string; readonly size: number }[];
  readonly hasNames: boolean;
  readonly hasStart: boolean;
}
