import {
  bytesOfLatin1,
  Callback,
  hostcallIndex,
  hostcallType,
  HOSTCALLS,
  latin1OfBytes,
  STATUS_NAMES,
  traceText,
  type AbiVersion,
} from '../../src/model/index.ts';
import { CallGate, ENVOY_MAX_PAGES, loadModule, Trace, Vm } from '../../src/host/index.ts';
import { abiMarker, buildWasm, mallocAt, op } from './build-wasm.ts';
import { FakeContext } from './fake-context.ts';
import { say } from './guest.ts';

/** What the guest's memory holds before the call; a stray write shows. */
const FILL = '?';
const REGION = 1024;
const STATUS_AT = 1020;
const TEXTS_AT = 16;
/** Where the guest's allocator finds room. */
export const GIVEN = 512;
/** Past the end of the guest's one page. */
export const OUTSIDE = 65536;

/** A number is passed as it is, a text as the address and size of its bytes in memory. */
export type Argument = number | bigint | string;

export interface HostcallOutcome {
  readonly status: string;
  /** Bytes that changed, as byte strings by address. */
  readonly writes: Readonly<Record<number, string>>;
  /** What the proxy was asked. */
  readonly asked: readonly string[];
  /** The hostcall's own line of the trace. */
  readonly trace: string;
  readonly context: FakeContext;
}

interface CallOptions {
  readonly abi?: AbiVersion;
  readonly module?: 'env' | 'wasi_snapshot_preview1' | 'wasi_unstable';
  readonly malloc?: number;
  readonly environment?: readonly (readonly [string, string])[];
  readonly allowed?: ReadonlySet<string>;
  readonly setup?: (context: FakeContext) => void;
  /** Bytes in memory before the call. */
  readonly memory?: Readonly<Record<number, string>>;
}

/** A u32 as it stands in memory. */
export function word(value: number): string {
  return String.fromCharCode(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24);
}

/** A header map in its serialized form. */
export function pairs(...parts: string[]): string {
  const sizes = parts.map((part) => word(part.length)).join('');
  return word(parts.length / 2) + sizes + parts.map((part) => `${part}\0`).join('');
}

/**
 * A guest makes one hostcall in `proxy_on_tick` and then logs its own memory. Checked on the way: the same call made
 * with the trace switched off does the same.
 */
export function callHost(name: string, args: readonly Argument[], options: CallOptions = {}): HostcallOutcome {
  const traced = run(name, args, options, true);
  const untraced = run(name, args, options, false);
  if (untraced.status !== traced.status || untraced.region !== traced.region) {
    throw new Error(`${name}: with the trace ${traced.status}, without it ${untraced.status}`);
  }
  const { status, writes, asked, trace, context } = traced;
  return { status, writes, asked, trace, context };
}

function run(name: string, args: readonly Argument[], options: CallOptions, traced: boolean) {
  const before = bytesOfLatin1(FILL.repeat(REGION));
  for (const [at, content] of Object.entries(options.memory ?? {})) before.set(bytesOfLatin1(content), Number(at));
  const code = placeArguments(args, before);
  const module = loadModule(guestOf(name, code, before, options));
  if (module.kind !== 'loaded') throw new Error(JSON.stringify(module));
  const trace = new Trace(traced);
  const vm = new Vm({
    module,
    index: 0,
    trace,
    environment: options.environment ?? [],
    allowedCapabilities: options.allowed,
    gate: new CallGate({ hostcallLimit: 1000 }),
    maxPages: ENVOY_MAX_PAGES,
  });
  vm.start(new FakeContext(0));
  const context = new FakeContext(vm.nextContextId());
  vm.register(context);
  options.setup?.(context);
  vm.call(Callback.onTick, context);
  if (vm.trap !== undefined) throw new Error(vm.trap.message);
  const region = context.asked.pop()?.slice('log 2 '.length) ?? '';
  const lines = traceText(trace.snapshot()).split('\n');
  const line = lines.find((text) => new RegExp(`ctx \\d+ {3}\\S*${name}\\(`).test(text)) ?? '';
  return {
    status: statusOf(name, region, options),
    writes: differences(latin1OfBytes(before), region),
    asked: context.asked,
    trace: line.replace(/^vm 0 ctx 1 {3}/, ''),
    context,
    region,
  };
}

function statusOf(name: string, region: string, options: CallOptions): string {
  const info = HOSTCALLS[hostcallIndex(options.module ?? 'env', name) ?? -1];
  const code = bytesOfLatin1(region.slice(STATUS_AT, STATUS_AT + 4))[0] ?? 0;
  return info?.result === 'status' ? (STATUS_NAMES[code] ?? String(code)) : String(code);
}

function placeArguments(args: readonly Argument[], memory: Uint8Array): number[] {
  let at = TEXTS_AT;
  return args.flatMap((arg) => {
    if (typeof arg === 'number') return op.i32(arg);
    if (typeof arg === 'bigint') return op.i64(arg);
    memory.set(bytesOfLatin1(arg), at);
    const code = [...op.i32(at), ...op.i32(arg.length)];
    at += arg.length;
    return code;
  });
}

function guestOf(name: string, code: readonly number[], memory: Uint8Array, options: CallOptions): Uint8Array {
  const module = options.module ?? 'env';
  const index = hostcallIndex(module, name) ?? -1;
  const info = HOSTCALLS[index];
  if (info === undefined) throw new Error(`no hostcall ${name}`);
  const { params, results } = hostcallType(info);
  const call = [...code, ...op.call(1)];
  return buildWasm({
    imports: [
      { module: 'env', name: 'proxy_log', params: ['i32', 'i32', 'i32'], results: ['i32'] },
      { module, name, params, results },
    ],
    memory: { min: 1 },
    data: [{ at: 0, bytes: memory }],
    functions: [
      abiMarker(options.abi ?? info.versions.at(-1)),
      mallocAt(options.malloc ?? GIVEN),
      {
        name: 'proxy_on_tick',
        params: ['i32'],
        body: [
          ...(results.length === 0 ? [...call, ...op.store(STATUS_AT, op.i32(0))] : op.store(STATUS_AT, call)),
          ...say(0, REGION),
        ],
      },
    ],
  });
}

function differences(before: string, after: string): Record<number, string> {
  const writes: Record<number, string> = {};
  let start = -1;
  for (let at = 0; at < STATUS_AT; at++) {
    if (before[at] === after[at]) start = -1;
    else {
      if (start < 0) start = at;
      writes[start] = (writes[start] ?? '') + (after[at] ?? '');
    }
  }
  return writes;
}
