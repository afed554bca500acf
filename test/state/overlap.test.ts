import { describe, expect, test } from 'vitest';
import { expectationFindings } from '../../src/lessons/index.ts';
import {
  emptyProject,
  type NamedRequest,
  recordsOfExchange,
  type Report,
  requestDefaults,
  scenarioOfProject,
  scenarioOfSession,
  textOfBytes,
} from '../../src/model/index.ts';
import { logLines } from '../../src/ui/panels/result/log-lines.ts';
import { printRows } from '../../src/ui/panels/timeline/print-rows.ts';
import { sequenceOf } from '../../src/ui/panels/timeline/sequence.ts';
import { digestsOf } from '../../src/state/history/digest.ts';
import { accessLines } from '../../src/state/selectors/access-lines.ts';
import { runRows } from '../../src/state/selectors/timeline/run-rows.ts';
import { reportOf, script } from './panels/runs.ts';

const request = (id: string, fields: Partial<NamedRequest> = {}): NamedRequest => ({
  ...requestDefaults,
  id,
  name: id,
  url: `/anything/${id}`,
  ...fields,
});
const both = [request('slow'), request('quick', { waitMs: 5, overlaps: true })];
const specs = (requests: readonly NamedRequest[]) => scenarioOfProject(emptyProject, requests).scenario.requests;

describe('what is sent', () => {
  test('a request that overlaps comes so long behind the one before it; the next waits for its answer', () => {
    const after = request('after', { waitMs: 20 });
    expect(specs([...both, after])).toMatchObject([
      { path: '/anything/slow', parallel: true, gap_ms: 5 },
      { path: '/anything/quick' },
      { wait_ms: 20 },
      { path: '/anything/after' },
    ]);
    expect(specs([...both, after])?.[1]).not.toHaveProperty('parallel');
  });

  test('the first of all overlaps nothing: its time is a wait', () => {
    expect(specs([request('one', { waitMs: 5, overlaps: true })])).toMatchObject([
      { wait_ms: 5 },
      { path: '/anything/one' },
    ]);
  });

  test('a TCP connection has its turn', () => {
    const tcp = request('tcp', { tcp: { client: [], upstream: [] }, overlaps: true });
    const sent = specs([request('one'), tcp, request('two', { overlaps: true })]) ?? [];
    expect(sent.filter((spec) => 'parallel' in spec)).toEqual([]);
  });

  test('in a session, too; what is done by hand comes behind both', () => {
    const step = (one: NamedRequest) => ({ kind: 'request', request: one }) as const;
    const { scenario } = scenarioOfSession(emptyProject, [...both.map(step), { kind: 'wait', ms: 7 }], []);
    expect(scenario.requests).toMatchObject([
      { parallel: true, gap_ms: 5 },
      { path: '/anything/quick' },
      { step_ms: 7 },
    ]);
  });
});

// The first waits 200 ms for its call, the second none: it is answered while the first is under way.
const calling = [
  'request_headers say in',
  'request_headers http auth :method=GET,:path=/c,:authority=auth.test "" "" 1000 t',
  'request_headers ret 1',
  'call say answered',
  'call effective $caller',
  'call resume req',
  'response_headers say out',
];
const overlapping = (): Report => {
  const input = script(calling, {
    requests: specs(both) ?? [],
    clusters: { upstream: { reflect: true }, auth: { replies: [{ status: 200, delay_ms: 200 }, { status: 200 }] } },
    loggers: [{ wasm: 'script.wasm', vm_id: 'log', config: ['log say logged'] }],
  });
  return reportOf(input);
};

describe('which request a row belongs to', () => {
  const report = overlapping();
  const said = (exchange: number): string[] =>
    [...recordsOfExchange(report, exchange)].flatMap((record) =>
      record.kind === 'log' && /^\w+$/.test(textOfBytes(record.message)) ? [textOfBytes(record.message)] : [],
    );

  test('the second is answered within the first', () => {
    const [slow, quick] = report.exchanges;
    expect(report.exchanges.map(({ response }) => response.status)).toEqual([200, 200]);
    expect(quick?.startMs).toBe((slow?.startMs ?? 0) + 5);
    const endOf = (one: typeof slow) => (one?.startMs ?? 0) + (one?.durationMs ?? 0);
    expect(endOf(quick)).toBeLessThan(endOf(slow));
  });

  test('its own callbacks, the answer to its call and what the access logger was told of it; nothing of the other', () => {
    expect(said(0)).toEqual(['in', 'answered', 'out', 'logged']);
    expect(said(1)).toEqual(['in', 'answered', 'out', 'logged']);
  });

  test('so says each row of the timeline, the log, the record that is kept, and what is expected', () => {
    const rows = runRows(report);
    const callbacks = Array.from({ length: rows.count }, (_, row) => row).filter((row) => rows.kind[row] === 1);
    const named = (exchange: number) =>
      callbacks.filter((row) => rows.exchange[row] === exchange).map((row) => rows.filter[row]);
    expect(named(0)).toEqual(named(1));
    for (const [exchange, one] of report.exchanges.entries()) {
      const lines = logLines(report, one).filter(({ message }) => message.endsWith('answered'));
      expect(lines.map((line) => line.said)).toEqual(['answered']);
      expect(digestsOf(report)[exchange]?.logs.filter((line) => line.endsWith('answered'))).toHaveLength(1);
      const expected = { hostcalls: { proxy_http_call: 1 }, callbacks: { proxy_on_http_call_response: 1 } };
      expect(expectationFindings(expected, report, exchange).filter(({ holds }) => !holds)).toEqual([]);
    }
  });

  test('the access log has them in the order in which they ended, each with what was logged of it', () => {
    const lines = accessLines(report);
    expect(lines.map(({ index }) => index)).toEqual([1, 0]);
    for (const { logged } of lines) expect(logged.filter(({ said: text }) => text === 'logged')).toHaveLength(1);
  });

  test('rows and steps of the drawing are numbered where both are on show, and not where one is', () => {
    const printed = printRows(report, 'fn:http_call_response', undefined);
    expect(printed.kind === 'rows' && printed.lines.map(({ text }) => /#\d/.exec(text)?.[0])).toEqual(['#2', '#1']);
    const only = printRows(report, 'request:1 fn:http_call_response', undefined);
    expect(only.kind === 'rows' && only.lines).toHaveLength(1);
    const range = { from: 0, to: report.trace.words.length, most: 400 };
    const labels = (exchange: number | undefined) =>
      sequenceOf(report, { ...range, exchange }).steps.flatMap(({ label }) => (/answer/.test(label) ? [label] : []));
    expect(labels(undefined)).toEqual(['#2 answer', '#1 answer']);
    expect(labels(0)).toEqual(['answer']);
  });

  test('the same each time', () => {
    const again = overlapping();
    expect(again).toEqual(report);
  });
});
