import type { Project } from '../../model/index.ts';
import { disabledLimit } from '../limits.ts';
import type { Limit } from '../types.ts';

export function envoyLimits(project: Project): readonly Limit[] {
  return disabledLimit(project);
}
