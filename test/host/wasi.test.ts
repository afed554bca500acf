import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Callback, readTrace, textOfBytes, HOSTCALLS } from '../../src/model/index.ts';
import { HOSTCALL_ROWS } from '../../src/host/index.ts';
import { callHost, OUTSIDE, word } from './call-host.ts';
import { testHostcalls, type HostcallCase } from './hostcall-cases.ts';
import { goldenEvents } from './golden.ts';
import { startVm } from './start-vm.ts';

const iovecs = (...pieces: [number, number][]): string => pieces.map(([at, size]) => word(at) + word(size)).join('');
const wasi = (one: Omit<HostcallCase, 'module' | 'trace'> & { readonly trace: string }): HostcallCase => ({
  ...one,
  module: 'wasi_snapshot_preview1',
  trace: `wasi_snapshot_preview1.${one.trace}`,
});
const environment = [
  ['A', 'b'],
  ['KEY', ''],
] as const;

testHostcalls(
  [
    {
      what: 'logs the pieces in one line, without the line feed at the end',
      call: 'fd_write',
      args: [1, 200, 2, 128],
      memory: { 200: iovecs([300, 6], [320, 5]), 300: 'part 1', 320: '\nto 2\n' },
      status: '0',
      writes: { 128: word(11) },
      asked: ['log 2 part 1\nto 2'],
      trace: 'fd_write(1, "part 1\\nto 2") = ESUCCESS nwritten: 11',
    },
    {
      what: 'logs errors at error level and only one line feed is dropped',
      call: 'fd_write',
      args: [2, 200, 1, 128],
      memory: { 200: iovecs([300, 3]), 300: 'a\n\n' },
      status: '0',
      writes: { 128: word(3) },
      asked: ['log 4 a\n'],
      trace: 'fd_write(2, "a\\n\\n") = ESUCCESS nwritten: 3',
    },
    {
      what: 'logs nothing when there are no bytes, wherever they are said to be',
      call: 'fd_write',
      args: [1, 200, 1, 128],
      memory: { 200: iovecs([OUTSIDE * 2, 0]) },
      status: '0',
      writes: { 128: word(0) },
      trace: 'fd_write(1, "") = ESUCCESS nwritten: 0',
    },
    {
      what: 'refuses other files before it looks at anything',
      call: 'fd_write',
      args: [3, OUTSIDE, 1, OUTSIDE],
      status: '8',
      trace: 'fd_write(3, "") = EBADF',
    },
    {
      what: 'refuses pieces that lie past the end',
      call: 'fd_write',
      args: [1, 200, 1, 128],
      memory: { 200: iovecs([OUTSIDE - 1, 2]) },
      status: '21',
      trace: 'fd_write(1, "") = EFAULT',
    },
    {
      what: 'refuses more pieces than there is memory',
      call: 'fd_write',
      args: [1, OUTSIDE - 8, -1, 128],
      memory: {},
      status: '21',
      trace: 'fd_write(1, "") = EFAULT',
    },
    {
      what: 'has logged when the place of the count is past the end',
      call: 'fd_write',
      args: [1, 200, 1, OUTSIDE],
      memory: { 200: iovecs([300, 2]), 300: 'hi' },
      status: '21',
      asked: ['log 2 hi'],
      trace: 'fd_write(1, "hi") = EFAULT',
    },
    {
      what: 'writes wherever the offset points',
      call: 'fd_pwrite',
      args: [1, 200, 1, 99n, 128],
      memory: { 200: iovecs([300, 2]), 300: 'hi' },
      status: '0',
      writes: { 128: word(2) },
      asked: ['log 2 hi'],
      trace: 'fd_pwrite(1, "hi") = ESUCCESS nwritten: 2',
    },
    {
      what: 'says that output can be written',
      call: 'fd_fdstat_get',
      args: [1, 128],
      status: '0',
      writes: { 128: `${'\0'.repeat(8)}@${'\0'.repeat(15)}` },
      trace: `fd_fdstat_get(1) = ESUCCESS stat: ${JSON.stringify(`${'\0'.repeat(8)}@${'\0'.repeat(15)}`)}`,
    },
    {
      what: 'knows no other files',
      call: 'fd_fdstat_get',
      args: [0, 128],
      status: '8',
      trace: 'fd_fdstat_get(0) = EBADF',
    },
    {
      what: 'tells number and size of the variables',
      call: 'environ_sizes_get',
      args: [128, 144],
      environment,
      status: '0',
      writes: { 128: word(2), 144: word('A=b\0KEY=\0'.length) },
      trace: 'environ_sizes_get() = ESUCCESS count: 2 size: 9',
    },
    {
      what: 'refuses a place past the end',
      call: 'environ_sizes_get',
      args: [128, OUTSIDE],
      status: '21',
      writes: { 128: word(0) },
      trace: 'environ_sizes_get() = EFAULT',
    },
    {
      what: 'gives the variables',
      call: 'environ_get',
      args: [128, 600],
      environment,
      status: '0',
      writes: { 128: word(600) + word(604), 600: 'A=b\0KEY=\0' },
      trace: 'environ_get() = ESUCCESS',
    },
    {
      what: 'refuses room past the end',
      call: 'environ_get',
      args: [128, OUTSIDE - 3],
      environment,
      status: '21',
      writes: { 128: word(OUTSIDE - 3) },
      trace: 'environ_get() = EFAULT',
    },
    {
      what: 'knows no arguments',
      call: 'args_sizes_get',
      args: [128, 144],
      status: '0',
      writes: { 128: word(0), 144: word(0) },
      trace: 'args_sizes_get() = ESUCCESS count: 0 size: 0',
    },
    { what: 'writes nothing', call: 'args_get', args: [128, 144], status: '0', trace: 'args_get() = ESUCCESS' },
    {
      what: 'gives the time of day',
      call: 'clock_time_get',
      args: [0, 1n, 128],
      status: '0',
      writes: {
        128: word(Number(1_700_000_000_000_000_001n & 0xffffffffn)) + word(Number(1_700_000_000_000_000_001n >> 32n)),
      },
      trace: 'clock_time_get(0) = ESUCCESS time: 1700000000000000001',
    },
    {
      what: 'gives the monotonic time',
      call: 'clock_time_get',
      args: [1, 1n, 128],
      status: '0',
      writes: { 128: word(77) + word(0) },
      trace: 'clock_time_get(1) = ESUCCESS time: 77',
    },
    {
      what: 'knows no other clocks',
      call: 'clock_time_get',
      args: [2, 1n, OUTSIDE],
      status: '58',
      trace: 'clock_time_get(2) = ENOTSUP',
    },
    {
      what: 'refuses a place past the end',
      call: 'clock_time_get',
      args: [0, 1n, OUTSIDE - 7],
      status: '21',
      trace: 'clock_time_get(0) = EFAULT',
    },
    {
      what: 'is one nanosecond',
      call: 'clock_res_get',
      args: [1, 128],
      status: '0',
      writes: { 128: word(1) + word(0) },
      trace: 'clock_res_get(1) = ESUCCESS resolution: 1',
    },
    {
      what: 'knows no other clocks',
      call: 'clock_res_get',
      args: [9, 128],
      status: '58',
      trace: 'clock_res_get(9) = ENOTSUP',
    },
    {
      what: 'fills the room',
      call: 'random_get',
      args: [128, 3],
      status: '0',
      writes: { 128: '\x07\x07\x07' },
      trace: 'random_get() = ESUCCESS buf: "\\u0007\\u0007\\u0007"',
    },
    {
      what: 'fills no room, wherever it is',
      call: 'random_get',
      args: [OUTSIDE + 9, 0],
      status: '0',
      trace: 'random_get() = ESUCCESS buf: ""',
    },
    {
      what: 'refuses room past the end',
      call: 'random_get',
      args: [OUTSIDE - 1, 2],
      status: '21',
      trace: 'random_get() = EFAULT',
    },
    {
      what: 'refuses more than 64 KiB',
      call: 'random_get',
      args: [OUTSIDE, 65537],
      status: '28',
      trace: 'random_get() = EINVAL',
    },
    {
      what: 'succeeds without events',
      call: 'poll_oneoff',
      args: [0, 0, 1, 128],
      status: '0',
      writes: { 128: word(0) },
      trace: 'poll_oneoff() = ESUCCESS nevents: 0',
    },
    {
      what: 'is nowhere but at 0',
      call: 'fd_tell',
      args: [2, 128],
      status: '0',
      writes: { 128: word(0) + word(0) },
      trace: 'fd_tell(2) = ESUCCESS offset: 0',
    },
    { what: 'knows no other files', call: 'fd_tell', args: [3, 128], status: '8', trace: 'fd_tell(3) = EBADF' },
    { what: 'returns to the guest', call: 'proc_exit', args: [3], status: '0', trace: 'proc_exit(3)' },
  ].map(wasi),
);

