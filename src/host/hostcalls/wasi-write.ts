import { Errno, NO_BYTES } from '../../model/index.ts';
import type { Frame } from '../abi/frame.ts';
import type { Shape } from '../abi/row.ts';
import { isOpen } from '../abi/wasi-shape.ts';
import type { AimedSpan } from '../guest-memory.ts';
import { NO_OFFSET } from '../trace.ts';

const STDOUT = 1;
const INFO = 2;
const ERROR = 4;
const LINE_FEED = 10;
const IOVEC_SIZE = 8;
/** One log line of more bytes is refused, so that a few iovecs cannot name more than there is. A limit of ours. */
const MAX_LINE = 64 * 1024 * 1024;

/** Goes through the pieces that an iovec array points at; false when something lies outside the memory. */
function eachPiece({ memory }: Frame, iovecs: number, count: number, take: (piece: AimedSpan) => void): boolean {
  const piece: AimedSpan = { bytes: NO_BYTES, start: 0, size: 0 };
  const iovec: AimedSpan = { bytes: NO_BYTES, start: 0, size: 0 };
  for (let i = 0; i < count; i++) {
    const at = iovecs + i * IOVEC_SIZE;
    if (at > 0xffffffff || !memory.aim(iovec, at, IOVEC_SIZE)) return false;
    const size = memory.u32(at + 4) ?? 0;
    if (size === 0) continue;
    if (!memory.aim(piece, memory.u32(at) ?? 0, size)) return false;
    take(piece);
  }
  return true;
}

/** The pieces in one; undefined when something lies outside the memory. */
function gather(frame: Frame, iovecs: number, count: number): Uint8Array | undefined {
  let total = 0;
  const inside = eachPiece(frame, iovecs, count, (piece) => (total += piece.size));
  if (!inside || total > MAX_LINE) return undefined;
  const text = new Uint8Array(total);
  let at = 0;
  eachPiece(frame, iovecs, count, (piece) => {
    text.set(piece.bytes.subarray(piece.start, piece.start + piece.size), at);
    at += piece.size;
  });
  return text;
}

/** `fd_write` and `fd_pwrite`: one log line a call, without one trailing line feed. */
export function write(out: number): Shape {
  return {
    kinds: ['u32', 'iovecs', 'outU32'],
    attach(frame, { index, clearance }) {
      const { memory, trace, vm } = frame;
      return (fd: number, iovecs: number, count: number, ...rest: (number | bigint)[]) => {
        const context = frame.enter(clearance);
        const text = isOpen(fd) ? gather(frame, iovecs >>> 0, count >>> 0) : undefined;
        let errno: number = isOpen(fd) ? Errno.Fault : Errno.BadFile;
        if (text !== undefined) {
          if (text.length > 0) {
            const size = text.at(-1) === LINE_FEED ? text.length - 1 : text.length;
            context.log(fd === STDOUT ? INFO : ERROR, { bytes: text, start: 0, size });
          }
          errno = memory.setU32(Number(rest[out] ?? 0), text.length) ? Errno.Success : Errno.Fault;
        }
        if (trace.enabled) {
          const size = text?.length ?? 0;
          const kept = text === undefined ? NO_OFFSET : trace.put(text, 0, size);
          trace.hostcall(vm, context.id, index, errno);
          trace.word(fd);
          trace.bytes(kept, size);
          if (errno === Errno.Success) trace.word(size);
          trace.endHostcall();
        }
        return errno;
      };
    },
  };
}
