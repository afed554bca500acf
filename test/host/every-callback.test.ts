import { describe, expect, test } from 'vitest';
import {
  CALLBACKS,
  callbackType,
  type AbiVersion,
  type CallbackIndex,
  type CallbackInfo,
} from '../../src/model/index.ts';
import { loadModule } from '../../src/host/index.ts';
import { abiMarker, buildWasm, mallocAt, op, type WasmFunction } from './build-wasm.ts';
import { log, say } from './guest.ts';
import { startVm } from './start-vm.ts';

const VERSIONS: readonly AbiVersion[] = ['0.1.0', '0.2.0', '0.2.1'];
const isAllocator = ({ name }: CallbackInfo): boolean => name === 'malloc' || name === 'proxy_on_memory_allocate';
/** Only looked for behind `_initialize`. */
const isMain = ({ name }: CallbackInfo): boolean => name === 'main' || name === '__main_void';

function moduleWith(row: CallbackInfo, abi: AbiVersion, exported: WasmFunction): Uint8Array {
  const start: WasmFunction[] = isMain(row) ? [{ name: '_initialize', body: [] }] : [];
  const functions = [abiMarker(abi), ...(isAllocator(row) ? [] : [mallocAt(512)]), ...start, exported];
  return buildWasm({ imports: [log], memory: { min: 1 }, functions });
}

const life = CALLBACKS.flatMap((row, index) => (row.entry === true ? [] : [[row.name, row, index] as const]));

describe.each(life)('%s', (name, row, index) => {
  test.each(VERSIONS)('of ABI %s is called with its arguments, and its result comes back', (abi) => {
    const { params, results } = callbackType(row, abi);
    const stores = params.flatMap((_, i) => op.store(16 + 4 * i, op.local(i)));
    const body = [...stores, ...say(16, 4 * params.length), ...(results.length > 0 ? op.i32(3) : [])];
    const { vm, root } = startVm(moduleWith(row, abi, { name, params, results, body }));
    root.asked.length = 0;
    const callback = index as CallbackIndex;
    const isCalled = row.versions.includes(abi);
    expect(vm.exports(callback)).toBe(isCalled);
    expect(vm.call(callback, root, 21, 22, 23, 24)).toBe(isCalled ? (results.length > 0 ? 3 : 0) : row.absent);
    const said = [root.id, 21, 22, 23, 24]
      .slice(0, params.length)
      .map((value) => `${String.fromCharCode(value)}\0\0\0`);
    expect(root.asked).toEqual(isCalled ? [`log 2 ${said.join('')}`] : []);
  });

  test('counts as its default where the module has none', () => {
    const { vm, root } = startVm(buildWasm({ memory: { min: 1 }, functions: [abiMarker(), mallocAt(512)] }));
    expect(vm.call(index as CallbackIndex, root)).toBe(row.result === 'bool' ? 1 : 0);
  });
});

test.each(CALLBACKS.map((row) => [row.name, row] as const))('%s of another type is refused', (name, row) => {
  for (const abi of row.versions) {
    const { params, results } = callbackType(row, abi);
    const body = results.length > 0 ? op.i32(0) : [];
    const loaded = loadModule(moduleWith(row, abi, { name, params: [...params, 'f32'], results, body }));
    expect(loaded).toMatchObject({ kind: 'bad-function-signature', name });
  }
});
