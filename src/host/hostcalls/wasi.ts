import { bytesOfText, Errno } from '../../model/index.ts';
import type { Frame } from '../abi/frame.ts';
import { row, WHILE_ALLOCATING, WHILE_STARTING, type Row, type Shape } from '../abi/row.ts';
import { isOpen, wasi, type Answer, type WasiCall } from '../abi/wasi-shape.ts';
import { NO_OFFSET } from '../trace.ts';
import { write } from './wasi-write.ts';

const MAX_RANDOM = 65536;

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

/** Envoy writes eight bytes here, where WASI has four. */
const accept = wasi(['u32', 'outU64'], [0], ({ frame, arg }) =>
  frame.memory.setU64(arg(2), 0n) ? Errno.NotSupported : Errno.Fault,
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
  row('sock_accept', accept, { ...started, differs: 'Clears eight bytes, where the specification has four.' }),
  row('sock_recv', zeroThen(Errno.NotSupported, [0], 4), started),
  row('sock_send', zeroThen(Errno.NotSupported, [0], 4), started),
  row('sock_shutdown', notSupported, started),
];
