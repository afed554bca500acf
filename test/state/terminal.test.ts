import { describe, expect, test } from 'vitest';
import { type App, shortcuts } from '../../src/state/index.ts';
import { manual } from '../../src/state/verbs/manual/manual.ts';
import { random } from '../host/random.ts';
import { opened, type } from './prime-stage.ts';

const texts = async (app: App, line: string): Promise<string> =>
  (await type(app, line)).map(({ kind, text }) => (kind === 'error' ? `error: ${text}` : text)).join('\n');

/** A line, and what is printed below it. */
const answers: readonly (readonly [line: string, expected: RegExp])[] = [
  ['help', /^ {2}curl +Send a request through the same proxy$/m],
  ['help curl', /^SYNOPSIS\n {4}curl \[OPTION\]\.\.\. \[URL\]$/m],
  ['man logs', /-l[^]*EXAMPLES\nlogs\n {4}prints all of it/],
  ['man frobnicate', /^error: man: frobnicate: no such word; "help" lists/],
  ['man hlep', /no such word; did you mean help\?/],
  ['man', /^error: man: of which word\?/],
  ['history', /^ {3}1 {2}history$/],
  ['logs', /wasm log prime_authorizer/],
  ['logs --level=error', /^No line fits\.$/],
  ['logs -n 1', /^[^\n]+$/],
  ['logs -n1 --filter 1', /wasm log prime_authorizer/],
  ['logs -n x', /^error: logs: -n x: not a number of lines$/],
  ['logs nonsense', /^error: logs: nonsense: not a level; the levels are trace, debug/],
  ['logs --level waning', /did you mean warning\?/],
  ['logs --filter prim_authorizer', /did you mean prime_authorizer\?/],
  ['logs --filter 2', /^error: logs: 2: no filter has this name; there are prime_authorizer$/],
  ['logs --colour', /^error: logs: --colour: not an option; it takes --level or -l, /],
  ['logs --level', /^error: logs: --level: its value is missing \(LEVEL\)$/],
  ['run nobody', /^error: run: nobody: no request has this name; there are first, second$/],
  ['run frist', /did you mean first\?/],
  ['run second', /^run: GET http:\/\/localhost:8080\/b -> \d+/],
  ['replay', /^HTTP\/1\.1 \d+ /m],
  ['replay 9', /^error: replay: 9: no run has this number; "runs" lists those there are$/],
  ['replay --fresh', /^run: GET http:\/\/localhost:8080\/a -> \d+/],
  ['runs', /^ {3}1 {2}GET \/a -> \d+$/],
  ['runs /a', /^ {3}1 {2}GET/],
  ['runs nothing', /^No run fits\.$/],
  ['trace', /proxy_on_request_headers/],
  ['trace fn:get_header', /get_header_map/],
  ['trace kind:log', /prime_authorizer/],
  ['trace fn:nothing_of_the_kind', /^No call fits\.$/],
  ['trace colour:red', /^error: trace: /],
  ['diff', /^error: diff: two runs are needed, and there is one/],
  ['tick show', /^It is \d+ ms\.$/m],
  ['tick', /^error: tick: no filter has a tick period/],
  ['tick 500ms', /^It is \d+ ms\.$/m],
  ['tick 0', /^error: tick: 0: 1 to 100 ticks at once$/],
  ['tick soon', /^error: tick: soon: say how often/],
  ['checks', /^error: checks: there are none; choose "Expect this"/],
  ['lesson next', /^error: lesson: no lesson is open/],
  ['lesson nowhere', /^error: lesson: nowhere: no such lesson/],
  ['config', /^1 +prime_authorizer +on +prime_authorizer\.wasm$/],
  ['config get 1', /^failure_policy +FAIL_CLOSED$/m],
  ['config get prime_authorizer root_id', /^prime_authorizer$/],
  ['config get 1 root-id', /^error: config: root-id: not a key; did you mean root_id\?$/],
  ['config set 1 failure_policy FAIL_SOFT', /^error: config: FAIL_SOFT: a failure policy is FAIL_CLOSED/],
  ['config set 1', /^error: config: set: which key\?/],
  ['config set 1 vm_id', /^error: config: set: the value of vm_id is missing/],
  ['config get', /^error: config: get: of which filter\? There are prime_authorizer$/],
  ['config sat 1', /^error: config: sat: say get, set, on or off$/],
  ['upstream', /^upstream: answers 200$/m],
  ['upstream 99', /^error: upstream: 99: say show, reflect, or a status from 200 to 599$/],
  ['upstream 200 -H nonsense', /^error: upstream: -H nonsense: not a header; write "name: value"$/],
  ['ls', /^filter\.ts +1 lines/m],
  ['ls nowhere', /^error: ls: nowhere: there is no such folder$/],
  ['cat notes.ts', /^unused$/],
  ['cat note.ts', /^error: cat: note\.ts: no such file; did you mean notes\.ts\?$/],
  ['cat', /^error: cat: which file\? There are filter\.ts, notes\.ts$/],
  ['undo', /^error: undo: there is nothing to take back$/],
  ['redo', /^error: redo: nothing was taken back$/],
  ['export', /^error: export: trouble: no-export$/],
  ['frobnicate', /^error: frobnicate: no such word; "help" lists those there are$/],
  ['crul /', /^error: crul: no such word; did you mean curl\?$/],
  ['ls | cat', /\| cat: there is no shell here; left out\.\n/],
];

