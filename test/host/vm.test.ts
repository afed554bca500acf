import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Callback, latin1OfBytes, logLines, type TraceRecord, readTrace } from '../../src/model/index.ts';
import { abiMarker, buildWasm, mallocAt, op } from './build-wasm.ts';
import { bytes, guest, log, say, text, tick } from './guest.ts';
import { startVm } from './start-vm.ts';

const probe = (name: string): Uint8Array => readFileSync(`conformance/wasm/${name}.wasm`);

describe('callbacks', () => {
  test('an absent one counts as its default, and leaves no trace', () => {
    const { vm, root, trace } = startVm(guest([]));
    expect(vm.call(Callback.onVmStart, root, 0)).toBe(1);
    expect(vm.call(Callback.onDone, root)).toBe(1);
    expect(vm.call(Callback.onRequestHeaders, root, 3, 1)).toBe(0);
    expect(vm.exports(Callback.onRequestHeaders)).toBe(false);
    expect(trace.position).toBe(0);
  });

  test.each([
    ['0.1.0', ['i32', 'i32'], 'proxy_on_request_headers(1, 6)'],
    ['0.2.1', ['i32', 'i32', 'i32'], 'proxy_on_request_headers(1, 6, 1)'],
  ])('ABI %s has its own arguments', (abi, params, shown) => {
    const headers = { name: 'proxy_on_request_headers', params, results: ['i32'], body: op.local(1) };
    const one = startVm(guest([headers], { functions: [abiMarker(abi), mallocAt(1024), headers] }));
    expect(one.vm.call(Callback.onRequestHeaders, one.root, 6, 1)).toBe(6);
    expect(text(one)).toBe(
      `vm 0 ctx 1 > ${shown}\nvm 0 ctx 1 < proxy_on_request_headers = StopAllIterationAndWatermark`,
    );
  });

  test('on_foreign_function is not called in ABI 0.1.0', () => {
    const foreign = { name: 'proxy_on_foreign_function', params: ['i32', 'i32', 'i32'], body: [] };
    const { vm } = startVm(guest([], { functions: [abiMarker('0.1.0'), mallocAt(8), foreign] }));
    expect(vm.exports(Callback.onForeignFunction)).toBe(false);
  });

  test('results are unsigned', () => {
    const body = { name: 'proxy_on_request_body', params: ['i32', 'i32', 'i32'], results: ['i32'], body: op.i32(-1) };
    const { vm, root } = startVm(guest([body]));
    expect(vm.call(Callback.onRequestBody, root, 0, 1)).toBe(0xffffffff);
  });

  test('the allocator acts for no context, and may log but nothing else', () => {
    const pair = { module: 'env', name: 'proxy_get_log_level', params: ['i32'], results: ['i32'] };
    const configuration = {
      module: 'env',
      name: 'proxy_get_buffer_bytes',
      params: ['i32', 'i32', 'i32', 'i32', 'i32'],
      results: ['i32'],
    };
    const getBytes = [...[7, 0, 99, 128, 144].flatMap(op.i32), ...op.call(2)];
    const make = (body: readonly number[]) => {
      const malloc = { name: 'malloc', params: ['i32'], results: ['i32'], body: [...body, ...op.i32(512)] };
      const functions = [abiMarker(), malloc, tick([...op.store(160, getBytes), ...say(160, 4)])];
      const one = startVm(guest([], { imports: [log, pair, configuration], functions }));
      one.root.buffers.set(7, bytes('conf'));
      one.vm.call(Callback.onTick, one.root);
      return one;
    };
    const logging = make(say(0, 5));
    expect(logging.boot.asked).toEqual(['log 2 hello']);
    expect(logging.root.asked).toEqual(['log 2 \0\0\0\0']);

    const asking = make([...op.i32(128), ...op.call(1), ...op.drop]);
    expect(asking.vm.trap).toMatchObject({ kind: 'restricted-callback', callback: 'malloc', contextId: 0 });
    // As in Envoy the callback goes on, with InvalidMemoryAccess from the hostcall.
    expect(asking.root.asked).toEqual(['log 2 \x06\0\0\0']);
    expect(text(asking)).toContain('host error "Function: malloc failed: Uncaught Error: restricted_callback"');
  });
});

