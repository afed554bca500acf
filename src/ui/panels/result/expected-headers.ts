import type { ExpectedClaim, JourneyTable } from '../../../state/index.ts';
import type { SectionName } from './journey-spots.ts';

const subjects = { request: 'upstreamHeaders', response: 'headers', responseTrailers: 'trailers' } as const;

/** What a check would say of each header as it arrived, by name; none where nothing arrived. */
export function expectedHeaders(
  section: SectionName,
  table: JourneyTable | undefined,
): ReadonlyMap<string, ExpectedClaim> {
  const claims = new Map<string, ExpectedClaim>();
  if (section === 'requestTrailers' || table?.columns.at(-1)?.state !== 'reached') return claims;
  const subject = subjects[section];
  for (const { name, cells } of table.rows) {
    if (name.startsWith(':') && name !== ':status') continue;
    const value = cells.at(-1)?.value;
    if (name === ':status') {
      claims.set(name, { subject: 'status', expected: Number(value) });
      continue;
    }
    const before = claims.get(name)?.expected;
    const values = [before, value].filter((one) => typeof one === 'string');
    claims.set(name, { subject, of: name, expected: values.length === 0 ? null : values.join(', ') });
  }
  return claims;
}
