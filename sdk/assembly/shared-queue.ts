import * as env from './env';
import { Status } from './enums';
import { clearOut, OUT, OUT_SIZE, takeBytes, takeString } from './memory';
import { accept, getLastStatus, keep } from './status';

/** Makes a queue, or finds it; from now on `onQueueReady` of this root context is called for it. */
export function registerSharedQueue(name: string): u32 {
  const bytes = String.UTF8.encode(name);
  clearOut();
  const status = env.proxy_register_shared_queue(changetype<usize>(bytes), bytes.byteLength, OUT);
  accept(status, 'proxy_register_shared_queue', name);
  return load<u32>(OUT);
}

/** Finds a queue that the VM with the id `vmId` has registered ('' is this VM's id); 0 when there is none. */
export function resolveSharedQueue(vmId: string, name: string): u32 {
  const id = String.UTF8.encode(vmId);
  const bytes = String.UTF8.encode(name);
  clearOut();
  const status = env.proxy_resolve_shared_queue(
    changetype<usize>(id),
    id.byteLength,
    changetype<usize>(bytes),
    bytes.byteLength,
    OUT,
  );
  return accept(status, 'proxy_resolve_shared_queue', name, Status.NotFound) ? load<u32>(OUT) : 0;
}

function put(queueId: u32, value: usize, size: usize): Status {
  keep(env.proxy_enqueue_shared_queue(queueId, value, size));
  return getLastStatus();
}

/** Puts a message at the end of a queue; `Status.NotFound` when there is no such queue. */
export function enqueueSharedQueue(queueId: u32, value: string): Status {
  const bytes = String.UTF8.encode(value);
  return put(queueId, changetype<usize>(bytes), bytes.byteLength);
}

/** The same with bytes. */
export function enqueueSharedQueueBytes(queueId: u32, value: Uint8Array): Status {
  return put(queueId, value.dataStart, value.byteLength);
}

function take(queueId: u32): bool {
  clearOut();
  const status = env.proxy_dequeue_shared_queue(queueId, OUT, OUT_SIZE);
  return accept(status, 'proxy_dequeue_shared_queue', queueId.toString(), Status.Empty);
}

/** Takes the first message of a queue; null when it is empty (another worker may have been faster). */
export function dequeueSharedQueue(queueId: u32): string | null {
  return take(queueId) ? takeString() : null;
}

/** The same as bytes. */
export function dequeueSharedQueueBytes(queueId: u32): Uint8Array | null {
  return take(queueId) ? takeBytes() : null;
}