describe('contexts', () => {
  test('ids count up from 1', () => {
    const { vm } = startVm(guest([]));
    expect([vm.nextContextId(), vm.nextContextId()]).toEqual([2, 3]);
  });

  const effective = { module: 'env', name: 'proxy_set_effective_context', params: ['i32'], results: ['i32'] };
  const foreign = {
    module: 'env',
    name: 'proxy_call_foreign_function',
    params: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    results: ['i32'],
  };
  const set = [...op.local(1), ...op.call(1), ...op.drop];
  const callOut = [...[0, 5, 0, 0, 0, 0].flatMap(op.i32), ...op.call(2), ...op.drop];
  const module = buildWasm({
    imports: [log, effective, foreign],
    memory: { min: 1 },
    data: [{ at: 0, bytes: bytes('hello') }],
    functions: [
      abiMarker(),
      mallocAt(1024),
      { name: 'proxy_on_queue_ready', params: ['i32', 'i32'], body: [...set, ...say(0, 1), ...callOut, ...say(0, 2)] },
      { name: 'proxy_on_tick', params: ['i32'], body: say(0, 3) },
    ],
  });

  test('hostcalls act for the effective context until the callback returns; a nested callback has none', () => {
    const { vm, root, trace } = startVm(module);
    const other = startVm(module).root;
    Object.assign(other, { id: 2 });
    vm.register(other);
    other.callForeignFunction = () => {
      vm.call(Callback.onTick, root);
      return new Uint8Array(0);
    };
    vm.call(Callback.onQueueReady, root, 2);
    expect(other.asked).toEqual(['log 2 h', 'log 2 he']);
    expect(root.asked).toEqual(['log 2 hel']);
    expect(vm.current.id).toBe(0);
    vm.call(Callback.onTick, root);
    expect(root.asked).toEqual(['log 2 hel', 'log 2 hel']);
    expect([...readTrace(trace.snapshot())].filter((record) => record.kind === 'call')).toHaveLength(3);
  });

  test('a context that goes away is no longer the effective one', () => {
    const { vm, root } = startVm(module);
    const other = startVm(module).root;
    Object.assign(other, { id: 2 });
    vm.register(other);
    other.callForeignFunction = () => {
      vm.unregister(2);
      return new Uint8Array(0);
    };
    vm.call(Callback.onQueueReady, root, 2);
    expect(other.asked).toEqual(['log 2 h']);
    expect(root.asked).toEqual(['log 2 he']);
    expect(vm.has(2)).toBe(false);
    expect(vm.has(1)).toBe(true);
  });
});
test('a log line is kept once, though the hostcall and the log both have it', () => {
  const { vm, root, trace } = startVm(guest([tick(say(0, 5))]));
  vm.call(Callback.onTick, root);
  const { bytes: heap, words } = trace.snapshot();
  expect(latin1OfBytes(heap)).toBe('hello');
  expect(words.byteLength + heap.byteLength).toBeLessThan(4 * 64);
  const [line] = logLines(trace.snapshot());
  expect(line).toMatchObject({ level: 2, context: 1, isRoot: true });
});

test('with the trace off nothing is written', () => {
  const { vm, root, trace } = startVm(guest([tick(say(0, 5))]), { traced: false });
  vm.call(Callback.onTick, root);
  expect(trace.snapshot()).toEqual({ words: new Int32Array(0), bytes: new Uint8Array(0), count: 0 });
});

test.each([
  'rust010_hello',
  'rust025_hello',
  'gallery_hello_rust02',
  'go_headers',
  'only_on_memory_allocate',
  'main_export',
])('%s starts', (name) => {
  const { failure, vm, root } = startVm(probe(name));
  expect(failure).toBeUndefined();
  root.buffers.set(7, bytes('x-a: 1'));
  expect(vm.call(Callback.onVmStart, root, 0)).toBe(1);
  expect(vm.call(Callback.onConfigure, root, 6)).toBe(1);
  expect(vm.trap).toBeUndefined();
});

test('a record can be read at any position it begins at', () => {
  const { vm, root, trace } = startVm(guest([tick(say(0, 5))]));
  vm.call(Callback.onTick, root);
  const data = trace.snapshot();
  const records: TraceRecord[] = [...readTrace(data)];
  expect(records.map((record) => [...readTrace(data, record.at)][0])).toEqual(records);
});
