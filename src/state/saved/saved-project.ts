import * as v from 'valibot';
import { parseOwnProject } from '../../share/index.ts';
import type { SavedProject, Version } from '../ports.ts';

export interface KeptProject extends SavedProject {
  readonly revision: number;
  readonly changedAt: number;
}

const savedProject = v.object({
  project: v.unknown(),
  example: v.optional(v.string()),
  revision: v.optional(v.number(), 0),
  changedAt: v.optional(v.number(), 0),
});

/** What a person's own storage holds, read anew; undefined when it is not what was once saved. */
export function parseSavedProject(saved: unknown): KeptProject | undefined {
  const { success, output } = v.safeParse(savedProject, saved);
  if (!success) return undefined;
  const project = parseOwnProject(output.project);
  return project && { ...output, project, example: output.example };
}

const keptVersion = v.object({ at: v.number(), reason: v.picklist(['run', 'other-tab', 'went-back']) });

export function parseVersion(kept: unknown): Version | undefined {
  const saved = parseSavedProject(kept);
  const { success, output } = v.safeParse(keptVersion, kept);
  return saved && success ? { project: saved.project, example: saved.example, ...output } : undefined;
}
