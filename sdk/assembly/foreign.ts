import * as env from './env';
import { clearOut, OUT, OUT_SIZE, takeBytes, takeString } from './memory';
import { accept } from './status';

function call(name: string, input: usize, size: usize): bool {
  const bytes = String.UTF8.encode(name);
  clearOut();
  const status = env.proxy_call_foreign_function(
    changetype<usize>(bytes),
    bytes.byteLength,
    input,
    size,
    OUT,
    OUT_SIZE,
  );
  return accept(status, 'proxy_call_foreign_function', name);
}

/**
 * Calls a function that only this proxy has, such as Envoy's `clear_route_cache`. Null when it failed: the log and
 * `getLastStatus()` say how.
 */
export function callForeignFunction(name: string, input: string = ''): string | null {
  const bytes = String.UTF8.encode(input);
  return call(name, changetype<usize>(bytes), bytes.byteLength) ? takeString() : null;
}

/** The same with bytes. */
export function callForeignFunctionBytes(name: string, input: Uint8Array): Uint8Array | null {
  return call(name, input.dataStart, input.byteLength) ? takeBytes() : null;
}
