import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Callback } from '../../src/model/index.ts';
import { nameSection, op } from './build-wasm.ts';
import { guest, say, text, tick } from './guest.ts';
import { FakeContext } from './fake-context.ts';
import { goldenEvents } from './golden.ts';
import { startVm } from './start-vm.ts';

describe('traps', () => {
  const divide = (value: number, by: number, opcode = 0x6d): number[] => [
    ...op.i32(value),
    ...op.i32(by),
    opcode,
    ...op.drop,
  ];
  const cases: readonly (readonly [string, string, readonly number[]])[] = [
    ['unreachable', 'unreachable', op.unreachable],
    ['memory access out of bounds', 'out-of-bounds', [...op.load(65533), ...op.drop]],
    ['divide by zero', 'divide-by-zero', divide(1, 0)],
    ['remainder by zero', 'divide-by-zero', divide(1, 0, 0x6f)],
    ['divide result unrepresentable', 'integer-overflow', divide(-2147483648, -1)],
    ['float unrepresentable in integer range', 'integer-overflow', [0x43, 0, 0, 0xc0, 0x7f, 0xa8, ...op.drop]],
    ['table index is out of bounds', 'bad-indirect-call', [...op.i32(99), 0x11, 2, 0]],
    ['null function or function signature mismatch', 'bad-indirect-call', [...op.i32(0), 0x11, 2, 0]],
  ];
  test.each(cases)('%s', (message, kind, body) => {
    const one = startVm(guest([tick(body)], { table: 1 }));
    expect(one.vm.call(Callback.onTick, one.root)).toBe(0);
    const line = `Function: proxy_on_tick failed: Uncaught RuntimeError: ${message}`;
    expect(one.vm.trap).toMatchObject({
      kind,
      callback: 'proxy_on_tick',
      contextId: 1,
      message: `RuntimeError: ${message}`,
      envoy: [line],
    });
    expect(text(one)).toBe(
      `vm 0 ctx 1 > proxy_on_tick(1)\nvm 0 host error "${line}"\nvm 0 ctx 1 < proxy_on_tick trapped`,
    );
    expect(() => one.vm.call(Callback.onTick, one.root)).toThrow('dead');
  });

  test('deep recursion', () => {
    const { vm, root } = startVm(guest([tick([...op.local(0), ...op.call(4)])]));
    vm.call(Callback.onTick, root);
    expect(vm.trap?.kind).toBe('stack-overflow');
    expect(vm.trap?.envoy[0]).toBe(
      'Function: proxy_on_tick failed: Uncaught RangeError: Maximum call stack size exceeded',
    );
  });

  test('a backtrace has the offsets of the file and the names of its name section', () => {
    const names = nameSection([
      [4, 'proxy_on_tick'],
      [5, '_ZN4core6result13unwrap_failed17h0123456789abcdefE'],
    ]);
    const file = guest([tick([...op.call(6)]), { body: op.unreachable }, { body: [...op.call(5)] }], {
      customs: [names],
    });
    const { vm, root } = startVm(file);
    vm.call(Callback.onTick, root);
    const frames = vm.trap?.backtrace ?? [];
    expect(frames.map((frame) => frame.replace(/0x[0-9a-f]+/, '<addr>'))).toEqual([
      '  0:  <addr> - core::result::unwrap_failed::h0123456789abcdef',
      '  1:  <addr> - unknown(function index:6)',
      '  2:  <addr> - proxy_on_tick',
    ]);
    expect(vm.trap?.envoy).toEqual([
      'Function: proxy_on_tick failed: Uncaught RuntimeError: unreachable',
      'Proxy-Wasm plugin in-VM backtrace:',
      ...frames,
    ]);
    const [at = 0] = frames.map((frame) => Number(/0x[0-9a-f]+/.exec(frame)?.[0]));
    expect(file[at]).toBe(op.unreachable[0]);
  });

  test('what we did wrong is thrown', () => {
    const { vm, root } = startVm(guest([tick(say(0, 5))]));
    root.log = () => {
      throw new TypeError('ours');
    };
    expect(() => vm.call(Callback.onTick, root)).toThrow('ours');
    expect(vm.trap).toBeUndefined();
  });
});

test('a panic of a Rust guest has the lines that Envoy printed', () => {
  const { vm, root, trace } = startVm(new Uint8Array(readFileSync('conformance/wasm/gallery_primes_rust010.wasm')));
  vm.call(Callback.onVmStart, root, 0);
  vm.call(Callback.onConfigure, root, 0);
  const stream = new FakeContext(vm.nextContextId(), trace);
  stream.headers.get(0)?.push(['token', 'abc']);
  vm.call(Callback.onContextCreate, stream, 1);
  vm.call(Callback.onRequestHeaders, stream, 2);
  const printed = goldenEvents('gallery-primes-rust010', 'timeline').find((event) => event.t === 'wasm');
  const lines = vm.trap?.envoy.join('\n').replaceAll(/0x[0-9a-f]+/g, '<addr>');
  expect(lines).toBe(printed?.msg);
});
