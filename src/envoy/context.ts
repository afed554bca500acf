import { refused, Status, type ContextServices, type CountOr } from '../host/index.ts';
import {
  copyOf,
  latin1OfBytes,
  NO_BYTES,
  type HeaderBytes,
  type Span,
  type Refusal,
  type RefusalKind,
} from '../model/index.ts';
import type { BodyBuffer } from './body-buffer.ts';
import { callForeignFunction } from './foreign.ts';
import { headerMapOf, type HeaderMap } from './header-map.ts';
import { startHttpCall } from './http-call.ts';
import { MapType } from './map-type.ts';
import type { Plugin } from './plugin.ts';
import type { PluginVm } from './plugin-vm.ts';
import { propertyHint } from './property-hints.ts';
import { readProperty } from './properties.ts';
import { EPOCH_NS, type Proxy } from './proxy.ts';
import type { RootContext } from './root-context.ts';
import type { StateType } from './properties-filter-state.ts';
import type { StreamInfo } from './stream-info.ts';

export const BufferType = {
  requestBody: 0,
  responseBody: 1,
  downstreamData: 2,
  upstreamData: 3,
  callBody: 4,
  grpcReceive: 5,
  vmConfiguration: 6,
  pluginConfiguration: 7,
  callData: 8,
} as const;

/**
 * What root and stream contexts have in common: the proxy's side of the hostcalls, as Envoy's Context answers them.
 * A context without a stream refuses what needs one.
 */
export abstract class Context implements ContextServices {
  readonly id: number;
  readonly vm: PluginVm;
  readonly plugin: Plugin;
  readonly proxy: Proxy;
  /** Properties that it has declared. */
  declared: Map<string, StateType> | undefined;

  constructor(proxy: Proxy, vm: PluginVm, plugin: Plugin, id: number) {
    this.proxy = proxy;
    this.vm = vm;
    this.plugin = plugin;
    this.id = id;
  }

  /** The root context: itself, or a stream context's parent. */
  abstract get root(): RootContext;
  /** The stream's facts; undefined for a root context, but while it logs one. */
  abstract get stream(): StreamInfo | undefined;
  /** A map that may be written now. */
  abstract writable(map: number): HeaderMap | undefined;
  /** A map that may be read now. */
  abstract readable(map: number): HeaderMap | undefined;
  /** A body that may be read and written now. */
  abstract body(type: number): BodyBuffer | undefined;
  /** Access log phase: reads of an absent map are NotFound, not BadArgument. */
  abstract get isLogging(): boolean;

  abstract continueStream(type: number): Status;
  abstract closeStream(type: number): Status;
  abstract clearRouteCache(): Status;
  abstract setProperty(path: Span, value: Span): Status;
  abstract sendLocalResponse(reply: Parameters<ContextServices['sendLocalResponse']>[0]): Status;
  /** A body was changed: what is held may have outgrown its limit. */
  protected abstract bodyChanged(type: number): void;

  log(level: number, message: Span): void {
    this.proxy.trace.log(this.vm.vm.index, this.id, this.plugin.filter, true, level, message);
  }

  logLevel(): number {
    return this.proxy.logLevel;
  }

  statusCode(): number {
    return this.root.lastStatus.code;
  }

  statusMessage(): Uint8Array {
    return this.root.lastStatus.message;
  }

  configuration(): Uint8Array {
    return this.root.isConfiguring ? this.plugin.configuration : this.vm.vmConfiguration;
  }

  now(): bigint {
    return EPOCH_NS + this.monotonicNow();
  }

  monotonicNow(): bigint {
    // Virtual time starts above zero: a clock at zero kills Go guests.
    return BigInt(Math.round(this.proxy.queue.now * 1e6)) + 1_000_000n;
  }

  random(into: Uint8Array): void {
    this.proxy.random.fill(into);
  }

  property(path: Span): Uint8Array | Status {
    const value = readProperty(this, path);
    if (value === Status.NotFound) {
      const hint = propertyHint(path);
      if (hint !== undefined) this.refuse(hint.kind, hint.facts);
    }
    return value;
  }

  headerValue(map: number, name: Span): Uint8Array | Status {
    const found = this.readable(map);
    const value = found?.find(name);
    if (value !== undefined) return value;
    if (found === undefined && !this.isLogging) return this.refuseMap(map);
    // A guest of ABI 0.1.0 knows no NotFound: absent is Ok with nothing.
    return this.vm.vm.abi === '0.1.0' ? NO_BYTES : Status.NotFound;
  }

  addHeader(map: number, name: Span, value: Span): Status {
    const headers = this.writable(map);
    if (headers === undefined) return this.refuseMap(map);
    headers.addSpan(name, value);
    return this.#written(map);
  }

  replaceHeader(map: number, name: Span, value: Span): Status {
    const headers = this.writable(map);
    if (headers === undefined) return this.refuseMap(map);
    headers.replaceSpan(name, value);
    return this.#written(map);
  }

  removeHeader(map: number, name: Span): Status {
    const headers = this.writable(map);
    if (headers === undefined) return this.refuseMap(map);
    headers.removeSpan(name);
    return this.#written(map);
  }

  headerPairs(map: number): HeaderBytes | Status {
    return this.readable(map)?.snapshot() ?? [];
  }

  setHeaderPairs(map: number, pairs: HeaderBytes): Status {
    const headers = this.writable(map);
    if (headers === undefined) return this.refuseMap(map);
    headers.clear();
    const given = headerMapOf(pairs);
    for (let i = 0; i < given.size; i++) headers.add(given.nameAt(i), given.valueAt(i));
    return this.#written(map);
  }

  headerMapSize(map: number): CountOr {
    return this.writable(map)?.byteSize ?? refused(this.refuseMap(map));
  }