test.each(answers)('the terminal answers %s', async (line, expected) => {
  expect(await texts(await opened(), line)).toMatch(expected);
});

/** A line, and what it changed. */
const changes: readonly (readonly [line: string, read: (app: App) => unknown, expected: unknown])[] = [
  ['config set 1 configuration {"limit": 3}', (app) => current(app).filters[0]?.configuration, '{limit: 3}'],
  [`config set 1 configuration '{"limit": 3}'`, (app) => current(app).filters[0]?.configuration, '{"limit": 3}'],
  ['config set 1 failure_policy fail_open', (app) => current(app).filters[0]?.failurePolicy, 'FAIL_OPEN'],
  ['config set 1 configuration ""', (app) => current(app).filters[0]?.configuration, ''],
  ['config off 1', (app) => current(app).filters[0]?.enabled, false],
  ['upstream reflect', (app) => current(app).upstream, { kind: 'reflect' }],
  [
    'upstream 503 -H "retry-after: 5" try later',
    (app) => current(app).upstream,
    {
      kind: 'fixed',
      isBytes: false,
      status: 503,
      headers: [{ enabled: true, name: 'retry-after', value: '5' }],
      body: 'try later',
    },
  ],
  ['run second', (app) => current(app).selectedRequest, 'r2'],
  ['history -c', (app) => app.store.getState().console.history, []],
];
const current = (app: App) => app.store.getState().project.current;

test.each(changes)('%s changes what it names, and undo takes it back', async (line, read, expected) => {
  const app = await opened();
  expect(await texts(app, line)).not.toContain('error: ');
  expect(read(app)).toEqual(expected);
});

test('replay goes through the proxy that has served the former ones', async () => {
  const app = await opened();
  await type(app, 'curl -H token:32323 /a');
  await type(app, 'replay 2');
  expect(app.store.getState().run.result?.requests.map(({ url }) => url)).toEqual([
    'http://localhost:8080/a',
    'http://localhost:8080/a',
    'http://localhost:8080/a',
  ]);
});

test('diff tells what is different between two answers, and nothing between twice the same', async () => {
  const app = await opened();
  await type(app, 'curl -H token:32323 /a');
  await type(app, 'curl -H token:323232 /a');
  expect(await texts(app, 'diff')).toMatch(
    /^--- 2 {2}GET \/a -> 403, GET \/a -> 200\n\+\+\+ 3 {2}GET \/a -> 403, GET \/a -> 200, GET \/a -> 403\nstatus\n- 200 OK\n\+ 403 Forbidden\n\+ local reply by prime_authorizer\n/,
  );
  expect(await texts(app, 'diff 2 2')).toBe('2 and 2 are the same.');
  expect(await texts(app, 'diff 2 9')).toBe('error: diff: 9: no run has this number; "runs" lists those there are');
});

