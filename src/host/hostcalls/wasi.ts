import { bytesOfText, Errno, NO_BYTES, type ParamKind } from '../../model/index.ts';
import type { Frame } from '../abi/frame.ts';
import { row, WHILE_ALLOCATING, WHILE_STARTING, type Row, type Shape } from '../abi/row.ts';
import type { AimedSpan } from '../guest-memory.ts';
import type { ContextServices } from '../services.ts';
import { NO_OFFSET } from '../trace.ts';

const STDOUT = 1;
const STDERR = 2;
const INFO = 2;
const ERROR = 4;
const LINE_FEED = 10;
const MAX_RANDOM = 65536;
const IOVEC_SIZE = 8;

const isOpen = (fd: number): boolean => fd === STDOUT || fd === STDERR;

/** What a WASI function is given: its arguments, all as unsigned numbers but for i64, which nothing looks at. */
interface WasiCall {
  readonly frame: Frame;
  readonly context: ContextServices;
  /** Argument by position, as an unsigned number. */
  readonly arg: (position: number) => number;
}

/** An error number, and for the trace what its numbers and outputs are when it is 0. */
type Answer = number;

/**
 * The shape of a WASI function: how many leading parameters are numbers for the trace, and what it does. Its outputs
 * are told to the trace by `told`, which runs only after success.
 */
function wasi(
  kinds: readonly ParamKind[],
  numbers: readonly number[],
  run: (call: WasiCall) => Answer,
  told?: (call: WasiCall) => void,
): Shape {
  return {
    kinds,
    attach(frame, { index, clearance }) {
      const { trace, vm } = frame;
      return (...args: (number | bigint)[]) => {
        const context = frame.enter(clearance);
        const arg = (position: number): number => Number(args[position] ?? 0) >>> 0;
        const call: WasiCall = { frame, context, arg };
        const errno = run(call);
        if (trace.enabled) {
          trace.hostcall(vm, context.id, index, errno);
          for (const position of numbers) trace.word(arg(position));
          if (errno === Errno.Success) told?.(call);
          trace.endHostcall();
        }
        return errno;
      };
    },
  };
}

/** Always the same answer, without a look at the arguments but the file number at `fd`. */
const always = (errno: Errno, fd: readonly number[] = [0]): Shape =>
  wasi(
    fd.map(() => 'u32'),
    fd,
    () => errno,
  );

/** Success on standard output and error, EBADF on everything else. */
const onOpenFiles: Shape = wasi(['u32'], [0], ({ arg }) => (isOpen(arg(0)) ? Errno.Success : Errno.BadFile));

/** Writes 0 to the place at `position`, then answers. */
const zeroThen = (errno: Errno, numbers: readonly number[], position: number): Shape =>
  wasi([...numbers.map(() => 'u32' as const), 'outU32'], numbers, ({ frame, arg }) =>
    frame.memory.setU32(arg(position), 0) ? errno : Errno.Fault,
  );

