import * as v from 'valibot';
import { parseOwnProject } from '../../share/index.ts';
import type { SavedProject } from '../ports.ts';

const savedProject = v.object({ project: v.unknown(), example: v.optional(v.string()) });

/** What a person's own storage holds, read anew; undefined when it is not what was once saved. */
export function parseSavedProject(saved: unknown): SavedProject | undefined {
  const { success, output } = v.safeParse(savedProject, saved);
  if (!success) return undefined;
  const project = parseOwnProject(output.project);
  return project && { project, example: output.example };
}
