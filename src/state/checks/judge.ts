import { expectationFindings, parseExpectation } from '../../lessons/index.ts';
import type { Project } from '../../model/index.ts';
import type { RunResult } from '../slices/run.ts';
import type { CheckOutcome, JudgedClaim } from '../slices/checks.ts';
import { rowOfFinding } from './finding-row.ts';

type Judged = Pick<RunResult, 'report' | 'requests'>;

/** What comes of the project's checks in a run, by the ids of the requests that it sent. */
export function judge({ checks }: Pick<Project, 'checks'>, { report, requests }: Judged): Record<string, CheckOutcome> {
  const outcomes = requests.flatMap(({ id }, position): [string, CheckOutcome][] => {
    const findings = checks.flatMap(({ request, expect }, check): JudgedClaim[] => {
      const expectation = request === id ? parseExpectation(expect) : undefined;
      if (expectation === undefined) return [];
      return expectationFindings(expectation, report, position).flatMap((finding) => {
        // The run was not asked for it: the next one is.
        if (finding.isUnread) return [];
        const at = rowOfFinding(finding, report);
        const { step: _, ...claim } = finding;
        return [{ ...claim, check, ...(at !== undefined && { at }) }];
      });
    });
    return [[id, { findings, report }]];
  });
  return Object.fromEntries(outcomes);
}
