import { copyOf, latin1OfBytes, type Span } from '../model/index.ts';
import { refused, Status, type CountOr } from '../host/index.ts';

interface Queue {
  readonly items: Uint8Array[];
  /** Wakes the last one who registered. */
  wake: () => void;
}

/** Shared queues: named within a vm_id, numbered from 1 for the whole process, first in first out. */
export class SharedQueues {
  readonly #tokens = new Map<string, number>();
  readonly #queues = new Map<number, Queue>();

  register(vmId: string, name: Span, wake: (token: number) => void): CountOr {
    const key = keyOf(vmId, name);
    let token = this.#tokens.get(key);
    if (token === undefined) this.#tokens.set(key, (token = this.#tokens.size + 1));
    const known = token;
    const queue = this.#queues.get(token);
    if (queue === undefined) this.#queues.set(token, { items: [], wake: () => wake(known) });
    else queue.wake = () => wake(known);
    return token;
  }

  resolve(vmId: string, name: Span): CountOr {
    return this.#tokens.get(keyOf(vmId, name)) ?? refused(Status.NotFound);
  }

  enqueue(token: number, data: Span): Status {
    const queue = this.#queues.get(token);
    if (queue === undefined) return Status.NotFound;
    queue.items.push(copyOf(data));
    queue.wake();
    return Status.Ok;
  }

  dequeue(token: number): Uint8Array | Status {
    const queue = this.#queues.get(token);
    if (queue === undefined) return Status.NotFound;
    return queue.items.shift() ?? Status.Empty;
  }
}

function keyOf(vmId: string, name: Span): string {
  return `${vmId}\0${latin1OfBytes(copyOf(name))}`;
}
