import type { Call } from './rpc.ts';

/**
 * `check`: diagnostics only. `debug`: what runs while somebody edits, unoptimised and with names. `release` and `size`:
 * for download and export.
 */
type BuildMode = 'check' | 'debug' | 'release' | 'size';

export interface CompileInput {
  /** The project's sources by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Path of the file that the build starts from. */
  readonly entry: string;
  readonly mode: BuildMode;
  /** Make a source map, too; a `debug` build always has one. The module is the same with and without. */
  readonly hasMap?: boolean;
}

/** A stretch of a source file: UTF-16 offset and length, and the place of its start counted from 1. */
export interface SourceSpan {
  readonly file: string;
  readonly start: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
}

/** Always at a place in the user's own files; a message from deeper down tells the real place in its text. */
export interface Diagnostic extends SourceSpan {
  /** The compiler's number, such as 2322; below 1000 its own, otherwise TypeScript's. */
  readonly code: number;
  readonly category: 'error' | 'warning' | 'info';
  readonly message: string;
  /** A second place that the message speaks of, when it is one of the user's. */
  readonly related?: SourceSpan;
}

export interface CompileResult {
  /** Present when there was no error and the mode makes a module. */
  readonly wasm?: Uint8Array<ArrayBuffer>;
  /** Source map of the module as JSON, without the sources' text: byte offsets to places, in line 1. */
  readonly sourceMap?: string;
  /** By file and position. */
  readonly diagnostics: readonly Diagnostic[];
  /** Paths outside the SDK that were read or looked for, sorted: with their contents they decide the result. */
  readonly dependencies: readonly string[];
  /** Names the compiler and the SDK that took part, for the key of a kept result. */
  readonly toolchain: string;
}

export interface WatInput {
  readonly wasm: Uint8Array;
  /** Characters of the whole text to leave out at the beginning. */
  readonly from: number;
}

/** A module as text: a part of it, and where its functions begin in the whole. */
export interface WatText {
  readonly kind: 'text';
  readonly text: string;
  readonly from: number;
  /** Characters of the whole. */
  readonly total: number;
  readonly functions: readonly { readonly name: string; readonly at: number }[];
  /** More than there are places for in `functions`, when the module has very many. */
  readonly functionCount: number;
}

export type WatResult = WatText | { readonly kind: 'unreadable'; readonly message: string };

/** What the compile worker does. */
export interface CompileApi {
  compile(input: CompileInput, call: Call<never>): Promise<CompileResult>;
  /** The text form of a module. */
  wat(input: WatInput): WatResult | Promise<WatResult>;
}
