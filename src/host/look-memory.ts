import type { CloseLook, HostcallInfo, MemorySpan, Param } from '../model/index.ts';
import type { GuestMemory } from './guest-memory.ts';

/** Bytes of one span; nobody reads more of them. */
const MOST_BYTES = 64 * 1024;
const MOST_VECTORS = 64;
/** Size of the one structure that a hostcall fills: fdstat. */
const STRUCT_BYTES = 24;

/** Names of an import's WebAssembly parameters, in the specification's manner. */
export function argumentNames({ params }: HostcallInfo): string[] {
  return params.flatMap(({ name, kind }) => {
    switch (kind) {
      case 'bytes':
      case 'pairs':
        return [`${name}_data`, `${name}_size`];
      case 'outBytes':
      case 'outPairs':
        return [`return_${name}_data`, `return_${name}_size`];
      case 'iovecs':
      case 'outRoom':
        return [name, `${name}_len`];
      case 'outStrings':
        return [name, `${name}_buf`];
      case 'outU32':
      case 'outU64':
        return [`return_${name}`];
      case 'u32':
      case 'i64':
      case 'u64':
      case 'unused':
      case 'unused64':
      case 'outStruct':
        return [name];
    }
  });
}

/** What lies in the guest's memory behind the pointers among an import's arguments. */
export function spansOf({ params }: HostcallInfo, args: CloseLook['args'], memory: GuestMemory): MemorySpan[] {
  const spans: MemorySpan[] = [];
  let next = 0;
  const take = (): number => Number(args[next++] ?? 0) >>> 0;
  for (const param of params) spans.push(...spansOfParam(param, take, memory));
  return spans;
}

function spansOfParam({ name, kind }: Param, take: () => number, memory: GuestMemory): MemorySpan[] {
  const value = (pointer: number, size: number) => spanAt(memory, { name, role: 'value', pointer, size });
  const place = (pointer: number) => spanAt(memory, { name, role: 'place', pointer, size: 4 });
  switch (kind) {
    case 'u32':
    case 'i64':
    case 'u64':
    case 'unused':
    case 'unused64':
      take();
      return [];
    case 'bytes':
    case 'pairs':
    case 'outRoom':
      return [value(take(), take())];
    case 'outU32':
      return [value(take(), 4)];
    case 'outU64':
      return [value(take(), 8)];
    case 'outStruct':
      return [value(take(), STRUCT_BYTES)];
    case 'outBytes':
    case 'outPairs': {
      const [address, size] = [take(), take()];
      const [start, length] = [memory.u32(address), memory.u32(size)];
      const known = start === undefined || length === undefined ? [] : [value(start, length)];
      return [...places(address, size).map(place), ...known];
    }
    case 'outStrings':
      return places(take(), take()).map(place);
    case 'iovecs':
      return vectors(take(), take(), memory, value);
  }
}

/** Address 0 says that the guest does not want it. */
const places = (...pointers: number[]): number[] => pointers.filter((pointer) => pointer !== 0);

function vectors(
  pointer: number,
  count: number,
  memory: GuestMemory,
  value: (pointer: number, size: number) => MemorySpan,
): MemorySpan[] {
  return Array.from({ length: Math.min(count, MOST_VECTORS) }, (_, i) => {
    const [start, size] = [memory.u32(pointer + 8 * i), memory.u32(pointer + 8 * i + 4)];
    return start === undefined || size === undefined ? undefined : value(start, size);
  }).filter((one) => one !== undefined);
}

function spanAt(memory: GuestMemory, span: Pick<MemorySpan, 'name' | 'role' | 'pointer' | 'size'>): MemorySpan {
  const { pointer, size } = span;
  const bytes = memory.copy(pointer, Math.min(size, MOST_BYTES));
  return { ...span, bytes, isInside: pointer + size <= memory.pages * 65536 };
}