const completions: readonly (readonly [text: string, expected: readonly string[]])[] = [
  ['cu', ['curl']],
  ['hel', ['help']],
  ['logs --l', ['--level', '--lines']],
  ['logs --level w', ['warning']],
  ['logs --filter ', ['prime_authorizer']],
  ['run s', ['second']],
  ['config ', ['get', 'set', 'on', 'off']],
  ['config set prime_authorizer fail', ['failure_policy']],
  ['config set 1 failure_policy ', ['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD']],
  ['cat f', ['filter.ts']],
  ['man cu', ['curl']],
  ['curl -X PO', ['POST']],
  ['curl -H auth', [`'authorization: Bearer '`]],
  ['curl -H refer', [`'referer: `]],
  ["curl -H 'acce", [`'accept: `]],
  ['curl -H x: --js', ['--json']],
  ['replay ', ['1']],
  ['diff ', ['1']],
  ['diff 1 1 ', []],
  ['xyz ', []],
  ['restart ', []],
];

test.each(completions)('behind %j may stand', async (text, expected) => {
  const { candidates } = await (await opened()).commands.complete(text);
  expect(candidates.map((one) => one.text)).toEqual(expected);
});

describe('the registry', () => {
  test('has each id, each title and each word once', async () => {
    const verbs = await (await opened()).verbs();
    for (const list of [verbs.map(({ id }) => id), verbs.map(({ title }) => title)]) {
      expect(list.length).toBe(new Set(list).size);
    }
    const words = verbs.flatMap(({ typed }) => (typed ? [typed.word] : []));
    expect(words.length).toBe(new Set(words).size);
  });
  test('has a verb for every key', async () => {
    const ids = (await (await opened()).verbs()).map(({ id }) => id);
    expect(Object.keys(shortcuts).filter((id) => !ids.includes(id))).toEqual([]);
  });
  test('has a manual page for every word, and no page more', async () => {
    const words = (await (await opened()).verbs()).flatMap(({ typed }) => (typed ? [typed.word] : []));
    expect(Object.keys(manual).sort()).toEqual(words.sort());
  });
});

const examples = Object.values(manual).flatMap((page) => page.examples.map(([line]) => line));
test.each(examples.filter((line) => !/^(?:export|undo|redo|clear|run ')/.test(line)))(
  'the example of the manual works: %s',
  async (line) => {
    expect(await texts(await opened(), line)).not.toContain('error: ');
  },
);

test('no line throws, and none prints a control character', { timeout: 60_000 }, async () => {
  const app = await opened();
  const below = random(7);
  const words = (await app.verbs()).flatMap(({ typed }) =>
    typed ? [typed.word, ...(typed.options ?? []).flatMap(({ names }) => names)] : [],
  );
  const bits = [
    ...words,
    ' ',
    ' ',
    "'",
    '"',
    '\\',
    '\u001b[31m',
    '\u0007',
    '--',
    '-',
    '=',
    '1',
    '999999999',
    '|',
    '>',
    '$(x)',
    '__proto__',
    'constructor',
    '\n',
    '\ud800',
    'ü',
    '{',
    '%',
  ];
  const pick = () => bits[below(bits.length)] ?? '';
  for (let i = 0; i < 400; i++) {
    const line = Array.from({ length: 1 + below(8) }, pick).join(below(2) === 0 ? ' ' : '');
    await app.commands.enterLine(line);
    await app.commands.complete(line);
  }
  const printed = app.store
    .getState()
    .console.lines.map(({ text }) => text)
    .join('');
  // oxlint-disable-next-line no-control-regex
  expect(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(printed)).toBe(false);
});

test('of a stack the run itself prints the beginning; all of it is in the logs; no group of help is empty', async () => {
  const app = await opened();
  const printed = await texts(app, 'curl -H "token: abc" /a');
  expect(printed).toMatch(
    /Function: proxy_on_request_headers failed[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*\n {2}… \d+ more lines: "logs" prints them$/m,
  );
  const logs = await texts(app, 'logs --level error');
  expect(logs).toContain('Function: proxy_on_request_headers failed');
  expect(logs).not.toContain('more lines');
  expect(await texts(app, 'help')).not.toMatch(/^[A-Z]+\n[A-Z]+$/m);
  app.dispose();
});
