import { LoadedModule, loadModule, Vm, type MemoryBudget } from '../host/index.ts';
import type { ClockTimer, Failure, PluginFailure, PluginReport, RunProject, Trap, VmReport } from '../model/index.ts';
import { BootContext } from './boot-context.ts';
import { ClosedMember } from './closed-member.ts';
import type { ChainMember } from './chain-member.ts';
import type { HttpStream } from './http-stream.ts';
import { PluginVm } from './plugin-vm.ts';
import type { Plan } from './plan.ts';
import type { Plugin } from './plugin.ts';
import type { Proxy } from './proxy.ts';
import { RootContext } from './root-context.ts';
import type { StreamInfo } from './stream-info.ts';
import { StreamContext } from './stream-context.ts';
import type { NetworkFilter, TcpChain } from './tcp-chain.ts';
import { ClosedTcpFilter, TcpContext } from './tcp-context.ts';

/** Modules of a project, read and compiled once. */
export class Modules {
  readonly #project: RunProject;
  readonly #loaded = new Map<string, LoadedModule | Failure>();

  readonly #memory: MemoryBudget;

  constructor(project: RunProject, memory: MemoryBudget) {
    this.#project = project;
    this.#memory = memory;
  }

  get(name: string): LoadedModule | Failure {
    let loaded = this.#loaded.get(name);
    if (loaded === undefined) {
      const bytes = this.#project.modules[name];
      const envoy = `Unable to read file: ${name}`;
      loaded =
        bytes === undefined
          ? { kind: 'module-missing', name, envoy }
          : loadModule(bytes, (initial) => this.#memory.maximum(initial));
      this.#loaded.set(name, loaded);
    }
    return loaded;
  }
}

/** One thread of the proxy: its VMs, one for each (vm_id, VM configuration, code), and the filters of its streams. */
export class Thread {
  readonly #name: string;
  readonly #proxy: Proxy;
  readonly #modules: Modules;
  readonly #plan: Plan;
  /** Plugins that were started here, in that order. */
  readonly #started: Plugin[] = [];
  readonly #vms = new Map<string, PluginVm>();
  /** Every VM there ever was on this thread, and the plugin that it was made for. */
  readonly #all = new Map<PluginVm, Plugin>();
  /** By plugin: the root context that its last stream had. */
  readonly #lastRoots: RootContext[] = [];
  /** Those whose memory was given back. */
  readonly #gone = new Set<PluginVm>();

  constructor(name: string, proxy: Proxy, modules: Modules, plan: Plan) {
    this.#name = name;
    this.#proxy = proxy;
    this.#modules = modules;
    this.#plan = plan;
  }

  /** Starts plugins. Any failure means that Envoy would not start, whatever the failure policy. */
  start(plugins: readonly Plugin[]): PluginFailure[] {
    const failures: PluginFailure[] = [];
    for (const plugin of plugins) {
      this.#started.push(plugin);
      const root = this.#rootOf(plugin);
      if (!(root instanceof RootContext)) failures.push({ filter: plugin.filter, plugin: plugin.name, failure: root });
    }
    return failures;
  }

  /** The plugin's root context in its VM, both made when they are not there. */
  #rootOf(plugin: Plugin): RootContext | Failure {
    const vm = this.#vmOf(plugin);
    if (!(vm instanceof PluginVm)) return vm;
    const known = vm.roots.get(plugin.rootKey);
    if (known !== undefined) return known;
    const root = new RootContext(this.#proxy, vm, plugin, vm.vm.nextContextId());
    vm.roots.set(plugin.rootKey, root);
    switch (root.start()) {
      case 'started':
        return root;
      case 'vm-start-refused':
        return { kind: 'vm-start-refused', plugin: plugin.name, envoy: 'Wasm VM failed Failed to start base Wasm' };
      case 'configure-refused':
        return {
          kind: 'configure-refused',
          plugin: plugin.name,
          envoy: 'Wasm VM failed Failed to configure base Wasm plugin',
        };
      case 'trapped':
        return startTrap(vm.vm.trap);
    }
  }

