import type { Span } from '../model/index.ts';
import type { Plugin } from './plugin.ts';
import type { PluginVm } from './plugin-vm.ts';
import type { Proxy } from './proxy.ts';
import { RootContext } from './root-context.ts';

/** The VM itself, context 0: what `_initialize` and `_start` run in. Its log lines carry no names. */
export class BootContext extends RootContext {
  constructor(proxy: Proxy, vm: PluginVm, plugin: Plugin) {
    super(proxy, vm, plugin, 0);
  }

  override log(level: number, message: Span): void {
    this.proxy.trace.log(this.vm.vm.index, 0, -1, true, level, message);
  }
}