const any = 200;
const zeros = (at: number): Record<number, string> => ({ [at]: word(0) });
const fixed: readonly [
  call: string,
  args: readonly (number | bigint)[],
  errno: number,
  writes?: Record<number, string>,
][] = [
  ['fd_read', [0, any, 1, 128], 52],
  ['fd_close', [9], 0],
  ['fd_seek', [1, 5n, 0, 128], 0],
  ['fd_fdstat_set_flags', [1, 0], 52],
  ['fd_fdstat_set_rights', [1, 0n, 0n], 0],
  ['fd_fdstat_set_rights', [3, 0n, 0n], 8],
  ['fd_prestat_get', [3, any], 8],
  ['fd_prestat_dir_name', [3, any, 1], 52],
  ['fd_filestat_get', [1, any], 8],
  ['fd_filestat_set_size', [1, 0n], 0],
  ['fd_filestat_set_size', [0, 0n], 8],
  ['fd_filestat_set_times', [2, 0n, 0n, 0], 0],
  ['fd_filestat_set_times', [4, 0n, 0n, 0], 8],
  ['fd_advise', [7, 0n, 0n, 0], 0],
  ['fd_allocate', [1, 0n, 0n], 0],
  ['fd_allocate', [7, 0n, 0n], 8],
  ['fd_datasync', [1], 0],
  ['fd_datasync', [0], 8],
  ['fd_sync', [2], 0],
  ['fd_sync', [5], 8],
  ['fd_pread', [1, any, 1, 0n, 128], 52],
  ['fd_readdir', [3, any, 1, 0n, 128], 20, zeros(128)],
  ['fd_readdir', [3, any, 1, 0n, OUTSIDE], 21],
  ['fd_renumber', [1, 2], 58],
  ['fd_renumber', [1, 3], 8],
  ['sched_yield', [], 0],
  ['path_open', [3, 0, any, 1, 0, 0n, 0n, 0, 128], 44],
  ['path_filestat_get', [3, 0, any, 1, 128], 58],
  ['path_filestat_set_times', [3, 0, any, 1, 0n, 0n, 0], 58],
  ['path_create_directory', [3, any, 1], 58],
  ['path_remove_directory', [3, any, 1], 58],
  ['path_unlink_file', [3, any, 1], 58],
  ['path_readlink', [3, any, 1, any, 1, 128], 58, zeros(128)],
  ['path_link', [3, 0, any, 1, 3, any], 58],
  ['path_rename', [3, any, 1, 3, any, 1], 58],
  ['path_symlink', [any, 1, 3, any], 58],
  ['sock_accept', [3, 0, 128], 58, { 128: word(0) + word(0) }],
  ['sock_accept', [3, 0, OUTSIDE - 7], 21],
  ['sock_recv', [3, any, 1, 0, 128, 160], 58, zeros(128)],
  ['sock_send', [3, any, 1, 0, 128], 58, zeros(128)],
  ['sock_shutdown', [3, 0], 58],
];

