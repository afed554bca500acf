import { Callback, RecordKind, type TraceData } from '../../../model/index.ts';

/** Which step of the run a record is, from 1: callbacks and hostcalls count, calls of the allocator do not. */
export function stepNumber({ words }: TraceData, at: number): number {
  let step = 0;
  for (let here = 0; here <= at && here < words.length; here += Math.max(1, (words[here] ?? 0) >>> 8)) {
    const kind = (words[here] ?? 0) & 0xff;
    const callback = words[here + 3];
    const isAllocator = callback === Callback.malloc || callback === Callback.onMemoryAllocate;
    if (kind === RecordKind.hostcall || (kind === RecordKind.call && !isAllocator)) step++;
  }
  return step;
}
