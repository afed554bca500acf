import { describe, expect, test } from 'vitest';
import { Callback, HOSTCALLS, hostcallType, type AbiVersion, type HostcallInfo } from '../../src/model/index.ts';
import { loadModule } from '../../src/host/index.ts';
import { abiMarker, buildWasm, mallocAt, op, type WasmFunction, type WasmImport } from './build-wasm.ts';
import { bytes, log, say } from './guest.ts';
import { startVm } from './start-vm.ts';

const VERSIONS: readonly AbiVersion[] = ['0.1.0', '0.2.0', '0.2.1'];
const RESULT_AT = 16;

/** What a guest may call while it starts, as Envoy has it: all else traps. */
const WHILE_STARTING = new Set(
  `proxy_log emscripten_notify_memory_growth fd_write fd_fdstat_get fd_fdstat_set_flags fd_fdstat_set_rights fd_prestat_get
   fd_prestat_dir_name fd_filestat_get fd_filestat_set_size fd_filestat_set_times fd_advise fd_allocate fd_datasync fd_sync
   fd_pread fd_pwrite fd_readdir fd_renumber fd_tell environ_sizes_get environ_get args_sizes_get args_get clock_time_get
   clock_res_get random_get poll_oneoff path_filestat_get path_filestat_set_times path_create_directory
   path_remove_directory path_unlink_file path_readlink path_link path_rename path_symlink sock_accept sock_recv sock_send
   sock_shutdown`.split(/\s+/),
);
const WHILE_ALLOCATING = new Set(['proxy_log', 'fd_write', 'clock_time_get', 'poll_oneoff']);
const NEVER_RESTRICTED = new Set(['pthread_equal', 'emscripten_notify_memory_growth', 'envoy_resolve_dns']);

const asImport = (info: HostcallInfo): WasmImport => ({ module: info.module, name: info.name, ...hostcallType(info) });

/** Calls it with zeros. */
function call(info: HostcallInfo, index: number): number[] {
  const { params, results } = hostcallType(info);
  const zeros = params.flatMap((type) => (type === 'i64' ? op.i64(0n) : op.i32(0)));
  const code = [...zeros, ...op.call(index)];
  return results.length === 0 ? code : op.store(RESULT_AT, code);
}

/** A module that imports proxy_log (0) and the hostcall (1). */
function guestOf(info: HostcallInfo, functions: readonly WasmFunction[], abi = info.versions.at(-1)): Uint8Array {
  return buildWasm({
    imports: [log, asImport(info)],
    memory: { min: 1 },
    data: [{ at: 0, bytes: bytes('hello') }],
    functions: [abiMarker(abi), ...functions],
  });
}

describe.each(HOSTCALLS.map((info) => [`${info.module}.${info.name}`, info] as const))('%s', (name, info) => {
  test('links in its versions and in no other', () => {
    for (const abi of VERSIONS) {
      const loaded = loadModule(guestOf(info, [mallocAt(512)], abi));
      const envoy = `Failed to load Wasm module due to a missing import: ${name}`;
      expect(loaded).toMatchObject(
        info.versions.includes(abi) ? { kind: 'loaded' } : { kind: 'missing-import', envoy },
      );
    }
  });

  test('does not link with another type', () => {
    const { params, results } = hostcallType(info);
    const wrong = { ...asImport(info), params: [...params, 'f64'] };
    const loaded = loadModule(
      buildWasm({ imports: [wrong], memory: { min: 1 }, functions: [abiMarker(info.versions.at(-1)), mallocAt(512)] }),
    );
    const shown = (types: readonly string[]): string => types.join(' ') || 'void';
    const offered = `${shown(params)} -> ${shown(results)}`;
    const want = `${[...params, 'f64'].join(' ')} -> ${shown(results)}`;
    expect(loaded).toMatchObject({ kind: 'import-type-mismatch', want, offered });
  });

  test(`${WHILE_STARTING.has(info.name) ? 'may' : 'must not'} be called while the guest starts`, () => {
    const { failure, vm } = startVm(guestOf(info, [mallocAt(512), { name: '_initialize', body: call(info, 1) }]));
    expect(failure?.kind).toBe(WHILE_STARTING.has(info.name) ? undefined : 'start-trapped');
    expect(vm.trap?.kind).toBe(WHILE_STARTING.has(info.name) ? undefined : 'restricted-callback');
  });

  test(`${WHILE_ALLOCATING.has(info.name) ? 'may' : 'must not'} be called while the guest allocates`, () => {
    const configuration: HostcallInfo | undefined = HOSTCALLS.find((one) => one.name === 'proxy_get_buffer_bytes');
    if (configuration === undefined) throw new Error('no proxy_get_buffer_bytes');
    const malloc = { ...mallocAt(512), body: [...call(info, 1), ...op.i32(512)] };
    const getBytes = [...[0, 0, 9, 128, 144].flatMap(op.i32), ...op.call(2), ...op.drop];
    const one = startVm(
      buildWasm({
        imports: [log, asImport(info), asImport(configuration)],
        memory: { min: 1 },
        functions: [
          abiMarker(info.versions.at(-1)),
          malloc,
          { name: 'proxy_on_tick', params: ['i32'], body: getBytes },
        ],
      }),
    );
    one.root.buffers.set(0, bytes('body'));
    one.vm.call(Callback.onTick, one.root);
    expect(one.vm.trap?.kind).toBe(WHILE_ALLOCATING.has(info.name) ? undefined : 'restricted-callback');
  });

  const isRestrictable = !NEVER_RESTRICTED.has(info.name);
  test(`${isRestrictable ? 'can' : 'cannot'} be taken away by a capability restriction`, () => {
    const body = [...op.store(RESULT_AT, op.i32(-1)), ...call(info, 1), ...say(RESULT_AT, 4)];
    const allowed = new Set(['proxy_on_tick', ...(info.name === 'proxy_log' ? [] : ['proxy_log'])]);
    const module = guestOf(info, [mallocAt(512), { name: 'proxy_on_tick', params: ['i32'], body }]);
    const { vm, root, trace } = startVm(module, { allowed });
    vm.call(Callback.onTick, root);
    const kind = info.module === 'env' ? 'proxy-wasm' : 'WASI';
    const complaint = `Attempted call to restricted ${kind} capability: ${info.name}`;
    const heap = new TextDecoder().decode(trace.snapshot().bytes);
    expect(heap.includes(complaint)).toBe(isRestrictable);
    if (info.name === 'proxy_log' || !isRestrictable) return;
    const refused = info.result === 'void' ? '\xff\xff\xff\xff' : `${info.module === 'env' ? '\x0a' : '\x4c'}\0\0\0`;
    expect(root.asked).toEqual([`log 2 ${refused}`]);
  });
});