test.each(fixed)('%s(%s) answers %i', (call, args, errno, writes = {}) => {
  for (const module of ['wasi_snapshot_preview1', 'wasi_unstable'] as const) {
    const outcome = callHost(call, args, { module });
    expect(outcome.status).toBe(String(errno));
    expect(outcome.writes).toEqual(writes);
    expect(outcome.asked).toEqual([]);
  }
});

test('every row says which paragraph it implements', () => {
  const spec = 'https://github.com/proxy-wasm/spec/tree/main/abi-versions';
  const links = new Map(HOSTCALL_ROWS.map((row) => [row.name, row.spec]));
  expect(links.get('proxy_log')).toBe(`${spec}/v0.2.1#proxy_log`);
  expect(links.get('proxy_clear_route_cache')).toBe(`${spec}/v0.1.0#proxy_clear_route_cache`);
  expect(links.get('fd_write')).toBe(`${spec}/v0.2.1#wasi_snapshot_preview1fd_write`);
});

test('every hostcall has a row', () => {
  expect(HOSTCALL_ROWS.map((row) => row.name)).toEqual(HOSTCALLS.map((call) => call.name));
  expect(HOSTCALLS.filter((call) => call.module === 'env')).toHaveLength(46);
  expect(HOSTCALLS.filter((call) => call.module === 'wasi_unstable')).toHaveLength(45);
});

test.each([
  ['wasi-preview1', 'wasi'],
  ['wasi-unstable', 'wasi_unstable'],
  ['wasi-proc-exit', 'proc_exit'],
])('%s: logs and results are those recorded from Envoy', (scenario, probe) => {
  const events = goldenEvents(scenario, 'timeline');
  const { vm, trace, root } = startVm(readFileSync(`conformance/wasm/${probe}.wasm`), {
    environment: [['LAB_KEY', 'lab-value']],
  });
  const from = trace.position;
  vm.call(Callback.onRequestHeaders, root, 6, 1);
  const second = events.findIndex((event, i) => i > 0 && event.t === 'mark');
  const first = events.slice(0, second < 0 ? undefined : second);
  const wanted = first.flatMap((event) => {
    if (event.t === 'log') return [`${event.lvl} ${event.msg}`];
    return event.t === 'host' ? [`${event.fn} ${event.ret}`] : [];
  });
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
  const seen = [...readTrace(trace.snapshot(), from)].flatMap((record) => {
    if (record.kind === 'log') return [`${levels[record.level]} ${textOfBytes(record.message)}`];
    if (record.kind !== 'hostcall' || record.name === 'proxy_log') return [];
    return [`${record.module}.${record.name} ${record.statusText === '' ? 'void' : record.status}`];
  });
  expect(seen).toEqual(wanted);
});
