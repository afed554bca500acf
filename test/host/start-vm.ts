import { Callback, type Failure } from '../../src/model/index.ts';
import {
  CallGate,
  ENVOY_MAX_PAGES,
  loadModule,
  Trace,
  Vm,
  type CallGateOptions,
  type VmOptions,
} from '../../src/host/index.ts';
import { FakeContext } from './fake-context.ts';

interface StartOptions {
  readonly environment?: VmOptions['environment'];
  readonly allowed?: ReadonlySet<string>;
  readonly maxPages?: number;
  readonly gate?: Partial<CallGateOptions>;
  readonly traced?: boolean;
}

export interface StartedVm {
  readonly vm: Vm;
  readonly trace: Trace;
  readonly boot: FakeContext;
  readonly root: FakeContext;
  readonly gate: CallGate;
  readonly failure: Failure | undefined;
}

/** Loads and starts a module, and creates its first root context. */
export function startVm(bytes: Uint8Array, options: StartOptions = {}): StartedVm {
  const module = loadModule(bytes);
  if (module.kind !== 'loaded') throw new Error(JSON.stringify(module));
  const trace = new Trace(options.traced ?? true);
  const gate = new CallGate({ hostcallLimit: 1_000_000, ...options.gate });
  const vm = new Vm({
    module,
    index: 0,
    trace,
    environment: options.environment ?? [],
    allowedCapabilities: options.allowed,
    gate,
    maxPages: options.maxPages ?? ENVOY_MAX_PAGES,
  });
  const boot = new FakeContext(0, trace);
  const failure = vm.start(boot);
  const root = new FakeContext(vm.nextContextId(), trace);
  if (failure === undefined) {
    vm.register(root);
    vm.call(Callback.onContextCreate, root, 0);
  }
  return { vm, trace, boot, root, gate, failure };
}
