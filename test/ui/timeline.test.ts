import { describe, expect, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { replay } from '../../cli/conformance/replay.ts';
import { Callback, type Report } from '../../src/model/index.ts';
import { RowKind, runRows, stepNumber } from '../../src/state/index.ts';
import { printRows } from '../../src/ui/panels/timeline/print-rows.ts';
import { completions, parseRowQuery, rowFits } from '../../src/ui/panels/timeline/row-filter.ts';
import { rowText } from '../../src/ui/panels/timeline/row-text.ts';
import { sequenceOf } from '../../src/ui/panels/timeline/sequence.ts';
import { sequenceSvg, svgFile, svgText } from '../../src/ui/panels/timeline/sequence-svg.ts';
import { placeOf, shownRows } from '../../src/ui/panels/timeline/shown-rows.ts';
import { drawnRows } from '../../src/ui/panels/timeline/use-row-window.ts';
import { moved } from '../../src/ui/panels/timeline/use-timeline.ts';
import { guest, say } from '../host/guest.ts';
import { startVm } from '../host/start-vm.ts';

const kit = new Kit('conformance');
const runOf = (scenario: string) => {
  const { report } = replay(kit.recorded(scenario));
  const rows = runRows(report);
  return { report, rows, textOf: (row: number) => rowText(report, rows, row) };
};
type Run = ReturnType<typeof runOf>;

/** The rows of a list as indented text. */
const drawn = ({ rows, textOf }: Run, list: Iterable<number>): string[] =>
  Array.from(list, (row) => {
    const { name, details, status } = textOf(row);
    return `${'  '.repeat(rows.depth[row] ?? 0)}${name} ${details} ${status}`.trimEnd();
  });

const everything = {
  scope: 'run',
  exchange: 0,
  known: undefined,
  turned: new Set<number>(),
  open: -1,
  fits: undefined,
} as const;

test('what the cursor is inside of is open', () => {
  const { rows } = runOf('headers-request-add');
  const shown = shownRows(rows, { ...everything, open: 3 });
  expect(shown[placeOf(shown, 3)]).toBe(3);
});

test('a run as rows: start-up and shutdown folded, calls inside their callbacks, a logged line is its hostcall', () => {
  const run = runOf('headers-request-add');
  const lines = drawn(run, shownRows(run.rows, everything));
  expect(lines[0]).toMatch(/^Start-up \d+ rows$/);
  expect(lines.at(-1)).toMatch(/^Shutdown \d+ rows$/);
  const from = lines.findIndex((line) => line.startsWith('proxy_on_request_headers'));
  expect(lines[from]).toMatch(/^proxy_on_request_headers num_headers \d+, end_of_stream [01] Continue$/);
  expect(lines[from + 1]).toMatch(/^ {2}proxy_log > request_headers .* info$/);
  expect(lines.some((line) => /^ {2}proxy_add_header_map_value RequestHeaders, ".*", ".*" Ok$/.test(line))).toBe(true);
});

test('a step has one number: in links to it, and in what the terminal prints, with a filter and without', () => {
  const { report, rows, textOf } = runOf('headers-request-add');
  const row = rows.kind.findIndex((kind, i) => kind === RowKind.hostcall && textOf(i).name.includes('add_header'));
  expect(row).toBeGreaterThan(0);
  const step = stepNumber(report, rows.at[row] ?? -1);
  expect(step).toBe(row + 1);
  for (const filter of ['', 'fn:add_header']) {
    const printed = printRows(report, filter, undefined);
    const lines = printed.kind === 'rows' ? printed.lines : [];
    const first = lines.find(({ text }) => text.includes('proxy_add_header_map_value'));
    expect(first?.text.trim()).toMatch(new RegExp(`^${step} `));
  }
});

test('a call inside a hostcall stands below it', () => {
  const run = runOf('call-args-bad-path');
  const nested = Array.from({ length: run.rows.count }, (_, row) => row).filter(
    (row) => run.rows.kind[row] !== RowKind.log && run.rows.kind[run.rows.parent[row] ?? -1] === RowKind.hostcall,
  );
  for (const row of nested) {
    const outer = run.rows.parent[row] ?? -1;
    expect(outer).toBeLessThan(row);
    expect(run.rows.end[outer]).toBeGreaterThan(row);
    expect(run.rows.at[outer]).toBeGreaterThan(run.rows.at[row] ?? 0);
  }
});

test('foreign functions: what was called with what, and what it answered; one of the filter with its arguments', () => {
  const calls = drawn(runOf('foreign'), runOf('foreign').rows.at.keys()).filter((line) =>
    line.includes('call_foreign'),
  );
  expect(calls.find((line) => line.includes('"nothing_such"'))?.trim()).toBe(
    'proxy_call_foreign_function "nothing_such", "x" NotFound',
  );
  expect(calls.find((line) => line.includes('"clear_route_cache"'))?.trim()).toMatch(
    /"clear_route_cache", ""(?: → "")? Ok$/,
  );
  expect(calls.find((line) => line.includes('"compress"'))?.trim()).toMatch(/"compress", "a{40}" → .+ Ok$/);

  // No extension of Envoy's own calls one of a filter's: a host that has such an extension does.
  const foreign = { name: 'proxy_on_foreign_function', params: ['i32', 'i32', 'i32'], body: say(0, 5) };
  const { vm, root, trace } = startVm(guest([foreign]));
  vm.call(Callback.onForeignFunction, root, 7, 12);
  const report = { ...runOf('foreign').report, trace: trace.snapshot(), exchanges: [], connections: [] };
  const rows = runRows(report);
  const run = { report, rows, textOf: (row: number) => rowText(report, rows, row) };
  expect(drawn(run, rows.at.keys()).slice(1)).toEqual([
    '  proxy_on_foreign_function function_id 7, data_size 12',
    '    proxy_log hello info',
  ]);
});

test('every record has a row, and every row of a filter knows the filter', () => {
  for (const name of ['lifecycle-two-filters-two-vms', 'call-basic', 'weir-smoke-calls', 'tick-basic']) {
    const { report, rows, textOf } = runOf(name);
    for (let row = 0; row < rows.count; row++) {
      expect(textOf(row).name).not.toBe('');
      if ((rows.at[row] ?? -1) >= 0) expect(rows.rowAt(rows.at[row] ?? 0)).toBe(row);
      if (rows.kind[row] === RowKind.callback && !textOf(row).name.startsWith('_'))
        expect(report.plugins[rows.filter[row] ?? -1]).toBeDefined();
    }
  }
});

describe('the filter', () => {
  const run = runOf('lifecycle-two-filters-two-vms');
  const fitting = (text: string) => {
    const query = parseRowQuery(text);
    if (query.kind === 'wrong') throw new Error(query.problem);
    return Array.from({ length: run.rows.count }, (_, row) => row).filter((row) => rowFits(row, query.terms, run));
  };

  test.each<[string, (row: number) => boolean]>([
    ['fn:request_headers', (row) => run.textOf(row).name.includes('request_headers')],
    ['filter:2', (row) => run.rows.filter[row] === 1],
    ['kind:callback', (row) => run.rows.kind[row] === RowKind.callback],
    ['kind:log level:info', (row) => run.rows.kind[row] === RowKind.log],
    ['status:continue', (row) => run.textOf(row).status === 'Continue'],
    ['thread:worker_0', (row) => run.report.vms[run.rows.vm[row] ?? -1]?.thread === 'worker0'],
    ['!kind:log !kind:step !kind:mark !kind:callback', (row) => run.rows.kind[row] === RowKind.hostcall],
    ['text:"> request_headers"', (row) => run.textOf(row).details.includes('> request_headers')],
  ])('%s', (text, isIt) => {
    const rows = fitting(text);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect([row, isIt(row)]).toEqual([row, true]);
  });

  test('what is not in it is what is in its opposite', () => {
    const isRow = (row: number) => run.rows.kind[row] !== RowKind.group;
    const all = Array.from({ length: run.rows.count }, (_, row) => row).filter(isRow);
    for (const [is, not] of [
      ['status:ok', 'status:!ok'],
      ['fn:log', '!fn:log'],
      ['info', '!info'],
    ] as const)
      expect([...fitting(is), ...fitting(not)].sort((a, b) => a - b)).toEqual(all);
  });

  test.each([
    ['foo:bar', 'There is no “foo:”'],
    ['kind:nothing', 'kind:nothing fits nothing'],
    ['text:"open', 'A quote is not closed.'],
  ])('%s is said to be wrong', (text, problem) => {
    const query = parseRowQuery(text);
    expect(query.kind === 'wrong' && query.problem).toContain(problem);
  });

  test.each([
    ['', 'fn:'],
    ['!fi', '!filter:'],
    ['fn:get ki', 'fn:get kind:'],
    ['kind:h', 'kind:hostcall '],
    ['kind:!h', 'kind:!hostcall '],
    ['level:w', 'level:warn '],
  ])('%s is completed to %s', (text, completed) => {
    expect(completions(text, run).map((offer) => offer.text)).toContain(completed);
  });
});

test('steps lead up and down, from callback to callback, and out of what is folded', () => {
  const { rows } = runOf('headers-request-add');
  const shown = shownRows(rows, everything);
  const callbacks = [...shown.keys()].filter((place) => rows.kind[shown[place] ?? -1] === RowKind.callback);
  expect(moved(rows, shown, shown.length, 'up')).toBe(shown.length - 1);
  expect(moved(rows, shown, 0, 'up')).toBe(0);
  expect(moved(rows, shown, callbacks[0] ?? 0, 'callback-down')).toBe(callbacks[1]);
  expect(moved(rows, shown, (callbacks[1] ?? 0) + 1, 'out')).toBe(callbacks[1]);
  // A row inside the folded start-up: its group is what can be seen of it.
  expect(placeOf(shown, 3)).toBe(0);
});

test('the sequence of a run: who sent what to whom', () => {
  const { report } = runOf('call-basic');
  const known = report.exchanges[0];
  const { lifelines, steps, more } = sequenceOf(report, {
    from: known?.traceFrom ?? 0,
    to: report.trace.words.length,
    exchange: 0,
    most: 100,
  });
  const names = lifelines.map(({ name }) => name);
  const lines = steps.map(({ from, to, label }) => `${names[from]} > ${names[to]}: ${label}`);
  expect(lines[0]).toMatch(/^client > .*: request headers$/);
  expect(lines.some((line) => line.endsWith(': HTTP call'))).toBe(true);
  expect(lines.some((line) => line.endsWith(': answer'))).toBe(true);
  expect(lines.some((line) => line.endsWith(' > client: response headers'))).toBe(true);
  expect(more).toBe(0);
});

test('a long sequence is cut and says so', () => {
  const { report } = runOf('call-basic');
  const { steps, more } = sequenceOf(report, { from: 0, to: report.trace.words.length, exchange: undefined, most: 3 });
  expect(steps).toHaveLength(3);
  expect(more).toBeGreaterThan(0);
});

test('names in a drawing stay text, whatever they are', () => {
  const { report } = runOf('local-chain-request-2');
  const nasty = '\u0000\ud800</text><script>&"';
  const renamed: Report = { ...report, plugins: report.plugins.map((plugin) => ({ ...plugin, name: nasty })) };
  const sequence = sequenceOf(renamed, { from: 0, to: renamed.trace.words.length, exchange: undefined, most: 100 });
  const file = svgFile(sequenceSvg(sequence));
  expect(file).not.toContain('<script');
  expect(file).toContain('&lt;/text&gt;');
  expect(file).not.toContain('\u0000');
  expect(() => encodeURIComponent(file)).not.toThrow();
  expect(file).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(file).toContain('prefers-color-scheme:dark');
  expect(svgText({ tag: 'text', attributes: { class: '"><x' }, children: ['a<b'] })).toBe(
    '<text class="&quot;&gt;&lt;x">a&lt;b</text>',
  );
});

test('rows of a window: each once, in an element that it keeps while the window moves, and at rest in their order', () => {
  const slots = 12;
  for (const [first, from, count] of [
    [0, 0, 1000],
    [8, 4, 1000],
    [988, 100, 1000],
    [996, 996, 1000],
    [0, 7, 5],
  ] as const) {
    const drawn = drawnRows({ first, slots, count, from });
    const expected = Array.from({ length: Math.min(slots, count - first) }, (_, i) => first + i);
    expect(drawn.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(expected);
    for (const { index, slot } of drawn) expect(slot).toBe(index % slots);
    if (first === from) expect(drawn.map(({ index }) => index)).toEqual(expected);
  }
});
