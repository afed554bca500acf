import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { CALLBACKS, HOSTCALLS, readTrace, type Report } from '../../src/model/index.ts';
import { pauseStory, trapStory } from '../../src/state/index.ts';
import { explanationAt } from '../../src/ui/panels/explain/explanation-at.ts';
import { framesOf, readableName } from '../../src/ui/panels/explain/frames.ts';
import { words } from '../../src/ui/panels/explain/explain.words.ts';
import { abiParagraph } from '../../src/ui/panels/reference/abi-paragraph.ts';
import { tellPause } from '../../src/ui/warnings.ts';
import { say } from '../envoy/script-probe.ts';

const hostcallNamed = (report: Report, name: string): number => {
  for (const record of readTrace(report.trace))
    if (record.kind === 'hostcall' && record.name === name && record.statusText !== 'Ok') return record.at;
  throw new Error(`no refused ${name}`);
};

describe('a trap', () => {
  test('has the last five hostcalls, and what the guest said', () => {
    const calls = Array.from({ length: 7 }, (_, i) => `request_headers add req x-${i} 1`);
    const { report } = say([...calls, 'request_headers log 4 enough', 'request_headers trap']);
    const story = trapStory(report.trace, 0);
    expect(story?.hostcalls).toHaveLength(5);
    expect(story?.hostcalls.at(-1)?.text).toMatch(/^proxy_log\(info, "about to trap"\) = Ok$/);
    expect(story?.panic?.text).toBe('enough');
    expect(story?.nesting.map(({ callback }) => callback)).toEqual(['proxy_on_request_headers']);
  });

  test('does not take for its last words what another callback said', () => {
    const { report } = say(['context_create log 4 earlier', 'request_headers trap']);
    expect(trapStory(report.trace, 0)?.panic).toBeUndefined();
  });

  test('of a guest that was entered again has both callbacks', () => {
    const wasm = readFileSync('test/journeys/pains/re-entered.wasm');
    const { trace } = run({ modules: { wasm } }, { name: 'again', filters: [{ wasm: 'wasm' }], requests: [{}] }, 1);
    const story = trapStory(trace, 0);
    expect(story?.nesting.map(({ callback }) => callback)).toEqual(['proxy_on_request_headers', 'proxy_on_grpc_close']);
    expect(story?.panic?.text).toMatch(/already borrowed/);
  });

  test('is not there where nothing trapped', () => {
    expect(trapStory(say([]).report.trace, 0)).toBeUndefined();
  });
});

describe('a stream that stands still', () => {
  const told = (program: readonly string[]) => {
    const { report } = say(program, { requests: [{ timeout_ms: 500 }], clusters: { upstream: {}, auth: {} } });
    const [exchange] = report.exchanges;
    const story = exchange && pauseStory(report.trace, exchange, 0);
    return story && tellPause(story, { filter: 'filter 1', step: () => 7 }).cause;
  };
  const call = 'request_headers http auth :method=GET,:path=/c,:authority=auth.test "" "" 1000';

  test.each<[string, string[], RegExp | undefined]>([
    [
      'nothing is pending',
      ['request_headers ret 1'],
      /The request is paused by filter 1 since step 7 .*nothing is pending/,
    ],
    [
      'a timer',
      ['configure tick 100', 'request_headers ret 1'],
      /pending: a timer every 100 ms\. Since then ran proxy_on_tick/,
    ],
    ['an answer that did not resume', [call, 'request_headers ret 1'], /Since then ran proxy_on_http_call_response/],
    ['one that was resumed', [call, 'request_headers ret 1', 'call effective $caller', 'call resume req'], undefined],
    ['one that never paused', [], undefined],
    ['the response', ['response_headers ret 1'], /The response is paused by filter 1/],
  ])('%s', (_, program, sentence) => {
    if (sentence === undefined) expect(told(program)).toBeUndefined();
    else expect(told(program)).toMatch(sentence);
  });
});

describe('one record', () => {
  test.each([
    ['a refusal with a reason', ['request_body add req x-late 1'], 'proxy_add_header_map_value', /have gone on/],
    [
      'a refusal with a status only',
      ['request_headers setbuf 77 0 0 x'],
      'proxy_set_buffer_bytes',
      /refuses an argument/,
    ],
  ])('%s', (_, program, name, sentence) => {
    const { report } = say(program, { requests: [{ method: 'POST', body: ['b'] }] });
    const told = explanationAt(report, hostcallNamed(report, name));
    expect(told?.cause).toMatch(sentence);
    expect(told?.reference).toBe(name);
  });

  test('that went well has no explanation', () => {
    const { report } = say(['request_headers add req x-a 1']);
    for (const { at } of readTrace(report.trace)) expect(explanationAt(report, at)).toBeUndefined();
  });

  test('of a callback that trapped', () => {
    const { report } = say(['request_headers trap']);
    const at = trapStory(report.trace, 0)?.at ?? -1;
    expect(explanationAt(report, at)?.cause).toMatch(/failed in proxy_on_request_headers/);
  });
});

test('the lessons that are pointed to are there', () => {
  const there = readdirSync('lessons/proxy-wasm-101').map((name) => name.replace(/^\d\d-/, ''));
  for (const lesson of Object.keys(words.lessons)) expect(there).toContain(lesson);
});

test('every hostcall and callback has a paragraph in the reference', () => {
  for (const { name } of [...HOSTCALLS, ...CALLBACKS]) expect(abiParagraph(name)?.does, name).toMatch(/^\S.*\S$/);
  expect(abiParagraph('proxy_set_buffer_bytes')?.differs).toMatch(/the middle is a bad argument/);
  expect(abiParagraph('proxy_fly')).toBeUndefined();
});

test.each([
  ['_RNvNtCsebHcaeoSrxy_3std9panicking15panic_with_hook', 'std::panicking::panic_with_hook'],
  ['_RNvCsfLfy6EI15iL_7___rustc12___rust_abort', '__rustc::__rust_abort'],
  ['filter/tenant', 'filter/tenant'],
  ['_R', '_R'],
])('%s is read as %s', (name, read) => {
  expect(readableName(name)).toBe(read);
});

test('frames have the source line that a closer look knows', () => {
  const source = { path: 'filter.ts', line: 7, column: 3, isOwn: true };
  const frame = { functionIndex: 3, functionName: 'f', offset: 0x21, source };
  const look = { frames: [frame] };
  expect(framesOf(['  0:  0x21 - f', '  1:  0x30 - g', 'odd'], look)).toEqual([
    { name: 'f', offset: '0x21', source },
    { name: 'g', offset: '0x30', source: undefined },
    { name: 'odd', offset: '', source: undefined },
  ]);
});
