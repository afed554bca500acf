// src/host alone, with a small double of the proxy's services: what the hostcalls themselves cost.
import { CallGate, ENVOY_MAX_PAGES, LoadedModule, loadModule, Trace, Vm } from '../../src/host/index.ts';
import { bytesOfLatin1, Callback, latin1OfBytes, NO_BYTES } from '../../src/model/index.ts';
import type { PerfConfig, PerfHeaderList, PerfHost, PerfRequest, PerfResult } from '../adapter.d.ts';
import { BodyPool, ServicesDouble, type StreamFacts } from './services-double.ts';

export const name = 'product-host';

const ROOT = 1;

export function load(wasm: Uint8Array, config: PerfConfig = {}): Promise<PerfHost> {
  const module = loadModule(wasm);
  if (!(module instanceof LoadedModule)) throw new Error(`not loaded: ${module.kind}`);
  return Promise.resolve(hostOf(module, new Trace(config.trace === 'full')));
}

function hostOf(module: LoadedModule, trace: Trace): PerfHost {
  const pool = new BodyPool();
  let vm = started(module, trace);
  let given: PerfRequest | undefined;
  let encoded = encode(undefined);
  return {
    run(request) {
      if (request !== given) encoded = encode((given = request));
      trace.clear();
      return stream(vm, encoded, pool);
    },
    view: (result) => (result instanceof ServicesDouble ? viewOf(result) : EMPTY),
    restart() {
      vm = started(module, trace);
    },
    trace() {
      const { count: length, words, bytes } = trace.snapshot();
      return { length, words, bytes };
    },
    traceEvents: () => trace.count,
    guestBytes: () => vm.memoryPages * 65536,
  };
}

function started(module: LoadedModule, trace: Trace): Vm {
  const vm = new Vm({
    module,
    index: 0,
    trace,
    environment: [],
    allowedCapabilities: undefined,
    gate: new CallGate({ hostcallLimit: 1_000_000 }),
    maxPages: ENVOY_MAX_PAGES,
  });
  const pool = new BodyPool();
  const failed = vm.start(new ServicesDouble(0, encode(undefined), pool));
  if (failed !== undefined) throw new Error(`not started: ${failed.kind}`);
  const root = new ServicesDouble(vm.nextContextId(), encode(undefined), pool);
  vm.register(root);
  vm.call(Callback.onContextCreate, root, 0);
  vm.call(Callback.onVmStart, root, 0);
  vm.call(Callback.onConfigure, root, 0);
  return vm;
}

/** One complete stream. */
function stream(vm: Vm, known: StreamFacts, pool: BodyPool): ServicesDouble {
  const { requestBody, responseBody, properties } = known;
  const requestHeaders = known.requestHeaders.slice();
  const responseHeaders = known.responseHeaders.slice();
  const facts = { requestHeaders, responseHeaders, properties, requestBody, responseBody };
  const context = new ServicesDouble(vm.nextContextId(), facts, pool);
  vm.register(context);
  vm.call(Callback.onContextCreate, context, ROOT);
  vm.call(Callback.onRequestHeaders, context, requestHeaders.length >> 1, requestBody.length > 0 ? 0 : 1);
  if (requestBody.length > 0) vm.call(Callback.onRequestBody, context, requestBody.length, 1);
  vm.call(Callback.onResponseHeaders, context, responseHeaders.length >> 1, responseBody.length > 0 ? 0 : 1);
  if (responseBody.length > 0) vm.call(Callback.onResponseBody, context, responseBody.length, 1);
  vm.call(Callback.onDone, context);
  vm.call(Callback.onLog, context);
  vm.call(Callback.onDelete, context);
  vm.unregister(context.id);
  return context;
}

function encode(request: PerfRequest | undefined): StreamFacts {
  return {
    requestHeaders: flat(request?.headers ?? []),
    responseHeaders: flat(request?.response.headers ?? []),
    properties: Object.entries(request?.properties ?? {}).flatMap(([path, value]) => [
      bytesOfLatin1(path.replaceAll('.', '\0')),
      bytesOfLatin1(value),
    ]),
    requestBody: request?.body ?? NO_BYTES,
    responseBody: request?.response.body ?? NO_BYTES,
  };
}

function flat(pairs: PerfHeaderList): Uint8Array[] {
  return pairs.flatMap(([key, value]) => [bytesOfLatin1(key), bytesOfLatin1(value)]);
}

function pairs(headers: readonly Uint8Array[]): PerfHeaderList {
  const list: PerfHeaderList = [];
  for (let i = 0; i + 1 < headers.length; i += 2)
    list.push([latin1OfBytes(headers[i] ?? NO_BYTES), latin1OfBytes(headers[i + 1] ?? NO_BYTES)]);
  return list;
}

const EMPTY: PerfResult = { requestHeaders: [], responseHeaders: [], responseBody: NO_BYTES, logs: 0 };

function viewOf({ facts, logs }: ServicesDouble): PerfResult {
  const { requestHeaders, responseHeaders, responseBody } = facts;
  return { requestHeaders: pairs(requestHeaders), responseHeaders: pairs(responseHeaders), responseBody, logs };
}
