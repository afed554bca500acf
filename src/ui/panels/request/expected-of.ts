import type { AppState } from '../../../state/index.ts';

/** How much is expected of a request, and how much of that fails. */
export function expectedOf({ project, checks }: Pick<AppState, 'project' | 'checks'>, request: string) {
  const findings = checks.outcomes[request]?.findings;
  return {
    expected: findings?.length ?? project.current.checks.filter((check) => check.request === request).length,
    failing: findings?.filter(({ holds }) => !holds).length ?? 0,
  };
}
