import { describe, expect, test } from 'vitest';
import type { Failure, Trap } from '../../src/model/index.ts';
import { explain, tellFailure, tellStopped, tellTrap } from '../../src/ui/failures.ts';
import { keyLabel } from '../../src/ui/parts/key-label.ts';

const trap: Trap = {
  kind: 'unreachable',
  callback: 'proxy_on_request_headers',
  contextId: 2,
  message: 'unreachable',
  backtrace: [],
  envoy: ['Function: proxy_on_request_headers failed'],
};

const refusals: readonly (readonly [failure: Failure, facts: readonly string[]])[] = [
  [{ kind: 'module-too-large', size: 9 << 20, limit: 8 << 20 }, ['9.0 MiB', '8.0 MiB']],
  [{ kind: 'not-wasm', size: 4, engine: 'no magic', envoy: 'e' }, ['no magic']],
  [{ kind: 'no-abi-version', exports: [], envoy: 'e' }, ['proxy_abi_version']],
  [
    { kind: 'missing-import', module: 'env', name: 'proxy_get_configuration', envoy: 'e' },
    ['env.proxy_get_configuration', 'ABI 0.1.0'],
  ],
  [{ kind: 'missing-import', module: 'env', name: 'Date.now', envoy: 'e' }, ['env.Date.now', 'JavaScript']],
  [{ kind: 'missing-import', module: 'wasi_unstable', name: 'sock_open', envoy: 'e' }, ['sockets']],
  [
    { kind: 'import-type-mismatch', module: 'env', name: 'f', want: 'i32 -> i32', offered: 'i64 -> i32', envoy: 'e' },
    ['i32 -> i32', 'i64 -> i32'],
  ],
  [{ kind: 'bad-function-signature', name: 'proxy_on_log', want: 'w', exported: 'x', envoy: 'e' }, ['proxy_on_log']],
  [{ kind: 'missing-malloc', envoy: 'e' }, ['malloc', 'proxy_on_memory_allocate']],
  [{ kind: 'start-trapped', trap, envoy: 'e' }, ['aborted']],
  [{ kind: 'vm-start-refused', plugin: 'auth', envoy: 'e' }, ['auth', 'proxy_on_vm_start']],
  [{ kind: 'configure-refused', plugin: 'auth', envoy: 'e' }, ['auth', 'proxy_on_configure']],
  [{ kind: 'module-missing', name: 'auth.wasm', envoy: 'e' }, ['auth.wasm']],
];

describe('a refused module is told with its facts, a cause and a remedy', () => {
  test.each(refusals)('%o', (failure, facts) => {
    const { cause, remedy, envoy } = tellFailure(failure);
    for (const fact of facts) expect(`${cause} ${remedy}`).toContain(fact);
    for (const sentence of [cause, remedy]) expect(sentence).toMatch(/^\S.*\S$/);
    expect(envoy ?? []).toEqual('envoy' in failure ? ['e'] : []);
  });
});

test('a stop names the callback, the filter and the limit', () => {
  const stopped = { callback: 'proxy_on_request_headers', contextId: 2, filter: 0 } as const;
  expect(tellStopped({ ...stopped, kind: 'callback-too-long', limit: 1000 }).cause).toBe(
    'Stopped: proxy_on_request_headers of filter 1 ran longer than 1 s.',
  );
  expect(tellStopped({ ...stopped, kind: 'too-many-hostcalls', limit: 1_000_000 }).cause).toContain(
    'of filter 1 made more than 1,000,000 hostcalls',
  );
});

test('a trap names the filter and the callback and quotes Envoy', () => {
  const { cause, envoy } = tellTrap(trap, '1 auth');
  expect(cause).toContain('1 auth failed in proxy_on_request_headers');
  expect(envoy).toEqual(trap.envoy);
});

test('the terminal gets cause and remedy in one line', () => {
  const line = explain({ kind: 'no-run', failure: { kind: 'not-built', entries: ['a.ts', 'b.ts'] } });
  expect(line).toMatch(/^a\.ts, b\.ts has no module to run yet\. The run follows/);
});

test('shortcuts are named as keyboards print them', () => {
  expect(keyLabel('$mod+Enter', false)).toBe('Ctrl+Enter');
  expect(keyLabel('$mod+k', false)).toBe('Ctrl+K');
  expect(keyLabel('Alt+ArrowUp', true)).toBe('⌥↑');
});
