import type { Expectation } from './expectation-schema.ts';

/** One claim of an expectation. The judge's findings come in the same order. */
export interface ExpectedClaim {
  readonly subject: keyof Expectation;
  /** Header name, path in the JSON or of a property, how bytes are written, a hostcall. */
  readonly of?: string;
  readonly expected: unknown;
}

/** The order in which claims are looked up. */
export const subjects = [
  'status',
  'headers',
  'body',
  'json',
  'trailers',
  'localReply',
  'upstreamCalls',
  'upstreamHeaders',
  'received',
  'upstreamReceived',
  'closedBy',
  'held',
  'logs',
  'hostcalls',
  'callbacks',
  'flags',
  'details',
  'warnings',
  'metrics',
  'sharedData',
  'properties',
] as const satisfies readonly (keyof Expectation)[];

/** About bytes: `of` says how. */
const BYTES: readonly string[] = ['body', 'received', 'upstreamReceived'];
const FORMS = ['equals', 'contains', 'hex', 'base64'];
/** Lists in which each entry is a claim. */
const LISTS: readonly string[] = ['logs', 'warnings', 'sharedData'];

type Keyed = Readonly<Record<string, unknown>>;
const isKeyed = (value: unknown): value is Keyed =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** All claims, one after the other. */
export function claimsIn(expectation: Expectation): readonly ExpectedClaim[] {
  return subjects.flatMap((subject): readonly ExpectedClaim[] => {
    const expected: unknown = expectation[subject];
    if (expected === undefined) return [];
    if (Array.isArray(expected)) return expected.map((one: unknown) => ({ subject, expected: one }));
    if (!isKeyed(expected)) return [{ subject, expected }];
    const isBytes = BYTES.includes(subject);
    const keys = isBytes ? FORMS.filter((key) => key in expected) : Object.keys(expected);
    return keys.flatMap((of) => {
      const value = expected[of];
      const values: readonly unknown[] = isBytes && Array.isArray(value) ? value : [value];
      return values.map((one) => ({ subject, of, expected: one }));
    });
  });
}

/** The expectation that makes just these claims; of two about the same thing the later one stays. */
export function expectationOf(claims: readonly ExpectedClaim[]): Keyed {
  const expectation: Record<string, unknown> = {};
  for (const { subject, of, expected } of claims) {
    const before = expectation[subject];
    if (LISTS.includes(subject)) expectation[subject] = [...listOf(before), expected];
    else if (of === undefined) expectation[subject] = expected;
    else {
      const keyed = isKeyed(before) ? before : {};
      const isFurther = BYTES.includes(subject) && of === 'contains' && of in keyed;
      expectation[subject] = { ...keyed, [of]: isFurther ? [...listOf(keyed[of]), expected] : expected };
    }
  }
  return expectation;
}

/** These claims and one more, which takes the place of one about the same thing. */
export function withClaim(claims: readonly ExpectedClaim[], claim: ExpectedClaim): readonly ExpectedClaim[] {
  const isSame = (one: ExpectedClaim) => one.subject === claim.subject && nameOf(one) === nameOf(claim);
  const isFurther = BYTES.includes(claim.subject) && claim.of === 'contains';
  const mayRepeat = claim.subject === 'logs' || claim.subject === 'warnings' || isFurther;
  if (mayRepeat) {
    const text = JSON.stringify(claim);
    return claims.some((one) => JSON.stringify(one) === text) ? claims : [...claims, claim];
  }
  const at = claims.findIndex(isSame);
  return at < 0 ? [...claims, claim] : claims.with(at, claim);
}

/** Names of headers mean the same in any spelling; an entry of shared data is named by its VM id and key. */
function nameOf({ subject, of, expected }: ExpectedClaim): string | undefined {
  if (subject === 'sharedData' && isKeyed(expected)) return JSON.stringify([expected['vm_id'], expected['key']]);
  return subject === 'headers' || subject === 'trailers' || subject === 'upstreamHeaders' ? of?.toLowerCase() : of;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
