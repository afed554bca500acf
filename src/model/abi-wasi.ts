import type { HostcallInfo, HostModule, Param, ParamKind } from './abi-shape.ts';

const param = (kind: ParamKind, name: string): Param => ({ name, kind });
const u32 = (name: string): Param => param('u32', name);
const unused = (name: string): Param => param('unused', name);
const long = (name: string): Param => param('unused64', name);
const outU32 = (name: string): Param => param('outU32', name);
const outU64 = (name: string): Param => param('outU64', name);

interface WasiShape {
  readonly name: string;
  readonly params: readonly Param[];
  readonly result?: 'void';
}

/**
 * The WASI functions of Envoy. `path_link` and `path_symlink` have one parameter less than in preview 1, and so has the
 * import type that Envoy checks.
 */
const WASI: readonly WasiShape[] = [
  { name: 'fd_write', params: [u32('fd'), param('iovecs', 'iovs'), outU32('nwritten')] },
  { name: 'fd_read', params: [u32('fd'), unused('iovs'), unused('iovs_len'), unused('nread')] },
  { name: 'fd_close', params: [u32('fd')] },
  { name: 'fd_seek', params: [u32('fd'), long('offset'), unused('whence'), unused('newoffset')] },
  { name: 'fd_fdstat_get', params: [u32('fd'), param('outStruct', 'stat')] },
  { name: 'fd_fdstat_set_flags', params: [u32('fd'), unused('flags')] },
  { name: 'fd_fdstat_set_rights', params: [u32('fd'), long('rights'), long('inheriting')] },
  { name: 'fd_prestat_get', params: [u32('fd'), unused('buf')] },
  { name: 'fd_prestat_dir_name', params: [u32('fd'), unused('path'), unused('path_len')] },
  { name: 'fd_filestat_get', params: [u32('fd'), unused('buf')] },
  { name: 'fd_filestat_set_size', params: [u32('fd'), long('size')] },
  { name: 'fd_filestat_set_times', params: [u32('fd'), long('atim'), long('mtim'), unused('flags')] },
  { name: 'fd_advise', params: [u32('fd'), long('offset'), long('len'), unused('advice')] },
  { name: 'fd_allocate', params: [u32('fd'), long('offset'), long('len')] },
  { name: 'fd_datasync', params: [u32('fd')] },
  { name: 'fd_sync', params: [u32('fd')] },
  { name: 'fd_pread', params: [u32('fd'), unused('iovs'), unused('iovs_len'), long('offset'), unused('nread')] },
  { name: 'fd_pwrite', params: [u32('fd'), param('iovecs', 'iovs'), long('offset'), outU32('nwritten')] },
  { name: 'fd_readdir', params: [u32('fd'), unused('buf'), unused('buf_len'), long('cookie'), outU32('bufused')] },
  { name: 'fd_renumber', params: [u32('fd'), u32('to')] },
  { name: 'fd_tell', params: [u32('fd'), outU64('offset')] },
  { name: 'environ_sizes_get', params: [outU32('count'), outU32('size')] },
  { name: 'environ_get', params: [param('outStrings', 'environ')] },
  { name: 'args_sizes_get', params: [outU32('count'), outU32('size')] },
  { name: 'args_get', params: [unused('argv'), unused('buf')] },
  { name: 'clock_time_get', params: [u32('id'), long('precision'), outU64('time')] },
  { name: 'clock_res_get', params: [u32('id'), outU64('resolution')] },
  { name: 'random_get', params: [param('outRoom', 'buf')] },
  { name: 'sched_yield', params: [] },
  { name: 'poll_oneoff', params: [unused('in'), unused('out'), unused('nsubscriptions'), outU32('nevents')] },
  { name: 'proc_exit', params: [u32('code')], result: 'void' },
  {
    name: 'path_open',
    params: [
      u32('fd'),
      unused('dirflags'),
      unused('path'),
      unused('path_len'),
      unused('oflags'),
      long('rights'),
      long('inheriting'),
      unused('fdflags'),
      unused('opened'),
    ],
  },
  {
    name: 'path_filestat_get',
    params: [u32('fd'), unused('flags'), unused('path'), unused('path_len'), unused('buf')],
  },
  {
    name: 'path_filestat_set_times',
    params: [
      u32('fd'),
      unused('flags'),
      unused('path'),
      unused('path_len'),
      long('atim'),
      long('mtim'),
      unused('fstflags'),
    ],
  },
  { name: 'path_create_directory', params: [u32('fd'), unused('path'), unused('path_len')] },
  { name: 'path_remove_directory', params: [u32('fd'), unused('path'), unused('path_len')] },
  { name: 'path_unlink_file', params: [u32('fd'), unused('path'), unused('path_len')] },
  {
    name: 'path_readlink',
    params: [u32('fd'), unused('path'), unused('path_len'), unused('buf'), unused('buf_len'), outU32('bufused')],
  },
  {
    name: 'path_link',
    params: [u32('fd'), unused('flags'), unused('path'), unused('new_fd'), unused('new_path'), unused('new_path_len')],
  },
  {
    name: 'path_rename',
    params: [
      u32('fd'),
      unused('path'),
      unused('path_len'),
      unused('new_fd'),
      unused('new_path'),
      unused('new_path_len'),
    ],
  },
  { name: 'path_symlink', params: [unused('path'), u32('fd'), unused('new_path'), unused('new_path_len')] },
  { name: 'sock_accept', params: [u32('fd'), unused('flags'), outU64('accepted')] },
  {
    name: 'sock_recv',
    params: [u32('fd'), unused('iovs'), unused('iovs_len'), unused('flags'), outU32('datalen'), unused('roflags')],
  },
  { name: 'sock_send', params: [u32('fd'), unused('iovs'), unused('iovs_len'), unused('flags'), outU32('datalen')] },
  { name: 'sock_shutdown', params: [u32('fd'), unused('how')] },
];

const under = (module: HostModule): readonly HostcallInfo[] =>
  WASI.map(({ name, params, result }) => ({
    module,
    name,
    params,
    versions: ['0.1.0', '0.2.0', '0.2.1'],
    result: result ?? 'errno',
  }));

/** Both names lead to the same functions. */
export const WASI_HOSTCALLS: readonly HostcallInfo[] = [...under('wasi_snapshot_preview1'), ...under('wasi_unstable')];
