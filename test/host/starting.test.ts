import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Callback, traceText, readTrace } from '../../src/model/index.ts';
import { op, type WasmFunction } from './build-wasm.ts';
import { bytes, done, guest, log, say, text, tick } from './guest.ts';
import { startVm } from './start-vm.ts';

const probe = (name: string): Uint8Array => readFileSync(`conformance/wasm/${name}.wasm`);

describe('starting', () => {
  const entries = ['_start', '_initialize', '__main_void', 'main'];
  const entry = (name: string): WasmFunction => ({
    name,
    ...(name === 'main' && { params: ['i32', 'i32'] }),
    ...(name.includes('main') && { results: ['i32'] }),
    body: [...say(0, 1), ...(name.includes('main') ? op.i32(7) : [])],
  });
  test.each([
    [['_start'], ['_start']],
    [['_initialize'], ['_initialize']],
    [entries, ['_initialize', 'main']],
    [
      ['_initialize', '__main_void'],
      ['_initialize', '__main_void'],
    ],
    [['_start', 'main'], ['_start']],
    [['main'], []],
  ])('of exports %j it calls %j', (exported, called) => {
    const { trace, failure, boot } = startVm(guest(exported.map(entry)));
    expect(failure).toBeUndefined();
    const calls = [...readTrace(trace.snapshot())].flatMap((record) =>
      record.kind === 'call' ? [record.callback] : [],
    );
    expect(calls).toEqual(called);
    expect(boot.asked).toEqual(called.map(() => 'log 2 h'));
  });

  test('main gets two zeros, and its result is shown', () => {
    expect(text(startVm(guest(['_initialize', 'main'].map(entry))))).toBe(
      [
        'vm 0 ctx 0 > _initialize()',
        'vm 0 ctx 0   log info "h"',
        'vm 0 ctx 0   proxy_log(info, "h") = Ok',
        'vm 0 ctx 0 < _initialize',
        'vm 0 ctx 0 > main(0, 0)',
        'vm 0 ctx 0   log info "h"',
        'vm 0 ctx 0   proxy_log(info, "h") = Ok',
        'vm 0 ctx 0 < main = 7',
      ].join('\n'),
    );
  });

  test('a hostcall that is not on the short list ends it as in Envoy', () => {
    const { vm, failure, trace } = startVm(guest([{ name: '_initialize', body: [...op.call(1), ...op.drop] }]));
    expect(failure?.kind).toBe('start-trapped');
    expect(vm.trap?.kind).toBe('restricted-callback');
    expect(vm.trap?.envoy).toEqual(['Function: _initialize failed: Uncaught Error: restricted_callback']);
    expect(traceText(trace.snapshot())).toBe(
      [
        'vm 0 ctx 0 > _initialize()',
        'vm 0 host error "Function: _initialize failed: Uncaught Error: restricted_callback"',
        'vm 0 ctx 0 < _initialize trapped',
      ].join('\n'),
    );
  });

  test('a start section may log before the host knows the memory, and gets an error', () => {
    const body = op.store(16, [...op.i32(2), ...op.i32(0), ...op.i32(5), ...op.call(0)]);
    const report = tick([...op.i32(2), ...op.i32(16), ...op.i32(4), ...op.call(0), ...op.drop]);
    const { vm, root, failure } = startVm(guest([{ body }, report], { start: 4 }));
    expect(failure).toBeUndefined();
    vm.call(Callback.onTick, root);
    expect(root.asked).toEqual(['log 2 \x06\0\0\0']);
  });

  test('a start section that traps is a module that cannot be instantiated', () => {
    const { vm, failure } = startVm(probe('start_traps'));
    expect(failure).toMatchObject({ kind: 'start-trapped', envoy: 'Failed to create new Wasm instance' });
    expect(vm.trap).toMatchObject({ kind: 'unreachable', callback: 'start' });
  });

  test('a memory that the module imports is made for it', () => {
    const imports = [log, done, { module: 'any', name: 'thing', memory: { min: 1 } }];
    const { vm, root } = startVm(guest([tick(say(0, 5))], { imports, memory: undefined }));
    vm.call(Callback.onTick, root);
    expect(root.asked).toEqual(['log 2 hello']);
  });

  test('a table that the module imports is made for it', () => {
    const imports = [log, done, { module: '__proto__', name: 'table', table: { min: 3 } }];
    expect(startVm(guest([], { imports })).failure).toBeUndefined();
  });

  test('a segment that does not fit is a module that cannot be instantiated', () => {
    const { failure } = startVm(guest([], { data: [{ at: 65536, bytes: bytes('x') }] }));
    expect(failure).toMatchObject({ kind: 'start-trapped', envoy: 'Failed to create new Wasm instance' });
  });
});
