import {
  hostcallIndex,
  HOSTCALLS,
  type AbiVersion,
  type BuildTool,
  type ImportVerdict,
  type Vendor,
  type WasiAnswer,
} from '../model/index.ts';
import { checkImport } from './link-check.ts';
import type { ModuleImport } from './module-sections.ts';

/** Hostcalls that other platforms have, by what their names say. */
const VENDORS: readonly (readonly [Vendor, RegExp])[] = [
  ['G-Core FastEdge', /^proxy_(?:secret_get|get_secret|get_effective_at_secret|dictionary_get|kv_store_)/],
  ['Higress', /^proxy_(?:redis_|inject_encoded_data_|get_upstream_hosts$|set_upstream_override_host$)/],
  ['Layotto', /^proxy_(?:get_state|invoke_service)$/],
  [
    'the unfinished next ABI',
    /^proxy_(?:log_message|dispatch_(?:http|grpc)_call|send_http_response|resume_(?:http|downstream|upstream)_\w+|get_map_values?|set_map_values?|get_buffer|set_buffer|open_shared_kvstore|open_grpc_stream|create_timer|delete_metric)$/,
  ],
];

/** What builds for other surroundings leave behind. */
const TOOLS: readonly { readonly tool: BuildTool; readonly module: RegExp; readonly name: RegExp }[] = [
  { tool: 'wasm-bindgen', module: /^(?:wbg|__wbindgen_\w+|\.\/\S*_bg\.js)$/, name: /^/ },
  { tool: 'Go for JavaScript', module: /^(?:go|gojs)$/, name: /^/ },
  { tool: 'AssemblyScript', module: /^env$/, name: /^(?:abort|seed|trace)$/ },
  { tool: 'C++ exceptions', module: /^env$/, name: /^(?:__cxa_|_Unwind_|__resumeException|invoke_)/ },
  {
    tool: 'Emscripten',
    module: /^(?:env|a)$/,
    name: /^(?:emscripten_|_emscripten_|__syscall_|_embind_|setTempRet0$|getTempRet0$|__assert_fail$|a?bortOnCannotGrowMemory$)/,
  },
];

/** What Envoy answers, where it is not one of the errors below. */
const ANSWERS: Readonly<Record<Exclude<WasiAnswer, `E${string}`>, readonly string[]>> = {
  log: ['fd_write', 'fd_pwrite'],
  environment: ['environ_get', 'environ_sizes_get'],
  nothing: ['args_get', 'args_sizes_get', 'poll_oneoff'],
  time: ['clock_time_get', 'clock_res_get'],
  random: ['random_get'],
  ignored: ['fd_close', 'fd_seek', 'fd_advise', 'sched_yield'],
  exit: ['proc_exit'],
  'output-only': [
    'fd_fdstat_get',
    'fd_fdstat_set_rights',
    'fd_filestat_set_size',
    'fd_filestat_set_times',
    'fd_allocate',
    'fd_datasync',
    'fd_sync',
    'fd_tell',
  ],
};
const ERRORS: Readonly<Record<Extract<WasiAnswer, `E${string}`>, RegExp>> = {
  EBADF: /^fd_(?:prestat_get|filestat_get|renumber)$/,
  ENOENT: /^path_open$/,
  ENOSYS: /^fd_(?:read|pread|fdstat_set_flags|prestat_dir_name)$/,
  ENOTDIR: /^fd_readdir$/,
  ENOTSUP: /^(?:path_|sock_)/,
};

/** What Envoy makes of an import. A module that declares no ABI version is told what any of them has. */
export function importVerdict(item: ModuleImport, abi: AbiVersion | undefined): ImportVerdict {
  const { module, name, kind } = item;
  if (kind === 'memory' || kind === 'table') return { kind: 'made' };
  if (kind !== 'function') return { kind: 'no-function' };
  const call = HOSTCALLS[hostcallIndex(module, name) ?? -1];
  if (call === undefined) return foreignVerdict(module, name);
  const spoken = abi ?? call.versions.at(-1);
  if (spoken === undefined || !call.versions.includes(spoken)) return { kind: 'other-abi', versions: call.versions };
  const failure = checkImport(item, spoken);
  if (failure?.kind === 'import-type-mismatch') {
    return { kind: 'other-type', want: failure.want, offered: failure.offered };
  }
  return module === 'env' ? { kind: 'has' } : { kind: 'wasi', answer: wasiAnswer(name) };
}

function wasiAnswer(name: string): WasiAnswer {
  return (
    entriesOf(ANSWERS).find(([, names]) => names.includes(name))?.[0] ??
    entriesOf(ERRORS).find(([, pattern]) => pattern.test(name))?.[0] ??
    'ENOTSUP'
  );
}

/** `Object.entries` forgets what the keys are. */
function entriesOf<Key extends string, Value>(record: Readonly<Record<Key, Value>>): [Key, Value][] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.entries(record) as [Key, Value][];
}

function foreignVerdict(module: string, name: string): ImportVerdict {
  if (module.startsWith('wasi')) return { kind: 'no-such-wasi' };
  const vendor = VENDORS.find(([, pattern]) => pattern.test(name));
  if (vendor !== undefined && module === 'env') return { kind: 'vendor', vendor: vendor[0] };
  const tool = TOOLS.find((one) => one.module.test(module) && one.name.test(name));
  return tool === undefined ? { kind: 'unknown' } : { kind: 'tool', tool: tool.tool };
}
