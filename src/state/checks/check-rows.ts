import { claimsIn, type ExpectedClaim, parseExpectation } from '../../lessons/index.ts';
import type { Project } from '../../model/index.ts';
import type { CheckOutcome, JudgedClaim } from '../slices/checks.ts';

/** One claim as it stands in the list. */
export interface CheckRow {
  /** Position in `project.checks`, and of the claim in it. */
  readonly check: number;
  readonly position: number;
  /** Undefined: the check cannot be read. */
  readonly claim: ExpectedClaim | undefined;
  /** Undefined: not judged yet. */
  readonly judged: JudgedClaim | undefined;
}

/** What is expected of a request, with what came of it. */
export function checkRows(checks: Project['checks'], request: string, outcome: CheckOutcome | undefined): CheckRow[] {
  return checks.flatMap(({ request: of, expect }, check): CheckRow[] => {
    if (of !== request) return [];
    const expectation = parseExpectation(expect);
    if (expectation === undefined) return [{ check, position: 0, claim: undefined, judged: undefined }];
    const judged = outcome?.findings.filter((one) => one.check === check) ?? [];
    return claimsIn(expectation).map((claim, position) => ({
      check,
      position,
      claim,
      judged: judged.find((one) => isAbout(one, claim)),
    }));
  });
}

const isAbout = (judged: JudgedClaim, claim: ExpectedClaim): boolean =>
  judged.subject === claim.subject &&
  judged.of === claim.of &&
  JSON.stringify(judged.expected) === JSON.stringify(claim.expected);
