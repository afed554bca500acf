import { describe, expect, test } from 'vitest';
import { Callback } from '../../src/model/index.ts';
import { RunStopped } from '../../src/host/index.ts';
import { op } from './build-wasm.ts';
import { done, guest, log, say, text, tick } from './guest.ts';
import { startVm } from './start-vm.ts';

describe('limits', () => {
  const endless = [0x03, 0x40, ...say(0, 1), 0x0c, 0, 0x0b];

  test('too many hostcalls end the run', () => {
    const { vm, root } = startVm(guest([tick(endless)]), { gate: { hostcallLimit: 50 } });
    expect(() => vm.call(Callback.onTick, root)).toThrow(RunStopped);
    expect(root.asked).toHaveLength(50);
  });

  test('and say where', () => {
    const { vm, root, gate } = startVm(guest([tick(endless)]), { gate: { hostcallLimit: 50 } });
    expect(() => vm.call(Callback.onTick, root)).toThrow();
    expect(gate.stopped).toMatchObject({
      kind: 'too-many-hostcalls',
      callback: 'proxy_on_tick',
      contextId: 1,
      vm: 0,
      limit: 50,
    });
  });

  test('the limit counts anew for each callback', () => {
    const { vm, root, gate } = startVm(guest([tick([...say(0, 1), ...say(0, 1)])]), { gate: { hostcallLimit: 3 } });
    vm.call(Callback.onTick, root);
    vm.call(Callback.onTick, root);
    expect(gate.hostcalls).toBe(0);
    expect(root.asked).toHaveLength(4);
  });

  test('callbacks are announced, and the run ends before the one it should not enter', () => {
    const announced: string[] = [];
    const announce = (number: number, vm: number, callback: string, id: number) =>
      void announced.push(`${number} ${vm} ${callback} ${id}`);
    const module = guest([{ name: '_start', body: [] }, tick(say(0, 1))]);
    const { vm, root, gate } = startVm(module, { gate: { announce, stopBefore: 3 } });
    vm.call(Callback.onTick, root);
    expect(() => vm.call(Callback.onTick, root)).toThrow(RunStopped);
    expect(announced).toEqual(['1 0 _start 0', '2 0 proxy_on_tick 1', '3 0 proxy_on_tick 1']);
    expect(root.asked).toHaveLength(1);
    expect(gate.stopped).toMatchObject({ kind: 'callback-too-long', callback: 'proxy_on_tick', contextId: 1 });
  });

  test.each([
    ['a module without a maximum', { min: 1 }, 3, [1, -1], 3],
    ["a module's own smaller maximum", { min: 1, max: 2 }, 3, [-1, 1], 2],
    ["a module's own larger maximum", { min: 1, max: 60000 }, 3, [1, -1], 3],
  ])('memory of %s grows to the limit and no further', (_, memory, maxPages, wanted, pages) => {
    const grow = (by: number): number[] => [...op.store(16, op.growMemory(by)), ...say(16, 4)];
    for (const imported of [false, true]) {
      const imports = [log, done, ...(imported ? [{ module: 'env', name: 'memory', memory }] : [])];
      const rest = imported ? { imports, memory: undefined } : { imports, memory };
      const { vm, root } = startVm(guest([tick([...grow(2), ...grow(1)])], rest), { maxPages });
      vm.call(Callback.onTick, root);
      const words = root.asked.map((line) => line.slice(6).charCodeAt(0));
      expect(words).toEqual(wanted.map((value) => value & 0xff));
      expect(vm.memoryPages).toBe(pages);
    }
  });

  test('a memory that begins past the limit is refused', () => {
    const { failure } = startVm(guest([], { memory: { min: 4 } }), { maxPages: 3 });
    expect(failure).toMatchObject({ kind: 'start-trapped', trap: { kind: 'memory-refused' } });
  });

  test('hostcalls see memory that grew under them', () => {
    const store = op.store(65536 * 2, op.i32(0x21212121));
    const { vm, root } = startVm(guest([tick([...op.growMemory(2), ...op.drop, ...store, ...say(65536 * 2, 4)])]));
    vm.call(Callback.onTick, root);
    expect(root.asked).toEqual(['log 2 !!!!']);
  });
});

describe('capability restriction', () => {
  const random = { module: 'wasi_snapshot_preview1', name: 'random_get', params: ['i32', 'i32'], results: ['i32'] };
  const module = guest(
    [
      tick([...op.store(16, op.call(1)), ...say(16, 4)]),
      {
        name: 'proxy_on_queue_ready',
        params: ['i32', 'i32'],
        body: [...op.store(16, [...op.i32(0), ...op.i32(1), ...op.call(2)]), ...say(16, 4)],
      },
    ],
    { imports: [log, done, random] },
  );

  test('hostcalls that are not allowed are refused and complained about', () => {
    const one = startVm(module, { allowed: new Set(['proxy_log', 'proxy_on_tick', 'proxy_on_queue_ready']) });
    one.vm.call(Callback.onTick, one.root);
    one.vm.call(Callback.onQueueReady, one.root, 1);
    expect(one.root.asked).toEqual([`log 2 ${'\x0a'}\0\0\0`, `log 2 ${'\x4c'}\0\0\0`]);
    const lines = text(one).split('\n');
    expect(lines).toContain('vm 0 host error "Attempted call to restricted proxy-wasm capability: proxy_done"');
    expect(lines).toContain('vm 0 ctx 1   proxy_done() = InternalFailure');
    expect(lines).toContain('vm 0 host error "Attempted call to restricted WASI capability: random_get"');
    expect(lines).toContain('vm 0 ctx 1   wasi_snapshot_preview1.random_get() = ENOTCAPABLE');
  });

  test('callbacks that are not allowed are not called', () => {
    const { vm, root } = startVm(module, { allowed: new Set(['proxy_log']) });
    expect(vm.exports(Callback.onTick)).toBe(false);
    expect(vm.call(Callback.onTick, root)).toBe(0);
    expect(root.asked).toEqual([]);
  });
});
