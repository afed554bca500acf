import { expect, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { replay } from '../../cli/conformance/replay.ts';
import { joinBytes, latin1OfBytes, readTrace, type Report, type TraceRecord } from '../../src/model/index.ts';
import { type Content, NOTHING } from '../../src/state/selectors/as-of/body-content.ts';
import { linesOf, type HeaderLine } from '../../src/state/selectors/as-of/header-lines.ts';
import { type DirectionAt, streamAt } from '../../src/state/selectors/as-of/stream-at.ts';

const kit = new Kit('conformance');
const recorded = kit.names().filter((name) => /^(?:body|headers|local|resume|trailers|sdk|weir|lifecycle)-/.test(name));
const told = (lines: readonly HeaderLine[]) => lines.map(({ name, value }) => `${name}: ${latin1OfBytes(value)}`);
const now = (way: DirectionAt | undefined) => told(way?.places[way.here]?.headers ?? []);

/** Where headers leave a filter: what they were before must be what the report says that the filter let go. */
function* departures(report: Report) {
  for (const record of readTrace(report.trace))
    if (record.kind === 'exchange' && record.event === 'headers' && record.filter >= 0) yield record;
}

test('headers that filters wrote are those that the report says they let go, in what was recorded from Envoy', () => {
  let seen = 0;
  for (const name of recorded) {
    const { report } = replay(kit.recorded(name));
    for (const { at, exchange, filter, first } of departures(report)) {
      const known = report.exchanges[exchange];
      const stages = first === 0 ? known?.requestJourney : known?.responseJourney;
      const stage = stages?.find((one) => one.at === 'filter' && one.filter === filter);
      if (stage?.state !== 'reached') continue;
      const before = streamAt(report, exchange, at - 1);
      expect([name, at, now(first === 0 ? before?.request : before?.response)]).toEqual([
        name,
        at,
        told(linesOf(stage.headers)),
      ]);
      seen += 1;
    }
  }
  expect(seen).toBeGreaterThan(200);
});

const whole = ({ bytes, size }: Content) => (bytes.length === size ? latin1OfBytes(bytes) : undefined);

test('bodies that left the chain are those that both ends got, in what was recorded from Envoy', () => {
  let seen = 0;
  for (const name of recorded) {
    const { report } = replay(kit.recorded(name));
    for (const [index, { response, forwarded, method }] of report.exchanges.entries()) {
      const end = streamAt(report, index, report.trace.words.length);
      const back = whole(end?.response.body.forwarded ?? NOTHING);
      // The codec writes no body behind these.
      const hasBody = method !== 'HEAD' && response.status !== 204 && response.status !== 304;
      if (back !== undefined && response.end === 'complete' && hasBody) {
        expect([name, back]).toEqual([name, latin1OfBytes(response.body)]);
        seen += 1;
      }
      const [first] = forwarded;
      const got = first && report.upstream[first.cluster]?.[first.index];
      const sent = whole(end?.request.body.forwarded ?? NOTHING);
      if (sent === undefined || got === undefined || got.incomplete || got.isUnread) continue;
      expect([name, sent]).toEqual([name, latin1OfBytes(joinBytes([got.body, got.excess]))]);
      seen += 1;
    }
  }
  expect(seen).toBeGreaterThan(200);
});

/** What stood right before and right after the first record of a kind. */
function around(scenario: string, isIt: (record: TraceRecord) => boolean) {
  const { report } = replay(kit.recorded(scenario));
  const at = [...readTrace(report.trace)].find(isIt)?.at ?? -1;
  expect(at).toBeGreaterThan(0);
  return { before: streamAt(report, 0, at - 1), after: streamAt(report, 0, at), report, at };
}

test('a header is there from the hostcall on that adds it, and not one record earlier', () => {
  const isAdd = (record: TraceRecord) => record.kind === 'hostcall' && record.name === 'proxy_add_header_map_value';
  const { before, after } = around('headers-request-add', isAdd);
  expect(now(after?.request)).toHaveLength(now(before?.request).length + 1);
  expect(now(after?.request).slice(0, -1)).toEqual(now(before?.request));
});

test('what a filter buffers: this piece, held so far, forwarded', () => {
  const { report } = replay(kit.recorded('body-request-pause-all'));
  const lengths: string[] = [];
  for (const { at } of readTrace(report.trace)) {
    const body = streamAt(report, 0, at)?.request.body;
    const line = body && `${body.chunk.size} | ${body.buffered.size} | ${body.forwarded.size}`;
    if (line !== undefined && line !== lengths.at(-1)) lengths.push(line);
  }
  expect(lengths.join(', ')).toBe(
    '0 | 0 | 0, 4 | 0 | 0, 0 | 4 | 0, 4 | 4 | 0, 0 | 8 | 0, 4 | 8 | 0, 0 | 12 | 0, 12 | 0 | 0, 0 | 0 | 12',
  );
});

test('who is paused, and since which row', () => {
  const { report } = replay(kit.recorded('body-request-headers-held'));
  const end = streamAt(report, 0, report.trace.words.length);
  expect(end?.paused.map(({ filter, direction }) => [filter, direction])).toEqual([[0, 'request']]);
  const [since] = readTrace(report.trace, end?.paused[0]?.since);
  expect(since).toMatchObject({ kind: 'exchange', event: 'stopped', filter: 0 });
  expect(streamAt(report, 0, (since?.at ?? 0) - 1)?.paused).toEqual([]);
});

test('a step in a long stream is the same whether one comes from above or from below', () => {
  const { report } = replay(kit.recorded('headers-request-add'));
  // As if the filter had gone on writing: the same record many times over.
  const { words, bytes } = report.trace;
  const add = [...readTrace(report.trace)].find((one) => one.kind === 'hostcall' && one.name.startsWith('proxy_add_'));
  const [from, size] = [add?.at ?? 0, (words[add?.at ?? 0] ?? 0) >>> 8];
  const more = Array.from({ length: 6000 }, () => [...words.subarray(from, from + size)]).flat();
  const long = Int32Array.of(...words.subarray(0, from), ...more, ...words.subarray(from + size));
  const longer = { ...report, trace: { words: long, bytes, count: report.trace.count + 5999 } };
  const at = (times: number) => from + (times - 1) * size;
  const own = now(streamAt(report, 0, from)?.request).length;
  for (const times of [6000, 10, 4500, 4499, 2000, 2001, 1])
    expect([times, now(streamAt(longer, 0, at(times))?.request).length]).toEqual([times, own - 1 + times]);
});
