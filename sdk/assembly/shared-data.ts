import * as env from './env';
import { Status } from './enums';
import { clearOut, OUT, OUT_EXTRA, OUT_SIZE, takeBytes, takeString } from './memory';
import { accept, getLastStatus, keep } from './status';

/** A value of the shared data with the number that a later compare-and-swap needs. */
export class SharedData {
  constructor(
    /** The value; null when the key is not there. */
    public value: string | null,
    /** Pass it to `setSharedData` to write only if nobody else has written since. */
    public cas: u32,
  ) {}
}

/** The same with bytes. */
export class SharedDataBytes {
  constructor(
    /** The value; null when the key is not there. */
    public value: Uint8Array | null,
    /** Pass it to `setSharedDataBytes` to write only if nobody else has written since. */
    public cas: u32,
  ) {}
}

function read(key: string): bool {
  const bytes = String.UTF8.encode(key);
  clearOut();
  const status = env.proxy_get_shared_data(changetype<usize>(bytes), bytes.byteLength, OUT, OUT_SIZE, OUT_EXTRA);
  return accept(status, 'proxy_get_shared_data', key, Status.NotFound);
}

/** Reads a value that all VMs with the same VM id share, on every worker. */
export function getSharedData(key: string): SharedData {
  const value: string | null = read(key) ? takeString() : null;
  return new SharedData(value, load<u32>(OUT_EXTRA));
}

/** The same with bytes. */
export function getSharedDataBytes(key: string): SharedDataBytes {
  const value: Uint8Array | null = read(key) ? takeBytes() : null;
  return new SharedDataBytes(value, load<u32>(OUT_EXTRA));
}

function write(key: string, value: usize, size: usize, cas: u32): Status {
  const bytes = String.UTF8.encode(key);
  keep(env.proxy_set_shared_data(changetype<usize>(bytes), bytes.byteLength, value, size, cas));
  return getLastStatus();
}

/**
 * Writes a shared value. With `cas` 0 always; else only if the key still has that number, and otherwise the answer is
 * `Status.CasMismatch`: read again and try again.
 */
export function setSharedData(key: string, value: string, cas: u32 = 0): Status {
  const bytes = String.UTF8.encode(value);
  return write(key, changetype<usize>(bytes), bytes.byteLength, cas);
}

/** The same with bytes. */
export function setSharedDataBytes(key: string, value: Uint8Array, cas: u32 = 0): Status {
  return write(key, value.dataStart, value.byteLength, cas);
}
