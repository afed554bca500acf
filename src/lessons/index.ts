export { type Check, type Expectation, parseChecks } from './check-schema.ts';
export { expectationFindings, type Finding, findingsOf, runFindings } from './checks.ts';
export { claimsIn, type ExpectedClaim, expectationOf, withClaim } from './claims.ts';
export { parseExpectation, type RunExpectation } from './expectation-schema.ts';
export type { LoadedExample } from './gallery.ts';
export { parseScenario, scenarioSchema, type ScenarioFile } from './scenario-schema.ts';
