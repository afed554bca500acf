import type { Refusal, SourcePlace, Trap } from '../../model/index.ts';

export interface EditorSlice {
  /** Paths of the open files, in the order of their tabs. */
  readonly open: readonly string[];
  readonly active: string | undefined;
  /** Where the cursor was in each file, by path. */
  readonly cursors: Readonly<Record<string, Cursor>>;
  /** What should be selected; `serial` grows with each wish, so that the same place can be asked for twice. */
  readonly reveal: { readonly file: string; readonly range: TextRange; readonly serial: number } | undefined;
  /** What went wrong in the run on show, at the lines that did it. */
  readonly marks: readonly RunMark[];
  /** The lines that called the proxy in the last run, as far as source maps tell; until the next ones are known. */
  readonly ran: {
    /** The sources as they ran. */
    readonly files: Readonly<Record<string, string>>;
    readonly lines: readonly RanLine[];
  };
}

/** A line that called the proxy, or called what did. */
export interface RanLine {
  readonly path: string;
  readonly line: number;
  readonly count: number;
  /** How often, by the hostcall's name. */
  readonly calls: Readonly<Record<string, number>>;
}

export interface RunMark {
  readonly place: SourcePlace;
  readonly what:
    | { readonly kind: 'trap'; readonly trap: Trap; readonly filter: string }
    | { readonly kind: 'refusal'; readonly refusal: Refusal; readonly hostcall: string };
}

/** From 1. */
export interface Cursor {
  readonly line: number;
  readonly column: number;
}

/** Lines and columns from 1, the end outside. */
interface TextRange {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

export const initialEditor: EditorSlice = {
  open: [],
  active: undefined,
  cursors: {},
  reveal: undefined,
  marks: [],
  ran: { files: {}, lines: [] },
};
