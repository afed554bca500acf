export interface EditorSlice {
  /** Paths of the open files, in the order of their tabs. */
  readonly open: readonly string[];
  readonly active: string | undefined;
  /** Where the cursor should go; `serial` grows with each wish, so that the same place can be asked for twice. */
  readonly reveal:
    | {
        readonly file: string;
        readonly line: number;
        readonly column: number;
        readonly toLine?: number;
        readonly serial: number;
      }
    | undefined;
}

export const initialEditor: EditorSlice = { open: [], active: undefined, reveal: undefined };
