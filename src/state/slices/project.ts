import { emptyProject, type Project } from '../../model/index.ts';

export interface ProjectSlice {
  readonly current: Project;
  /** The example that it began as. */
  readonly example: string | undefined;
  /** Latest last. */
  readonly undo: readonly UndoStep[];
  readonly redo: readonly UndoStep[];
  readonly saved: SavedState;
  /** As this browser has it; 0 for what it never kept. */
  readonly revision: number;
}

export type SavedState =
  | 'saved'
  | 'saving'
  | 'unsaved'
  | 'failed'
  /** Of an example or of a link: kept from its first change on. */
  | 'copy'
  /** Another tab saved a later text. */
  | 'elsewhere'
  /** Another tab deleted it: kept again from the next change on. */
  | 'deleted';

/** What brings back the parts that a change replaced. */
export interface UndoStep {
  readonly label: string;
  /** Changes with the same key that follow each other closely are one step. */
  readonly key: string;
  readonly at: number;
  readonly restore: Partial<Omit<Project, 'schema' | 'id' | 'files'>>;
  /** Files to put back, or to take away (`undefined`). */
  readonly files: Readonly<Record<string, string | undefined>>;
}

export const initialProject: ProjectSlice = {
  current: emptyProject,
  example: undefined,
  undo: [],
  redo: [],
  saved: 'copy',
  revision: 0,
};
