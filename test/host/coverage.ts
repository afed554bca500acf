import { readdirSync, readFileSync } from 'node:fs';
import type { AbiCoverage, Covered } from '../../scripts/abi-page.ts';
import { Kit } from '../../cli/conformance/kit.ts';
import { HOSTCALLS, isOutput, type HostcallInfo } from '../../src/model/index.ts';
import { cases as buffers } from './buffers.cases.ts';
import { cases as callouts } from './callouts.cases.ts';
import { cases as headers } from './headers.cases.ts';
import type { HostcallCase } from './hostcall-cases.ts';
import { cases as log } from './log.cases.ts';
import { cases as properties } from './properties.cases.ts';
import { cases as state } from './state.cases.ts';
import { cases as streams } from './streams.cases.ts';
import { cases as timeAndOthers } from './time-and-others.cases.ts';
import { cases as wasi, fixed } from './wasi.cases.ts';

interface TableCase {
  readonly call: string;
  readonly module: string;
  readonly file: string;
  readonly status: string;
  readonly hasEffect: boolean;
}

const TABLES: Readonly<Record<string, readonly HostcallCase[]>> = {
  buffers,
  callouts,
  log,
  properties,
  state,
  streams,
  wasi,
};

function tableCases(): TableCase[] {
  const tables = Object.entries({ ...TABLES, 'time-and-others': timeAndOthers });
  const plain = tables.flatMap(([name, cases]) =>
    cases.map((one) => ({
      call: one.call,
      module: one.module ?? 'env',
      file: `${name}.cases.ts`,
      status: one.status,
      hasEffect: one.writes !== undefined || one.asked !== undefined || one.afterwards !== undefined,
    })),
  );
  const ofHeaders = headers.map(({ call, status, writes, headers: changed }) => ({
    call,
    module: 'env',
    file: 'headers.cases.ts',
    status,
    hasEffect: writes !== undefined || changed !== undefined,
  }));
  const ofWasi = fixed.map(([call, , errno]) => ({
    call,
    module: 'wasi_snapshot_preview1',
    file: 'wasi.cases.ts',
    status: String(errno),
    hasEffect: true,
  }));
  return [...plain, ...ofHeaders, ...ofWasi];
}

/** Events of the recordings that replay equal: name of the import or callback, and what it answered. */
interface Recorded {
  /** Imports by `module.name`: scenarios in which one succeeded, or gave the only answer that it has. */
  readonly hostcalls: ReadonlyMap<string, readonly string[]>;
  readonly callbacks: ReadonlyMap<string, readonly string[]>;
}

const OK = new Set(['0', 'void']);
/** Their result is no status. */
const NUMBERS = new Set(['env.pthread_equal']);

function recordings(): Recorded {
  const kit = new Kit('conformance');
  const hostcalls = new Map<string, Set<string>>();
  const callbacks = new Map<string, Set<string>>();
  const note = (into: Map<string, Set<string>>, key: string, name: string): void => {
    into.set(key, (into.get(key) ?? new Set()).add(name));
  };
  for (const name of readdirSync('conformance/golden').map((file) => file.slice(0, -5))) {
    if (kit.expectation(name).kind !== 'equal') continue;
    for (const { t, fn, ret } of eventsOf(name)) {
      if (t === 'call') note(callbacks, fn, name);
      // The recorder writes down what was logged, not the call that did it.
      if (t === 'log') note(hostcalls, 'env.proxy_log', name);
      if (t === 'host' && (OK.has(ret) || NUMBERS.has(fn) || isFixedAnswer(fn, ret))) note(hostcalls, fn, name);
    }
  }
  const sorted = (from: Map<string, Set<string>>) => new Map([...from].map(([key, names]) => [key, [...names].sort()]));
  return { hostcalls: sorted(hostcalls), callbacks: sorted(callbacks) };
}

function field(event: object, name: string): string {
  const value: unknown = Reflect.get(event, name);
  return typeof value === 'string' ? value : '';
}

/** Events of all its timelines. */
function* eventsOf(name: string): Generator<{ t: string; fn: string; ret: string }> {
  const golden: unknown = JSON.parse(readFileSync(`conformance/golden/${name}.json`, 'utf8'));
  if (typeof golden !== 'object' || golden === null) return;
  for (const [key, events] of Object.entries(golden)) {
    if (!key.startsWith('timeline') || !Array.isArray(events)) continue;
    for (const event of events as readonly unknown[]) {
      if (typeof event !== 'object' || event === null) continue;
      yield { t: field(event, 't'), fn: field(event, 'fn'), ret: field(event, 'ret') };
    }
  }
}

/** The functions of WASI that give the same error whatever they are asked. */
const ALWAYS_REFUSED: ReadonlyMap<string, string> = (() => {
  const answers = new Map<string, Set<string>>();
  for (const [call, , errno] of fixed) answers.set(call, (answers.get(call) ?? new Set()).add(String(errno)));
  const isError = (all: Set<string>): boolean => !all.has('0');
  return new Map([...answers].flatMap(([call, all]) => (isError(all) ? [[call, [...all][0] ?? '']] : [])));
})();

function isFixedAnswer(fn: string, ret: string): boolean {
  const [module = '', call = ''] = fn.split('.');
  return module !== 'env' && ALWAYS_REFUSED.get(call) === ret;
}

/** Whether success of a hostcall shows in nothing but its status: held by other tests where it has an effect later. */
function hasNone({ module, name, params }: HostcallInfo): boolean {
  return module === 'env' ? name === 'proxy_set_effective_context' : !params.some(isOutput);
}

/** Whether a hostcall has something to refuse: places to look at, or an answer other than success. */
const NEVER_REFUSES = new Set(
  `proxy_continue_request proxy_continue_response proxy_clear_route_cache proxy_set_tick_period_milliseconds pthread_equal
   emscripten_notify_memory_growth args_get sched_yield fd_close fd_seek fd_advise proc_exit`.split(/\s+/),
);

export function coverage(): Pick<AbiCoverage, 'hostcalls' | 'callbacks'> {
  const recorded = recordings();
  const all = tableCases();
  const hostcalls = HOSTCALLS.map((info): [HostcallInfo, Covered] => {
    const module = info.module === 'env' ? 'env' : 'wasi_snapshot_preview1';
    const own = all.filter((one) => one.call === info.name && one.module === module);
    const always = module === 'env' ? undefined : ALWAYS_REFUSED.get(info.name);
    const isSuccess = ({ status, hasEffect }: TableCase): boolean => {
      if (info.result === 'number' || info.result === 'void') return true;
      if (always !== undefined) return status === always;
      return (status === 'Ok' || status === '0') && (hasEffect || hasNone(info));
    };
    const isRefusal = ({ status }: TableCase): boolean => status !== 'Ok' && status !== '0';
    return [
      info,
      {
        recorded: recorded.hostcalls.get(`${info.module}.${info.name}`) ?? [],
        table: [...new Set(own.map(({ file }) => file))].join(', '),
        successes: own.filter(isSuccess).length,
        refusals: NEVER_REFUSES.has(info.name) ? -1 : own.filter(isRefusal).length,
      },
    ];
  });
  return { hostcalls, callbacks: recorded.callbacks };
}
