import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { replyDefaults } from '../../src/model/index.ts';
import { opened, type } from './prime-stage.ts';

const output = (lines: readonly { kind: string; text: string }[]) =>
  lines.filter(({ kind }) => kind === 'output').map(({ text }) => text);

test('curl without an address and with a token that is no prime: 403 by the filter', async () => {
  const app = await opened();
  const [text = ''] = output(await type(app, 'curl  -H "token":"323232" -i'));
  const lines = text.split('\n');
  expect(lines[0]).toBe('HTTP/1.1 403 Forbidden');
  expect(lines).toContain('powered-by: proxy-wasm');
  expect(lines.at(-1)).toBe('Access forbidden.');
});

test('a prime passes, and only the body is printed', async () => {
  const app = await opened();
  expect(output(await type(app, 'curl  -H "token":"32323"'))).toEqual(['"Welcome to WASM land"']);
});

test('-v tells what was sent and what came back, as curl does', async () => {
  const app = await opened();
  const [text = ''] = output(await type(app, 'curl -v -d hi -H token:32323 /post'));
  const lines = text.split('\n');
  expect(lines.slice(0, 8)).toEqual([
    '> POST /post HTTP/1.1',
    '> host: localhost:8080',
    '> user-agent: curl/8.5.0',
    '> accept: */*',
    '> token: 32323',
    '> content-type: application/x-www-form-urlencoded',
    '> content-length: 2',
    '> ',
  ]);
  expect(lines[8]).toBe('< HTTP/1.1 200 OK');
  expect(lines.at(-1)).toBe('"Welcome to WASM land"');
});

test('-I, -o, -w and -f', async () => {
  const app = await opened();
  expect(output(await type(app, 'curl -s -o /dev/null -w "%{http_code} %{size_download}\\n" -H token:32323'))).toEqual([
    '200 23',
  ]);
  expect(output(await type(app, 'curl -f -H token:4'))).toEqual(['curl: (22) The requested URL returned error: 403']);
  const [head = ''] = output(await type(app, 'curl -I -H token:32323'));
  expect(head).toMatch(/^HTTP\/1\.1 200 OK\n/);
  expect(head).not.toContain('Welcome');
});

test('a VM that died stays dead for the next curl of the session, until the proxy is a fresh one', async () => {
  const app = await opened();
  const trapped = await type(app, 'curl -H token:abc -o /dev/null -w %{http_code}');
  expect(output(trapped)).toEqual(['503']);
  expect(
    trapped
      .filter(({ kind }) => kind === 'log')
      .map(({ text }) => text)
      .join('\n'),
  ).toContain('ParseIntError');
  expect(output(await type(app, 'curl -H token:32323 -o /dev/null -w %{http_code}'))).toEqual(['503']);
  expect(app.store.getState().run.session).toHaveLength(3);
  await type(app, 'restart');
  expect(output(await type(app, 'curl -H token:32323 -o /dev/null -w %{http_code}'))).toEqual(['200']);
});

test('a further curl prints the lines that it caused, not those of the requests before it', async () => {
  const app = await opened();
  const first = await type(app, 'curl -H token:32323 -H mark:one');
  const second = await type(app, 'curl -H token:32323 -H mark:two');
  const marks = (lines: typeof first) =>
    lines
      .filter(({ kind, text }) => kind === 'log' && /mark: /.test(text))
      .map(({ text }) => /mark: (\w+)/.exec(text)?.[1]);
  expect(marks(first)).toEqual(['one']);
  expect(marks(second)).toEqual(['two']);
});

test('requests that are held wait, are answered by hand, run into their timeout, or fail', async () => {
  const app = await opened();
  const { commands, store } = app;
  const header = { enabled: true, name: 'token', value: '32323' };
  commands.addHeader('r1', 'headers', header);
  await commands.holdCalls(['upstream']);
  const last = () => store.getState().run.result?.report.exchanges.at(-1)?.response;
  const pending = () => store.getState().run.result?.report.clock?.calls ?? [];
  expect(last()?.end).toBe('waiting');
  expect(pending()).toMatchObject([{ kind: 'route', cluster: 'upstream', request: 0, exchange: 0, method: 'GET' }]);
  const [call] = pending();
  if (!call) throw new Error('nothing is pending');
  await commands.answerCall(call, { ...replyDefaults, status: 203 });
  expect(last()).toMatchObject({ status: 203, end: 'complete' });
  expect(store.getState().run.session.map(({ kind }) => kind)).toEqual(['request', 'answer']);
  await commands.run();
  await commands.timeOutCall(call);
  expect(last()?.status).toBe(504);
  await commands.run();
  await commands.failCall(call);
  expect(last()?.status).toBe(503);
  await commands.holdCalls([]);
  expect(last()?.status).toBe(200);
});