  /** Envoy forgets the route that it chose whenever a request header was written. */
  #written(map: number): Status {
    if (map === MapType.requestHeaders) this.clearRouteCache();
    return Status.Ok;
  }

  buffer(type: number): Uint8Array | Status {
    switch (type) {
      case BufferType.vmConfiguration:
        return (this.root.lastBuffer = this.vm.vmConfiguration);
      case BufferType.pluginConfiguration:
        return this.root.isConfiguring ? (this.root.lastBuffer = this.plugin.configuration) : Status.NotFound;
      case BufferType.callBody:
        return this.root.answer?.body ?? Status.NotFound;
      case BufferType.grpcReceive:
        return this.root.grpc.received;
      case BufferType.callData:
        // Outside a foreign call Envoy shows whatever the context's buffer held last (envoy-behaviour: body buffers).
        return this.root.lastBuffer;
      default:
        return this.body(type)?.bytes() ?? NO_BYTES;
    }
  }

  setBuffer(type: number, start: number, length: number, data: Span): Status {
    if (type > BufferType.upstreamData) {
      const known = this.buffer(type);
      return typeof known === 'number' ? known : this.refuse('body-read-only', { buffer: type });
    }
    const body = this.body(type);
    if (body === undefined) return this.refuse('body-not-here', { buffer: type });
    if (!body.write(start, length, this.proxy.bodies.copy(data)))
      return this.refuse('body-middle', { start, length, size: body.length });
    this.bodyChanged(type);
    return Status.Ok;
  }

  httpCall(call: Parameters<ContextServices['httpCall']>[0]): CountOr {
    return startHttpCall(this.root, call);
  }

  grpcCall(call: Parameters<ContextServices['grpcCall']>[0]): CountOr {
    return this.root.grpc.call(call);
  }

  grpcStream(stream: Parameters<ContextServices['grpcStream']>[0]): CountOr {
    return this.root.grpc.stream(stream);
  }

  grpcSend(token: number, message: Span, endStream: boolean): Status {
    return this.root.grpc.send(token, message, endStream);
  }

  grpcClose(token: number): Status {
    return this.root.grpc.close(token);
  }

  grpcCancel(token: number): Status {
    return this.root.grpc.cancel(token);
  }

  setTickPeriod(milliseconds: number): Status {
    this.root.setTick(milliseconds);
    return Status.Ok;
  }

  defineMetric(type: number, name: Span): CountOr {
    return this.proxy.metrics.define(type, name, this.vm.metricIds);
  }

  incrementMetric(id: number, offset: bigint): Status {
    return this.vm.metricIds.increment(id, offset);
  }

  recordMetric(id: number, value: bigint): Status {
    return this.vm.metricIds.record(id, value);
  }

  metric(id: number): bigint | Status {
    return this.vm.metricIds.get(id);
  }

  sharedData(key: Span): Uint8Array | Status {
    return this.proxy.sharedData.get(this.plugin.vmId, key);
  }

  sharedDataCas(): number {
    return this.proxy.sharedData.cas;
  }

  setSharedData(key: Span, value: Span, cas: number): Status {
    const status = this.proxy.sharedData.set(this.plugin.vmId, key, value, cas);
    if (status === Status.CasMismatch) this.refuse('cas-mismatch', { given: cas });
    return status;
  }

  registerQueue(name: Span): CountOr {
    return this.proxy.queues.register(this.plugin.vmId, name, (token) => this.root.wake(token));
  }

  resolveQueue(vmId: Span, name: Span): CountOr {
    const owner = vmId.size === 0 ? this.plugin.vmId : latin1OfBytes(copyOf(vmId));
    return this.proxy.queues.resolve(owner, name);
  }

  enqueue(token: number, data: Span): Status {
    return this.proxy.queues.enqueue(token, data);
  }

  dequeue(token: number): Uint8Array | Status {
    return this.proxy.queues.dequeue(token);
  }

  done(): Status {
    return this.root === (this as unknown) ? this.root.finishDone() : Status.NotFound;
  }

  callForeignFunction(name: Span, argument: Span): Uint8Array | Status {
    return callForeignFunction(this, latin1OfBytes(copyOf(name)), argument);
  }

  resolveDns(): CountOr {
    return this.#notYet('envoy_resolve_dns');
  }

  notSimulated(hostcall: string): void {
    this.proxy.notSimulated.add(hostcall);
  }

  #notYet(hostcall: string): CountOr {
    this.notSimulated(hostcall);
    return refused(Status.Unimplemented);
  }

  /** Notes why a hostcall is refused, and refuses it. */
  refuse(kind: RefusalKind, facts: Refusal['facts']): typeof Status.BadArgument {
    this.proxy.refuse({ kind, filter: this.plugin.filter, contextId: this.id, facts });
    return Status.BadArgument;
  }

  /** Position in the trace where a map left this filter; -1 when it did not. */
  protected leftAt(_map: number): number {
    return -1;
  }

  protected refuseMap(map: number): typeof Status.BadArgument {
    if (this.readable(map) !== undefined) return this.refuse('map-read-only', { map });
    if (this.stream === undefined && map <= MapType.responseTrailers) return this.refuse('no-stream', { map });
    return this.refuse('map-not-here', { map, leftAt: this.leftAt(map) });
  }

  protected answerMap(map: number): HeaderMap | undefined {
    const { answer, grpc } = this.root;
    switch (map) {
      case MapType.grpcInitialMetadata:
        return grpc.initialMetadata;
      case MapType.grpcTrailingMetadata:
        return grpc.trailingMetadata;
      case MapType.callHeaders:
        return answer?.headers;
      default:
        return map === MapType.callTrailers ? answer?.trailers : undefined;
    }
  }
}
