import { emptyProject, type Project } from '../../model/index.ts';

export interface ProjectSlice {
  readonly current: Project;
  /** The example that it began as. */
  readonly example: string | undefined;
  /** Latest last. */
  readonly undo: readonly UndoStep[];
  readonly redo: readonly UndoStep[];
  /** `copy`: of an example or of a link, kept from its first change on. */
  readonly saved: 'saved' | 'saving' | 'unsaved' | 'failed' | 'copy';
}

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
};