/** Two numbers to the two places. */
const twoNumbers = (count: (frame: Frame) => number, size: (frame: Frame) => number): Shape =>
  wasi(
    ['outU32', 'outU32'],
    [],
    ({ frame, arg }) =>
      frame.memory.setU32(arg(0), count(frame)) && frame.memory.setU32(arg(1), size(frame))
        ? Errno.Success
        : Errno.Fault,
    ({ frame }) => {
      frame.trace.word(count(frame));
      frame.trace.word(size(frame));
    },
  );

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
function write(out: number): Shape {
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

const entries = (frame: Frame): readonly Uint8Array[] =>
  frame.environment.map(([key, value]) => bytesOfText(`${key}=${value}\0`));

const environSize = (frame: Frame): number => entries(frame).reduce((size, entry) => size + entry.length, 0);

function giveEnvironment({ frame, arg }: WasiCall): Answer {
  let pointer = arg(0);
  let address = arg(1);
  for (const entry of entries(frame)) {
    if (!frame.memory.setU32(pointer, address) || !frame.memory.setBytes(address, entry)) return Errno.Fault;
    address += entry.length;
    pointer += 4;
  }
  return Errno.Success;
}

const clockTime: Shape = {
  kinds: ['u32', 'outU64'],
  attach(frame, { index, clearance }) {
    const { memory, trace, vm } = frame;
    return (id: number, _precision: bigint, out: number) => {
      const context = frame.enter(clearance);
      const time = id === 0 ? context.now() : id === 1 ? context.monotonicNow() : undefined;
      let errno: number = Errno.NotSupported;
      if (time !== undefined) errno = memory.setU64(out, time) ? Errno.Success : Errno.Fault;
      if (trace.enabled) {
        trace.hostcall(vm, context.id, index, errno);
        trace.word(id);
        if (errno === Errno.Success && time !== undefined) trace.long(time);
        trace.endHostcall();
      }
      return errno;
    };
  },
};

const clockResolution = wasi(
  ['u32', 'outU64'],
  [0],
  ({ frame, arg }) => {
    if (arg(0) > 1) return Errno.NotSupported;
    return frame.memory.setU64(arg(1), 1n) ? Errno.Success : Errno.Fault;
  },
  ({ frame }) => frame.trace.long(1n),
);

const tell = wasi(
  ['u32', 'outU64'],
  [0],
  ({ frame, arg }) => {
    if (!isOpen(arg(0))) return Errno.BadFile;
    return frame.memory.setU64(arg(1), 0n) ? Errno.Success : Errno.Fault;
  },
  ({ frame }) => frame.trace.long(0n),
);

/** A character device that can be written: all zero but for the right FD_WRITE. */
const STAT = Uint8Array.from({ length: 24 }, (_, i) => (i === 8 ? 64 : 0));

const stat = wasi(
  ['u32', 'outStruct'],
  [0],
  ({ frame, arg }) => {
    if (!isOpen(arg(0))) return Errno.BadFile;
    frame.memory.setBytes(arg(1), STAT);
    return Errno.Success;
  },
  ({ frame }) => frame.trace.bytes(frame.trace.put(STAT, 0, STAT.length), STAT.length),
);

const random: Shape = {
  kinds: ['outRoom'],
  attach(frame, { index, clearance }) {
    const { memory, trace, vm } = frame;
    return (buffer: number, length: number) => {
      const context = frame.enter(clearance);
      const size = length >>> 0;
      const bytes = new Uint8Array(size > MAX_RANDOM ? 0 : size);
      let errno: number = Errno.Success;
      if (size > MAX_RANDOM) errno = Errno.Invalid;
      else if (size > 0) {
        context.random(bytes);
        errno = memory.setBytes(buffer, bytes) ? Errno.Success : Errno.Fault;
      }
      if (trace.enabled) {
        const kept = errno === Errno.Success ? trace.put(bytes, 0, size) : NO_OFFSET;
        trace.hostcall(vm, context.id, index, errno);
        if (errno === Errno.Success) trace.bytes(kept, size);
        trace.endHostcall();
      }
      return errno;
    };
  },
};

const exit: Shape = {
  kinds: ['u32'],
  attach(frame, { index, clearance }) {
    const { trace, vm } = frame;
    return (code: number) => {
      const context = frame.enter(clearance);
      trace.host(vm, 0, 'wasi_unstable proc_exit');
      if (!trace.enabled) return;
      trace.hostcall(vm, context.id, index, Errno.Success);
      trace.word(code);
      trace.endHostcall();
    };
  },
};

/** No effect, but for a line of Envoy's at trace level. */
const remarked = (name: string): Shape =>
  wasi(['u32'], [0], ({ frame }) => {
    frame.trace.host(frame.vm, 0, `wasi_unstable ${name}`);
    return Errno.Success;
  });

const renumber = wasi(['u32', 'u32'], [0, 1], ({ arg }) =>
  isOpen(arg(0)) && isOpen(arg(1)) ? Errno.NotSupported : Errno.BadFile,
);

const started = { clearance: WHILE_STARTING };
const always2 = { clearance: WHILE_STARTING | WHILE_ALLOCATING };
const notSupported = always(Errno.NotSupported);

export const wasiRows: readonly Row[] = [
  row('fd_write', write(0), { ...always2, differs: 'One log line a call: output at info, errors at error level.' }),
  row('fd_read', always(Errno.NoSystemCall)),
  row('fd_close', remarked('fd_close'), { differs: 'Succeeds without effect.' }),
  row('fd_seek', remarked('fd_seek'), { differs: 'Succeeds without effect; the new offset is not written.' }),
  row('fd_fdstat_get', stat, started),
  row('fd_fdstat_set_flags', always(Errno.NoSystemCall), started),
  row('fd_fdstat_set_rights', onOpenFiles, started),
  row('fd_prestat_get', always(Errno.BadFile), started),
  row('fd_prestat_dir_name', always(Errno.NoSystemCall), started),
  row('fd_filestat_get', always(Errno.BadFile), started),
  row('fd_filestat_set_size', onOpenFiles, started),
  row('fd_filestat_set_times', onOpenFiles, started),
  row('fd_advise', always(Errno.Success), started),
  row('fd_allocate', onOpenFiles, started),
  row('fd_datasync', onOpenFiles, started),
  row('fd_sync', onOpenFiles, started),
  row('fd_pread', always(Errno.NoSystemCall), started),
  row('fd_pwrite', write(1), { ...started, differs: 'As fd_write; the offset is ignored.' }),
  row('fd_readdir', zeroThen(Errno.NotDirectory, [0], 4), started),
  row('fd_renumber', renumber, started),
  row('fd_tell', tell, started),
  row(
    'environ_sizes_get',
    twoNumbers((frame) => frame.environment.length, environSize),
    {
      ...started,
      differs: "The plugin's own environment variables only.",
    },
  ),
  row('environ_get', wasi(['outStrings'], [], giveEnvironment), started),
  row(
    'args_sizes_get',
    twoNumbers(
      () => 0,
      () => 0,
    ),
    { ...started, differs: 'There are no arguments.' },
  ),
  row('args_get', always(Errno.Success, []), { ...started, differs: 'There are no arguments.' }),
  row('clock_time_get', clockTime, { ...always2, differs: 'Realtime and monotonic only.' }),
  row('clock_res_get', clockResolution, started),
  row('random_get', random, { ...started, differs: 'At most 65536 bytes a call.' }),
  row('sched_yield', always(Errno.Success, []), {}),
  row(
    'poll_oneoff',
    wasi(
      ['outU32'],
      [],
      ({ frame, arg }) => (frame.memory.setU32(arg(3), 0) ? Errno.Success : Errno.Fault),
      ({ frame }) => frame.trace.word(0),
    ),
    { ...always2, differs: 'Succeeds with no events.' },
  ),
  row('proc_exit', exit, { differs: 'Returns to the guest.' }),
  row('path_open', always(Errno.NoEntry)),
  row('path_filestat_get', notSupported, started),
  row('path_filestat_set_times', notSupported, started),
  row('path_create_directory', notSupported, started),
  row('path_remove_directory', notSupported, started),
  row('path_unlink_file', notSupported, started),
  row('path_readlink', zeroThen(Errno.NotSupported, [0], 5), started),
  row('path_link', notSupported, { ...started, differs: 'One parameter less than in preview 1.' }),
  row('path_rename', notSupported, started),
  row('path_symlink', always(Errno.NotSupported, [1]), {
    ...started,
    differs: 'One parameter less than in preview 1.',
  }),
  row('sock_accept', zeroThen(Errno.NotSupported, [0], 2), started),
  row('sock_recv', zeroThen(Errno.NotSupported, [0], 4), started),
  row('sock_send', zeroThen(Errno.NotSupported, [0], 4), started),
  row('sock_shutdown', notSupported, started),
];
