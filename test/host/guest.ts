import { traceText } from '../../src/model/index.ts';
import { abiMarker, buildWasm, mallocAt, op, type WasmFunction, type WasmModule } from './build-wasm.ts';
import type { StartedVm } from './start-vm.ts';

export const log = { module: 'env', name: 'proxy_log', params: ['i32', 'i32', 'i32'], results: ['i32'] };
export const done = { module: 'env', name: 'proxy_done', results: ['i32'] };
/** Instructions that log a range of memory. */
export const say = (at: number, size: number): number[] => [
  ...op.i32(2),
  ...op.i32(at),
  ...op.i32(size),
  ...op.call(0),
  ...op.drop,
];
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A module that imports `proxy_log` (function 0) and `proxy_done` (1); its own functions begin at 4. */
export function guest(functions: readonly WasmFunction[], rest: Partial<WasmModule> = {}): Uint8Array {
  return buildWasm({
    imports: [log, done],
    memory: { min: 1 },
    data: [{ at: 0, bytes: bytes('hello') }],
    functions: [abiMarker(), mallocAt(1024), ...functions],
    ...rest,
  });
}

export const tick = (body: readonly number[]): WasmFunction => ({ name: 'proxy_on_tick', params: ['i32'], body });
/** The whole trace as text. */
export const text = (one: StartedVm): string => traceText(one.trace.snapshot());
