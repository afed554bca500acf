import type { RunMark, RunResult } from '../../../state/index.ts';
import { tellTrap, type Told } from '../../failures.ts';
import { tellRefusal } from '../../refusals.ts';

/** Something that went wrong while a line of the sources ran. */
export interface RunProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly category: 'error' | 'warning';
  /** What failed, such as a hostcall. */
  readonly source: string;
  readonly told: Told;
}

/** What went wrong in the run on show, by lines of files that are still as they ran. */
export function runProblemsOf(
  marks: readonly RunMark[],
  result: RunResult | undefined,
  files: Readonly<Record<string, string>>,
): readonly RunProblem[] {
  const ran = result?.project.files ?? {};
  return marks.flatMap(({ place, what }) => {
    const { path: file, line, column } = place;
    if (ran[file] !== files[file]) return [];
    return what.kind === 'trap'
      ? { file, line, column, category: 'error', source: what.trap.callback, told: tellTrap(what.trap, what.filter) }
      : { file, line, column, category: 'warning', source: what.hostcall, told: tellRefusal(what.refusal) };
  });
}
