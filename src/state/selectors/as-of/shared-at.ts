import { type HostcallRecord, latin1OfBytes, NO_BYTES, type Report } from '../../../model/index.ts';
import { hostcallsOf, shownUpTo } from '../trace-owners.ts';

/** What the VMs with one id share. */
export interface SharedAt {
  readonly vmId: string;
  readonly entries: readonly SharedEntry[];
  readonly queues: readonly SharedQueueAt[];
}

export interface SharedEntry {
  readonly key: Uint8Array;
  /** Undefined: only asked for, or written in vain. */
  readonly value: Uint8Array | undefined;
  /** Number of its last write; 0 when there was none. */
  readonly cas: number;
  /** Writes in their order, refused ones among them. */
  readonly writes: readonly SharedWrite[];
  readonly reads: number;
  /** Reads that found nothing. */
  readonly misses: number;
}

interface Step {
  /** Position of the hostcall's record in `trace.words`. */
  readonly at: number;
  readonly vm: number;
  readonly context: number;
}

export interface SharedWrite extends Step {
  readonly value: Uint8Array;
  /** The number that the writer gave; 0 writes in any case. */
  readonly given: number;
  /** The number that the value has; 0 when it was refused. */
  readonly cas: number;
}

export interface SharedQueueAt {
  readonly name: Uint8Array;
  readonly token: number;
  /** Who is woken: the last that registered. */
  readonly registered: readonly Step[];
  readonly items: readonly QueueItem[];
  readonly enqueued: number;
  readonly dequeued: number;
  /** Dequeues that found it empty. */
  readonly empty: number;
}

interface QueueItem extends Step {
  readonly data: Uint8Array;
}

interface GrowingEntry {
  readonly key: Uint8Array;
  value: Uint8Array | undefined;
  cas: number;
  readonly writes: SharedWrite[];
  reads: number;
  misses: number;
}

interface GrowingQueue {
  readonly vmId: string;
  readonly name: Uint8Array;
  readonly token: number;
  readonly registered: Step[];
  readonly items: QueueItem[];
  enqueued: number;
  dequeued: number;
  empty: number;
}

const HOSTCALLS = [
  'proxy_set_shared_data',
  'proxy_get_shared_data',
  'proxy_register_shared_queue',
  'proxy_enqueue_shared_queue',
  'proxy_dequeue_shared_queue',
];

/** Shared data and queues as of a position in the trace, by VM id; undefined: the end of the run. */
export function sharedAt(report: Report, cursor?: number): readonly SharedAt[] {
  const store = new Store(report);
  for (const record of hostcallsOf(report.trace, HOSTCALLS, { to: shownUpTo(report, cursor) + 1 })) store.take(record);
  return store.all();
}

/** What happened so far; one number counts the writes of all keys. */
class Store {
  readonly #vms: Report['vms'];
  readonly #entries = new Map<string, Map<string, GrowingEntry>>();
  readonly #queues = new Map<number, GrowingQueue>();
  #lastCas = 0;

  constructor({ vms }: Report) {
    this.#vms = vms;
  }

  take(record: HostcallRecord): void {
    switch (record.name) {
      case 'proxy_set_shared_data':
        return this.#set(record);
      case 'proxy_get_shared_data':
        return this.#get(record);
      case 'proxy_register_shared_queue':
        return this.#register(record);
      case 'proxy_enqueue_shared_queue':
        return this.#enqueue(record);
      case 'proxy_dequeue_shared_queue':
        return this.#dequeue(record);
    }
  }

  all(): SharedAt[] {
    const vmIds = new Set([...this.#entries.keys(), ...[...this.#queues.values()].map(({ vmId }) => vmId)]);
    return [...vmIds].map((vmId) => ({
      vmId,
      entries: [...(this.#entries.get(vmId)?.values() ?? [])],
      queues: [...this.#queues.values()].filter((queue) => queue.vmId === vmId),
    }));
  }

  #set(record: HostcallRecord): void {
    const [key, value, given] = record.inputs;
    if (key?.kind !== 'bytes' || value?.kind !== 'bytes') return;
    const isWritten = record.status === 0;
    if (!isWritten && record.statusText !== 'CasMismatch') return;
    const entry = this.#entry(record, key.bytes);
    const cas = isWritten ? ++this.#lastCas : 0;
    entry.writes.push({
      ...stepOf(record),
      value: value.bytes,
      given: given?.kind === 'number' ? given.value : 0,
      cas,
    });
    if (!isWritten) return;
    entry.value = value.bytes;
    entry.cas = cas;
  }

  #get(record: HostcallRecord): void {
    const [key] = record.inputs;
    if (key?.kind !== 'bytes' || (record.status !== 0 && record.statusText !== 'NotFound')) return;
    const entry = this.#entry(record, key.bytes);
    entry.reads++;
    if (record.status !== 0) entry.misses++;
  }

  #entry({ vm }: HostcallRecord, key: Uint8Array): GrowingEntry {
    const vmId = this.#vmIdOf(vm);
    const entries = this.#entries.get(vmId) ?? new Map<string, GrowingEntry>();
    this.#entries.set(vmId, entries);
    const name = latin1OfBytes(key);
    const entry = entries.get(name) ?? { key, value: undefined, cas: 0, writes: [], reads: 0, misses: 0 };
    entries.set(name, entry);
    return entry;
  }

  #vmIdOf(vm: number): string {
    return this.#vms[vm]?.vmId ?? '';
  }

  #register(record: HostcallRecord): void {
    const [name] = record.inputs;
    const [token] = record.outputs;
    if (record.status !== 0 || name?.kind !== 'bytes' || token?.kind !== 'number') return;
    const queue = this.#queues.get(token.value) ?? {
      vmId: this.#vmIdOf(record.vm),
      name: name.bytes,
      token: token.value,
      registered: [],
      items: [],
      enqueued: 0,
      dequeued: 0,
      empty: 0,
    };
    this.#queues.set(token.value, queue);
    queue.registered.push(stepOf(record));
  }

  #enqueue(record: HostcallRecord): void {
    const [token, data] = record.inputs;
    const queue = this.#queueOf(token);
    if (record.status !== 0 || queue === undefined) return;
    queue.enqueued++;
    queue.items.push({ ...stepOf(record), data: data?.kind === 'bytes' ? data.bytes : NO_BYTES });
  }

  #dequeue(record: HostcallRecord): void {
    const queue = this.#queueOf(record.inputs[0]);
    if (queue === undefined) return;
    if (record.statusText === 'Empty') queue.empty++;
    if (record.status !== 0) return;
    queue.dequeued++;
    queue.items.shift();
  }

  #queueOf(token: HostcallRecord['inputs'][number] | undefined): GrowingQueue | undefined {
    return token?.kind === 'number' ? this.#queues.get(token.value) : undefined;
  }
}

const stepOf = ({ at, vm, context }: HostcallRecord): Step => ({ at, vm, context });