  #vmOf(plugin: Plugin): PluginVm | Failure {
    const known = this.#vms.get(plugin.vmKey);
    if (known !== undefined) return known;
    const module = this.#modules.get(plugin.wasm);
    if (!(module instanceof LoadedModule)) return module;
    const initial = module.info.memory?.min ?? 0;
    const { watcher } = this.#proxy;
    const vm = new PluginVm(
      new Vm({
        module,
        index: this.#proxy.nextVm(this.#name),
        trace: this.#proxy.trace,
        environment: plugin.environment,
        allowedCapabilities: plugin.capabilities,
        gate: this.#proxy.gate,
        maxPages: this.#proxy.memory.take(initial),
        watch: watcher && { watcher, wasm: plugin.wasm },
      }),
      plugin.vmConfiguration,
      this.#proxy.queue.now,
    );
    this.#all.set(vm, plugin);
    const { exports, memory } = module.info;
    if (memory?.imported !== true && !exports.some(({ kind }) => kind === 'memory')) this.#warnOfNoMemory(plugin);
    const failed = vm.vm.start(new BootContext(this.#proxy, vm, plugin));
    if (failed !== undefined) {
      this.#release(vm);
      return failed;
    }
    this.#vms.set(plugin.vmKey, vm);
    return vm;
  }

  /** Envoy reads a guest's memory without looking whether there is one. */
  #warnOfNoMemory(plugin: Plugin): void {
    this.#proxy.warn({
      kind: 'envoy-crashes',
      exchange: -1,
      filter: plugin.filter,
      callback: '',
      facts: { reason: 'no memory' },
    });
  }

  /** The filters of a new stream, in the order of the chain. */
  chain(stream: HttpStream): (ChainMember | undefined)[] {
    const { filters } = this.#plan;
    const [only] = filters;
    if (filters.length === 1 && only !== undefined) return [this.#member(only, stream)];
    return filters.map((plugin) => this.#member(plugin, stream));
  }

  /** The access loggers hear of a stream that is over. */
  log(info: StreamInfo): void {
    for (const plugin of this.#plan.loggers) this.#healthyRoot(plugin)?.accessLog(info);
  }

  /** The access loggers of the TCP proxy hear of a connection that is over. */
  logConnection(info: StreamInfo): void {
    for (const plugin of this.#plan.tcpLoggers) this.#healthyRoot(plugin)?.accessLog(info);
  }

  /** A wasm filter on a new TCP connection; undefined when its VM is dead and connections go past it. */
  networkFilter(plugin: Plugin, chain: TcpChain): NetworkFilter | undefined {
    const root = this.#healthyRoot(plugin);
    if (root === undefined) return plugin.policy === 'open' ? undefined : new ClosedTcpFilter(chain);
    return new TcpContext(root, chain);
  }

  #member(plugin: Plugin, stream: HttpStream): ChainMember | undefined {
    const root = this.#healthyRoot(plugin);
    if (root === undefined) return plugin.policy === 'open' ? undefined : new ClosedMember(plugin.filter, stream);
    return new StreamContext(root, stream);
  }

  #healthyRoot(plugin: Plugin): RootContext | undefined {
    const last = this.#lastRoots[plugin.filter];
    if (last !== undefined && !last.vm.isFailed) return last;
    const root = this.#rootForStream(plugin);
    if (root !== undefined) this.#lastRoots[plugin.filter] = root;
    return root;
  }

  #rootForStream(plugin: Plugin): RootContext | undefined {
    const vm = this.#vms.get(plugin.vmKey);
    if (vm !== undefined && !vm.isFailed) {
      const root = this.#rootOf(plugin);
      return root instanceof RootContext ? root : undefined;
    }
    if (vm === undefined || plugin.policy !== 'reload') return undefined;
    // FAIL_RELOAD: a new VM, but not sooner than the back-off after the last one was made.
    if (this.#proxy.queue.now - vm.loadedAt < plugin.reloadBackoffMs) return undefined;
    this.#vms.delete(plugin.vmKey);
    this.#release(vm);
    const root = this.#rootOf(plugin);
    return root instanceof RootContext ? root : undefined;
  }

  /** The proxy goes away: roots are told, the last of the chain first. */
  shutdown(): void {
    for (const plugin of this.#started.toReversed()) {
      const vm = this.#vms.get(plugin.vmKey);
      vm?.roots.get(plugin.rootKey)?.shutdown();
      vm?.roots.delete(plugin.rootKey);
      this.#lastRoots.length = 0;
    }
  }

  /** Thrown away without a word to the guest: no timers, no calls, nothing is told. */
  dispose(): void {
    for (const vm of this.#all.keys()) {
      for (const root of vm.roots.values()) root.dispose();
      this.#release(vm);
    }
  }

  /** A VM that nothing will be called in again gives its memory back. */
  #release(vm: PluginVm): void {
    this.#warnOfMemory(vm);
    this.#gone.add(vm);
    this.#proxy.memory.giveBack(vm.vm.maxPages);
    vm.vm.release();
  }

  /** Says of which VMs it seems that they wanted more memory than they could have here. */
  warnOfMemory(): void {
    for (const vm of this.#all.keys()) this.#warnOfMemory(vm);
  }

  /**
   * A guest's growth that is refused is not told to the host. It shows when a guest is refused from the start, stands at
   * its maximum, or died when the next doubling would have been too much.
   */
  #warnOfMemory(vm: PluginVm): void {
    const { memoryPages: pages, maxPages, trap, isKeptSmall } = vm.vm;
    if (!isKeptSmall || this.#gone.has(vm)) return;
    const isRefused = trap?.kind === 'memory-refused' || pages >= maxPages;
    if (!isRefused && (trap === undefined || pages * 2 <= maxPages)) return;
    this.#proxy.warn({
      kind: 'memory-refused',
      exchange: -1,
      filter: this.#all.get(vm)?.filter ?? -1,
      callback: trap?.callback ?? '',
      facts: { pages, limit: maxPages, run: this.#proxy.memory.limit },
    });
  }

  /** Position in the chain of the plugin that a root context belongs to; -1 when it is none. */
  filterOf(vmIndex: number, contextId: number): number {
    const vm = [...this.#all.keys()].find((known) => known.vm.index === vmIndex);
    const root = [...(vm?.roots.values() ?? [])].find((known) => known.id === contextId);
    return root?.plugin.filter ?? -1;
  }

  /** Every VM there ever was here. */
  vms(): (Omit<VmReport, 'thread'> & { readonly index: number })[] {
    return [...this.#all].map(([vm, plugin]) => ({
      index: vm.vm.index,
      vmId: plugin.vmId,
      memoryPages: this.#gone.has(vm) ? 0 : vm.vm.memoryPages,
    }));
  }

  report(plugin: Plugin): PluginReport {
    const vm = this.#vms.get(plugin.vmKey);
    const module = this.#modules.get(plugin.wasm);
    const { filter, name, rootId, vmId, wasm } = plugin;
    return {
      filter,
      name,
      rootId,
      vmId,
      wasm,
      vm: vm?.vm.index ?? -1,
      rootContextId: vm?.roots.get(plugin.rootKey)?.id ?? 0,
      ...(module instanceof LoadedModule ? { info: module.info } : {}),
      ...(vm?.vm.trap === undefined ? {} : { trap: vm.vm.trap }),
      memoryPages: vm?.vm.memoryPages ?? 0,
    };
  }

  /** The plugins' timers, each in its VM. */
  get timers(): ClockTimer[] {
    return [...this.#vms.values()].flatMap(({ vm, roots }) =>
      [...roots.values()].flatMap(({ id, plugin, timer }) =>
        timer === undefined
          ? []
          : [{ vm: vm.index, context: id, plugin: plugin.name, filter: plugin.filter, ...timer }],
      ),
    );
  }

  get traps(): Trap[] {
    return [...this.#all.keys()].flatMap((vm) => (vm.vm.trap === undefined ? [] : [vm.vm.trap]));
  }
}

function startTrap(trap: Trap | undefined): Failure {
  if (trap === undefined) throw new Error('a VM failed to start and does not say why');
  return { kind: 'start-trapped', trap, envoy: trap.envoy[0] ?? '' };
}
