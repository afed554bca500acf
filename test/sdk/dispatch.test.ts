import { expect, test } from 'vitest';
import { compileFilter } from './compile-filter.ts';
import { startFilter, startRoot } from './fake-host.ts';

const source = `import { Action, HttpContext, logInfo, registerRootContext, RootContext } from './sdk/assembly';
class Root extends RootContext {
  createHttpContext(contextId: u32): HttpContext | null { return new Http(); }
  onHttpCallResponse(token: u32, headers: u32, body: u32, trailers: u32): void { logInfo('root answered'); }
  onTick(): void { this.dispatchHttpCall('auth', [[':method', 'GET'], [':path', '/'], [':authority', 'a']]); }
}
class Http extends HttpContext {
  constructor() { super(); logInfo('made ' + this.contextId.toString()); }
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    const name = this.getHttpRequestHeader(':authority');
    const none = this.getHttpRequestHeader('x-none');
    this.setHttpRequestHeader('x-seen', name! + (none === null ? ' absent' : ' present'));
    this.dispatchHttpCall('auth', [[':method', 'GET'], [':path', '/'], [':authority', 'a']]);
    return Action.Pause;
  }
  onHttpRequestBody(bodySize: u32, endOfStream: bool): Action {
    const body = this.getHttpRequestBody(0, bodySize);
    if (endOfStream && body !== null) assert(body.length < 0, 'a body of ' + body.length.toString());
    return Action.Continue;
  }
  onHttpCallResponse(token: u32, headers: u32, body: u32, trailers: u32): void {
    logInfo('answered ' + this.contextId.toString());
    this.resumeHttpRequest();
  }
}
registerRootContext('root', () => new Root());
registerRootContext('other', () => new RootContext());`;

const { bytes } = await compileFilter({ text: source }, 'release');

test('absent and empty headers are told apart', () => {
  const host = startFilter(bytes);
  startRoot(host);
  host.call('proxy_on_context_create', 2, 1);
  host.call('proxy_on_request_headers', 2, 1, 1);
  expect(host.headers.get('x-seen')).toBe('lab.test absent');
  host.headers.set('x-none', '');
  host.call('proxy_on_request_headers', 2, 1, 1);
  expect(host.headers.get('x-seen')).toBe('lab.test present');
});

test('an answer comes to the context that asked, under its own id', () => {
  const host = startFilter(bytes);
  startRoot(host);
  for (const id of [2, 3]) host.call('proxy_on_context_create', id, 1);
  for (const id of [2, 3]) host.call('proxy_on_request_headers', id, 1, 1);
  host.call('proxy_on_http_call_response', 1, 8, 1, 0, 0);
  host.call('proxy_on_http_call_response', 1, 4, 1, 0, 0);
  host.call('proxy_on_http_call_response', 1, 4, 1, 0, 0); // a second time: nobody waits any more
  expect(host.lines).toEqual(['info: made 2', 'info: made 3', 'info: answered 3', 'info: answered 2']);
  expect(host.calls).toEqual(['effective 3', 'continue 0', 'effective 2', 'continue 0']);
});

test('a root context that asked is answered without a change of context', () => {
  const host = startFilter(bytes);
  startRoot(host);
  host.call('proxy_on_tick', 1);
  host.call('proxy_on_http_call_response', 1, 4, 1, 0, 0);
  expect(host.lines).toEqual(['info: root answered']);
  expect(host.calls).toEqual([]);
});

test('an answer for a stream that has gone is dropped', () => {
  const host = startFilter(bytes);
  startRoot(host);
  host.call('proxy_on_context_create', 2, 1);
  host.call('proxy_on_request_headers', 2, 1, 1);
  host.call('proxy_on_delete', 2);
  host.call('proxy_on_http_call_response', 1, 4, 1, 0, 0);
  expect(host.lines).toEqual(['info: made 2']);
  expect(host.calls).toEqual([]);
});

test('a root id that nobody takes is refused with a line that names those there are', () => {
  const host = startFilter(bytes, 'third');
  expect(startRoot(host)).toBe(false);
  expect(host.lines).toEqual([
    'error: no root context takes the root id "third"; this module registers: "root", "other"',
  ]);
});

const everyCallback: readonly (readonly [name: string, ...args: number[]])[] = [
  ['proxy_on_done'],
  ['proxy_on_log'],
  ['proxy_on_delete'],
  ['proxy_on_tick'],
  ['proxy_on_queue_ready', 1],
  ['proxy_on_foreign_function', 1, 0],
  ['proxy_on_request_headers', 1, 1],
  ['proxy_on_request_body', 1, 1],
  ['proxy_on_request_trailers', 1],
  ['proxy_on_request_metadata', 1],
  ['proxy_on_response_headers', 1, 1],
  ['proxy_on_response_body', 1, 1],
  ['proxy_on_response_trailers', 1],
  ['proxy_on_response_metadata', 1],
  ['proxy_on_new_connection'],
  ['proxy_on_downstream_data', 1, 1],
  ['proxy_on_upstream_data', 1, 1],
  ['proxy_on_downstream_connection_close', 1],
  ['proxy_on_upstream_connection_close', 1],
  ['proxy_on_http_call_response', 99, 1, 1, 1],
  ['proxy_on_grpc_receive_initial_metadata', 99, 1],
  ['proxy_on_grpc_receive', 99, 1],
  ['proxy_on_grpc_receive_trailing_metadata', 99, 1],
  ['proxy_on_grpc_close', 99, 0],
];

for (const contextId of [1, 4711]) {
  test(`no callback traps for ${contextId === 1 ? 'a root context that has ended' : 'an unknown context'}`, () => {
    const host = startFilter(bytes);
    startRoot(host);
    expect(host.call('proxy_on_done', 1)).toBe(1);
    host.call('proxy_on_delete', 1);
    host.call('proxy_on_context_create', 9, 1);
    for (const [name, ...args] of everyCallback) host.call(name, contextId, ...args);
    expect(host.lines).toEqual([]);
  });
}

test('a failed assert logs what, where, and traps', () => {
  const host = startFilter(bytes);
  startRoot(host);
  host.call('proxy_on_context_create', 2, 1);
  expect(() => host.call('proxy_on_request_body', 2, 10_000, 1)).toThrow('unreachable');
  expect(host.lines).toEqual(['info: made 2', 'critical: a body of 10000 at filter.ts:18:39']);
});

test('memory does not grow over 50,000 requests', () => {
  const host = startFilter(bytes);
  startRoot(host);
  const request = (contextId: number): void => {
    host.call('proxy_on_context_create', contextId, 1);
    host.call('proxy_on_request_headers', contextId, 1, 0);
    host.call('proxy_on_request_body', contextId, 10_000, 0);
    host.call('proxy_on_http_call_response', 1, (contextId - 1) * 4, 1, 0, 0);
    host.call('proxy_on_done', contextId);
    host.call('proxy_on_delete', contextId);
    host.lines.length = 0;
    host.calls.length = 0;
  };
  for (let id = 2; id < 2000; id++) request(id);
  const pages = host.pages();
  for (let id = 2000; id < 52_000; id++) request(id);
  expect(host.pages()).toBe(pages);
  expect(pages).toBeLessThan(10);
});