test('time passes by exactly what is asked for, and each step replays the ones before it', async () => {
  const { commands, store } = await opened();
  await commands.run();
  const now = () => store.getState().run.result?.report.clock?.nowMs ?? 0;
  const start = now();
  await commands.wait(250);
  await commands.wait(1);
  await commands.fastForward();
  expect(now() - start).toBe(251);
  expect(store.getState().run.session.map(({ kind }) => kind)).toEqual(['request', 'wait', 'wait', 'idle']);
  await commands.tick();
  expect(now() - start).toBe(251);
  commands.restartSession();
  await commands.wait(10);
  expect(store.getState().run.session.map(({ kind }) => kind)).toEqual(['request', 'wait']);
});

test('a change of the chain begins a new session', async () => {
  const app = await opened();
  await type(app, 'curl -H token:32323');
  expect(app.store.getState().run.session).toHaveLength(2);
  app.commands.setFilter('f1', { configuration: 'x' });
  await app.commands.run();
  expect(app.store.getState().run.session.map((step) => step.kind === 'request' && step.request.id)).toEqual(['r1']);
});

test('Envoy’s own line format, with the names of the filter', async () => {
  const app = await opened();
  const [line = ''] = (await type(app, 'curl -H token:32323'))
    .filter(({ kind }) => kind === 'log')
    .map(({ text }) => text);
  expect(line).toMatch(
    /^\[[\d-]+ [\d:.]+\]\[1\]\[\w+\]\[wasm\] \[source\/extensions\/common\/wasm\/context\.cc:\d+\] wasm log prime_authorizer prime_authorizer: /,
  );
});

test('clear, and the history that stays', async () => {
  const app = await opened();
  await type(app, 'curl /a');
  app.commands.clearConsole();
  expect(app.store.getState().console).toMatchObject({ lines: [], clears: 2, history: ['curl /a'] });
});

test('what a typed line says in control characters is not said to the terminal', async () => {
  const app = await opened();
  await type(app, `curl -H 'token: 32323' --\u001b[2Jx`);
  const texts = app.store.getState().console.lines.map(({ text }) => text);
  expect(texts).toContain('--\ufffd[2Jx: not an option of curl that is known here; left out.');
  expect(texts.join('')).not.toContain('\u001b');
});

test('an upload is told by what it says of itself, runs, and can be taken back', async () => {
  const app = await opened();
  await app.commands.importWasm(
    'hello.wasm',
    new Uint8Array(readFileSync('gallery/hello-world/rust-0.1.0/hello_world.wasm')),
  );
  const added = app.store.getState().project.current.filters.at(-1);
  expect(added).toMatchObject({
    name: 'hello',
    rootId: 'hello',
    enabled: true,
    module: { kind: 'wasm', fileName: 'hello.wasm' },
  });
  const known = added?.module.kind === 'wasm' ? app.store.getState().modules[added.module.sha256] : undefined;
  expect(known?.info.abi).toBe('0.1.0');
  app.commands.moveFilter(added?.id ?? '', 0);
  await app.commands.run();
  expect(app.store.getState().run.result?.filters.map(({ name }) => name)).toEqual(['hello', 'prime_authorizer']);
  app.commands.undo();
  app.commands.undo();
  expect(app.store.getState().project.current.filters.map(({ name }) => name)).toEqual(['prime_authorizer']);
});

test.each<[string, Uint8Array<ArrayBuffer>, string]>([
  ['no module at all', new TextEncoder().encode('#!/bin/sh\n'), 'not-wasm'],
  ['nothing', new Uint8Array(), 'not-wasm'],
  ['a module of no ABI', Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 2, 1, 0x61]), 'no-abi-version'],
  ['more than 8 MiB', new Uint8Array(8 * 1024 * 1024 + 1), 'module-too-large'],
])('an upload is refused: %s', async (_, bytes, kind) => {
  const app = await opened();
  await app.commands.importWasm('x.wasm', bytes);
  expect(app.store.getState().toasts.at(-1)?.message).toMatchObject({
    kind: 'refused-module',
    fileName: 'x.wasm',
    failure: { kind },
  });
  expect(app.store.getState().project.current.filters).toHaveLength(1);
});
