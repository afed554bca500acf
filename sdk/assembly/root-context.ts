import { getBuffer, getBufferBytes } from './buffers';
import { Context } from './context';
import * as env from './env';
import { BufferType } from './enums';
import { HttpContext } from './http-context';
import { makeHttpContext, makeStreamContext } from './registry';
import { accept } from './status';
import { StreamContext } from './stream-context';

/** One per plugin and worker: reads the configuration, has the timer, makes a context for every stream. */
export class RootContext extends Context {
  /** Called once at the start. False refuses to start. */
  onVmStart(vmConfigurationSize: u32): bool {
    return true;
  }

  /** The configuration of the VM, readable at any time; null when the host has none. */
  getVmConfiguration(): string | null {
    return getBuffer(BufferType.VmConfiguration, 0, i32.MAX_VALUE);
  }

  /** The same as bytes. */
  getVmConfigurationBytes(): Uint8Array | null {
    return getBufferBytes(BufferType.VmConfiguration, 0, i32.MAX_VALUE);
  }

  /** Called with the plugin's configuration. False refuses it, and the proxy does not start. */
  onConfigure(pluginConfigurationSize: u32): bool {
    return true;
  }

  /** The configuration of this plugin, readable in `onConfigure` only; null elsewhere. */
  getPluginConfiguration(): string | null {
    return getBuffer(BufferType.PluginConfiguration, 0, i32.MAX_VALUE);
  }

  /** The same as bytes. */
  getPluginConfigurationBytes(): Uint8Array | null {
    return getBufferBytes(BufferType.PluginConfiguration, 0, i32.MAX_VALUE);
  }

  /** Calls `onTick` again and again, with that many milliseconds between; 0 stops it. */
  setTickPeriod(milliseconds: u32): void {
    const status = env.proxy_set_tick_period_milliseconds(milliseconds);
    accept(status, 'proxy_set_tick_period_milliseconds', milliseconds.toString());
  }

  /** Called by the timer. */
  onTick(): void {}

  /** Called when a queue that this root context registered has a message. */
  onQueueReady(queueId: u32): void {}

  /** Makes the context of an HTTP stream; null when this plugin is no HTTP filter. */
  createHttpContext(contextId: u32): HttpContext | null {
    return makeHttpContext(contextId, this.contextId);
  }

  /** Makes the context of a connection, asked for when `createHttpContext` gave none. */
  createStreamContext(contextId: u32): StreamContext | null {
    return makeStreamContext(contextId, this.contextId);
  }
}
