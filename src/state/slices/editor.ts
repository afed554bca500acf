export interface EditorSlice {
  /** Paths of the open files, in the order of their tabs. */
  readonly open: readonly string[];
  readonly active: string | undefined;
  /** What should be selected; `serial` grows with each wish, so that the same place can be asked for twice. */
  readonly reveal: { readonly file: string; readonly range: TextRange; readonly serial: number } | undefined;
}

/** Lines and columns from 1, the end outside. */
interface TextRange {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

export const initialEditor: EditorSlice = { open: [], active: undefined, reveal: undefined };
