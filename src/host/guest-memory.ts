import { encodePairs, NO_BYTES, pairsSize, type HeaderBytes } from '../model/index.ts';
import type { CallGate } from './call-gate.ts';

/** A span that the host aims anew at each hostcall. */
export interface AimedSpan {
  bytes: Uint8Array;
  start: number;
  size: number;
}

const NO_VIEW = new DataView(new ArrayBuffer(0));
const SHORT = 24;

/**
 * The guest's memory: the only place that touches it. One view per VM. Growth detaches the view (its length becomes 0),
 * so an access that does not fit renews it and looks again; nobody else may hold it beyond a call.
 * Pointers and sizes are unsigned 32-bit numbers and are checked at every access.
 */
export class GuestMemory {
  #memory: WebAssembly.Memory | undefined;
  #bytes: Uint8Array = NO_BYTES;
  #view: DataView = NO_VIEW;
  readonly #allocate: (size: number) => number;
  readonly #gate: CallGate;

  /** `allocate` calls the guest's allocator: an address, or 0. The gate counts the bytes that are read. */
  constructor(allocate: (size: number) => number, gate: CallGate) {
    this.#allocate = allocate;
    this.#gate = gate;
  }

  /** Until this is called every access fails, as during a start section, when the host knows no exports. */
  attach(memory: WebAssembly.Memory): void {
    this.#memory = memory;
    this.#renew();
  }

  /** Lets go of the memory; every access fails from here on. */
  release(): void {
    this.#memory = undefined;
    this.#bytes = NO_BYTES;
    this.#view = NO_VIEW;
  }

  get pages(): number {
    return this.#memory === undefined ? 0 : this.#memory.buffer.byteLength / 65536;
  }

  /** Address of the last bytes that `give` or `givePairs` handed over. */
  lastGiven = 0;

  /** Aims `span` at a range; false when it is not inside the memory. */
  aim(span: AimedSpan, pointer: number, size: number): boolean {
    const start = pointer >>> 0;
    const length = size >>> 0;
    if (start + length >= this.#bytes.length) {
      this.#renew();
      if (start + length > this.#bytes.length) return false;
    }
    this.#gate.bytes += length;
    span.bytes = this.#bytes;
    span.start = start;
    span.size = length;
    return true;
  }

  /** A u32 of the guest's; undefined when it is not inside the memory. */
  u32(pointer: number): number | undefined {
    return this.#holds(pointer, 4) ? this.#view.getUint32(pointer >>> 0, true) : undefined;
  }

  setU32(pointer: number, value: number): boolean {
    if (!this.#holds(pointer, 4)) return false;
    this.#view.setUint32(pointer >>> 0, value, true);
    return true;
  }

  setU64(pointer: number, value: bigint): boolean {
    if (!this.#holds(pointer, 8)) return false;
    this.#view.setBigUint64(pointer >>> 0, BigInt.asUintN(64, value), true);
    return true;
  }

  /** Writes bytes where the guest made room for them. */
  setBytes(pointer: number, value: Uint8Array): boolean {
    if (!this.#holds(pointer, value.length)) return false;
    this.#bytes.set(value, pointer >>> 0);
    return true;
  }

  /**
   * Hands bytes over: allocates in the guest, copies, then writes address and size. No bytes are address 0 and size 0,
   * without an allocation. False when the guest's allocator failed or something lies outside the memory.
   */
  give(value: Uint8Array, addressOut: number, sizeOut: number): boolean {
    const size = value.length;
    if (size === 0) return this.#tell(0, 0, addressOut, sizeOut);
    const address = this.#room(size);
    if (address < 0) return false;
    const bytes = this.#bytes;
    if (size <= SHORT) for (let i = 0; i < size; i++) bytes[address + i] = value[i] ?? 0;
    else bytes.set(value, address);
    return this.#tell(address, size, addressOut, sizeOut);
  }

  /** Hands a header map over in its serialized form; an empty one is no bytes at all. Its size, or -1. */
  givePairs(pairs: HeaderBytes, addressOut: number, sizeOut: number): number {
    if (pairs.length === 0) return this.#tell(0, 0, addressOut, sizeOut) ? 0 : -1;
    const size = pairsSize(pairs);
    const address = this.#room(size);
    if (address < 0) return -1;
    encodePairs(pairs, this.#bytes, address);
    return this.#tell(address, size, addressOut, sizeOut) ? size : -1;
  }

  /** Allocates and copies without telling the guest where: an address, 0 for no bytes, -1 when the allocator failed. */
  place(value: Uint8Array): number {
    if (value.length === 0) return 0;
    const address = this.#room(value.length);
    if (address >= 0) this.#bytes.set(value, address);
    return address;
  }

  /** Asks the allocator for no bytes, where Envoy does; its answer does not matter. */
  placeNothing(): number {
    return this.#allocate(0) >>> 0;
  }

  /** A copy of a range, as far as it lies inside. */
  copy(pointer: number, size: number): Uint8Array<ArrayBuffer> {
    this.#renew();
    return new Uint8Array(this.#bytes.subarray(pointer >>> 0, (pointer >>> 0) + size));
  }

  /** Bytes that are there now, for the trace. */
  window(): Uint8Array {
    return this.#bytes;
  }

  #tell(address: number, size: number, addressOut: number, sizeOut: number): boolean {
    this.lastGiven = address;
    return this.setU32(addressOut, address) && this.setU32(sizeOut, size);
  }

  /** Allocated room of `size` bytes, or -1. */
  #room(size: number): number {
    const address = this.#allocate(size) >>> 0;
    return address !== 0 && this.#holds(address, size) ? address : -1;
  }

  #holds(pointer: number, size: number): boolean {
    const end = (pointer >>> 0) + size;
    if (end <= this.#bytes.length && end !== 0) return true;
    this.#renew();
    return end <= this.#bytes.length;
  }

  #renew(): void {
    const memory = this.#memory;
    if (memory === undefined || this.#bytes.buffer === memory.buffer) return;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#view = new DataView(memory.buffer);
  }
}
