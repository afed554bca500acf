import {
  countUpTo,
  type HostcallRecord,
  hostcallsOf,
  latin1OfBytes,
  NO_BYTES,
  type Report,
  shownUpTo,
} from '../../../model/index.ts';
import { pastOf } from '../past.ts';

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

const HOSTCALLS = [
  'proxy_set_shared_data',
  'proxy_get_shared_data',
  'proxy_register_shared_queue',
  'proxy_enqueue_shared_queue',
  'proxy_dequeue_shared_queue',
];

/** Shared data and queues as of a position in the trace, by VM id; undefined: the end of the run. */
export function sharedAt(report: Report, cursor?: number): readonly SharedAt[] {
  const upTo = shownUpTo(report, cursor);
  const { entries, queues } = historyOf(report);
  const entriesThen = entries.filter(({ since }) => since <= upTo);
  const queuesThen = queues.filter(({ since }) => since <= upTo);
  const vmIds = new Set([...entriesThen, ...queuesThen].map(({ vmId }) => vmId));
  return [...vmIds].map((vmId) => ({
    vmId,
    entries: entriesThen.filter((entry) => entry.vmId === vmId).map((entry) => entryAt(entry, upTo)),
    queues: queuesThen.filter((queue) => queue.vmId === vmId).map((queue) => queueAt(queue, upTo)),
  }));
}

function entryAt({ key, writes, reads, misses }: EntryHistory, upTo: number): SharedEntry {
  const past = pastOf(writes, upTo);
  const last = past.findLast(({ cas }) => cas > 0);
  return {
    key,
    value: last?.value,
    cas: last?.cas ?? 0,
    writes: past,
    reads: countOf(reads, upTo),
    misses: countOf(misses, upTo),
  };
}

/** What was put in first is taken out first. */
function queueAt({ name, token, registered, puts, takes, empty }: QueueHistory, upTo: number): SharedQueueAt {
  const past = pastOf(puts, upTo);
  const dequeued = countOf(takes, upTo);
  return {
    name,
    token,
    registered: pastOf(registered, upTo),
    items: past.slice(dequeued),
    enqueued: past.length,
    dequeued,
    empty: countOf(empty, upTo),
  };
}

const countOf = (places: readonly number[], upTo: number): number =>
  countUpTo(places.length, upTo, (index) => places[index] ?? 0);

/** A key, and all that happened to it in a run. Plain numbers are positions in the trace. */
interface EntryHistory {
  readonly vmId: string;
  readonly key: Uint8Array;
  readonly since: number;
  readonly writes: SharedWrite[];
  readonly reads: number[];
  readonly misses: number[];
}

interface QueueHistory {
  readonly vmId: string;
  readonly name: Uint8Array;
  readonly token: number;
  readonly since: number;
  readonly registered: Step[];
  readonly puts: QueueItem[];
  readonly takes: number[];
  readonly empty: number[];
}

interface SharedHistory {
  readonly entries: readonly EntryHistory[];
  readonly queues: readonly QueueHistory[];
}

const histories = new WeakMap<Report, SharedHistory>();

/** Read once: whatever is asked as of a moment is looked up in it. */
function historyOf(report: Report): SharedHistory {
  let known = histories.get(report);
  if (known === undefined) {
    const reader = new HistoryReader(report);
    for (const record of hostcallsOf(report.trace, HOSTCALLS)) reader.take(record);
    histories.set(report, (known = reader.history()));
  }
  return known;
}

class HistoryReader {
  readonly #vms: Report['vms'];
  readonly #entries = new Map<string, EntryHistory>();
  readonly #queues = new Map<number, QueueHistory>();
  /** One number counts the writes of all keys. */
  #lastCas = 0;

  constructor({ vms }: Report) {
    this.#vms = vms;
  }

  history(): SharedHistory {
    return { entries: [...this.#entries.values()], queues: [...this.#queues.values()] };
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

  #set(record: HostcallRecord): void {
    const [key, value, given] = record.inputs;
    if (key?.kind !== 'bytes' || value?.kind !== 'bytes') return;
    const isWritten = record.status === 0;
    if (!isWritten && record.statusText !== 'CasMismatch') return;
    this.#entry(record, key.bytes).writes.push({
      ...stepOf(record),
      value: value.bytes,
      given: given?.kind === 'number' ? given.value : 0,
      cas: isWritten ? ++this.#lastCas : 0,
    });
  }

  #get(record: HostcallRecord): void {
    const [key] = record.inputs;
    if (key?.kind !== 'bytes' || (record.status !== 0 && record.statusText !== 'NotFound')) return;
    const entry = this.#entry(record, key.bytes);
    entry.reads.push(record.at);
    if (record.status !== 0) entry.misses.push(record.at);
  }

  #entry({ vm, at }: HostcallRecord, key: Uint8Array): EntryHistory {
    const vmId = this.#vmIdOf(vm);
    const name = `${vmId.length} ${vmId}${latin1OfBytes(key)}`;
    const entry = this.#entries.get(name) ?? { vmId, key, since: at, writes: [], reads: [], misses: [] };
    this.#entries.set(name, entry);
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
      since: record.at,
      registered: [],
      puts: [],
      takes: [],
      empty: [],
    };
    this.#queues.set(token.value, queue);
    queue.registered.push(stepOf(record));
  }

  #enqueue(record: HostcallRecord): void {
    const [token, data] = record.inputs;
    if (record.status !== 0) return;
    this.#queueOf(token)?.puts.push({ ...stepOf(record), data: data?.kind === 'bytes' ? data.bytes : NO_BYTES });
  }

  #dequeue(record: HostcallRecord): void {
    const queue = this.#queueOf(record.inputs[0]);
    if (record.statusText === 'Empty') queue?.empty.push(record.at);
    if (record.status === 0) queue?.takes.push(record.at);
  }

  #queueOf(token: HostcallRecord['inputs'][number] | undefined): QueueHistory | undefined {
    return token?.kind === 'number' ? this.#queues.get(token.value) : undefined;
  }
}

const stepOf = ({ at, vm, context }: HostcallRecord): Step => ({ at, vm, context });
