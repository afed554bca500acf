import { claimsIn, type ExpectedClaim, expectationOf, parseExpectation, withClaim } from '../../lessons/index.ts';
import type { Project, ProjectCheck } from '../../model/index.ts';

type Checks = Project['checks'];

const claimsOf = (check: ProjectCheck | undefined): readonly ExpectedClaim[] =>
  claimsIn(parseExpectation(check?.expect) ?? {});

/** The checks with one more claim about a request: in its first check, or in a new one. */
export function withExpected({ checks, requests }: Project, request: string, claim: ExpectedClaim): Checks {
  const at = checks.findIndex((one) => one.request === request && parseExpectation(one.expect) !== undefined);
  const check = checks[at];
  if (check !== undefined) {
    const expect = expectationOf(withClaim(claimsOf(check), claim));
    return checks.with(at, { ...check, expect });
  }
  const name = requests.find(({ id }) => id === request)?.name ?? '';
  return [...checks, { name, request, expect: expectationOf([claim]) }];
}

/** Another claim in the place of one. */
export function withChanged(checks: Checks, at: number, position: number, claim: ExpectedClaim): Checks {
  const check = checks[at];
  const claims = claimsOf(check);
  if (check === undefined || claims[position] === undefined) return checks;
  const others = claims.toSpliced(position, 1);
  const expect = expectationOf(withClaim(others, claim));
  return checks.with(at, { ...check, expect });
}

/** Without one claim; a check without any goes. */
export function withoutClaim(checks: Checks, at: number, position: number): Checks {
  const check = checks[at];
  if (check === undefined) return checks;
  const left = claimsOf(check).filter((_, i) => i !== position);
  return left.length === 0 ? checks.toSpliced(at, 1) : checks.with(at, { ...check, expect: expectationOf(left) });
}
