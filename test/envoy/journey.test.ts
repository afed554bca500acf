import { expect, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { replay } from '../../cli/conformance/replay.ts';
import { latin1OfBytes, type Stage } from '../../src/model/index.ts';

const kit = new Kit('conformance');

/** Each stage: where, what became of the headers there, and the own headers (x-...) they had. */
function told(stages: readonly Stage[]): string[] {
  return stages.map(({ at, filter, state, headers }) => {
    const own = headers.map(latin1OfBytes).flatMap((name, i, all) => {
      const isOwn = i % 2 === 0 && /^x-(?!forwarded|request-id|envoy)/.test(name);
      return isOwn ? [`${name}=${all[i + 1]}`] : [];
    });
    return [at, filter, state, ...own].filter((part) => part !== undefined).join(' ');
  });
}

test('headers pass every filter and reach both ends', () => {
  const [exchange] = replay(kit.recorded('lifecycle-two-filters-two-vms')).report.exchanges;
  const ways = ['client reached', 'filter 0 reached', 'filter 1 reached', 'upstream reached'];
  expect(told(exchange?.requestJourney ?? [])).toEqual(ways);
  const back = ['upstream reached', 'filter 1 reached', 'filter 0 reached', 'client reached'];
  expect(told(exchange?.responseJourney ?? [])).toEqual(back);
  expect(exchange?.localReply).toBeUndefined();
});

test('a filter that answers itself has replied; the rest was not reached', () => {
  const [exchange] = replay(kit.recorded('local-chain-request-2')).report.exchanges;
  expect(told(exchange?.requestJourney ?? [])).toEqual([
    'client reached',
    'filter 0 reached',
    'filter 1 replied',
    'filter 2 skipped',
    'upstream skipped',
  ]);
  expect(told(exchange?.responseJourney ?? [])[0]).toContain('local-reply reached');
  expect(exchange?.localReply).toMatchObject({ filter: 1, upstreamCalled: false });
});

test('a filter that never lets go holds', () => {
  const [exchange] = replay(kit.recorded('body-request-headers-held')).report.exchanges;
  expect(told(exchange?.requestJourney ?? []).slice(0, 2)).toEqual(['client reached', 'filter 0 held']);
});
