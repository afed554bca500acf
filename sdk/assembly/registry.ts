import { Context } from './context';
import { announceContext } from './creation';
import { HttpContext } from './http-context';
import { logError } from './log';
import { readRootId } from './properties';
import { RootContext } from './root-context';
import { StreamContext } from './stream-context';

/** Makes a root context. */
export type RootContextFactory = (contextId: u32) => RootContext;
/** Makes the context of an HTTP stream. */
export type HttpContextFactory = (contextId: u32, rootContextId: u32) => HttpContext;
/** Makes the context of a connection. */
export type StreamContextFactory = (contextId: u32, rootContextId: u32) => StreamContext;

const rootIds: string[] = [];
const rootFactories: RootContextFactory[] = [];
let defaultRootFactory: RootContextFactory | null = null;
let httpFactory: HttpContextFactory | null = null;
let streamFactory: StreamContextFactory | null = null;

/** Registers the root context for one root id; call it at the top level of a file. One module can have several. */
export function registerRootContext(rootId: string, factory: RootContextFactory): void {
  rootIds.push(rootId);
  rootFactories.push(factory);
}

/** Registers the root context for every root id that has none of its own. */
export function setRootContext(factory: RootContextFactory): void {
  defaultRootFactory = factory;
}

/** Registers the HTTP context for root contexts that make none themselves: all that a simple filter needs. */
export function setHttpContext(factory: HttpContextFactory): void {
  httpFactory = factory;
}

/** Registers the context of a connection, for root contexts that make none themselves. */
export function setStreamContext(factory: StreamContextFactory): void {
  streamFactory = factory;
}

/** Makes an HTTP context with what `setHttpContext` registered. */
export function makeHttpContext(contextId: u32, rootContextId: u32): HttpContext | null {
  const factory = httpFactory;
  return factory ? factory(contextId, rootContextId) : null;
}

/** Makes a stream context with what `setStreamContext` registered. */
export function makeStreamContext(contextId: u32, rootContextId: u32): StreamContext | null {
  const factory = streamFactory;
  return factory ? factory(contextId, rootContextId) : null;
}

const contexts = new Map<u32, Context>();

/** The context with that id, null when there is none. */
export function contextOf(contextId: u32): Context | null {
  return contexts.has(contextId) ? contexts.get(contextId) : null;
}

/** The root context with that id, null when there is none. */
export function rootOf(contextId: u32): RootContext | null {
  const context = contextOf(contextId);
  return context instanceof RootContext ? (context as RootContext) : null;
}

/** The HTTP context with that id, null when there is none. */
export function httpOf(contextId: u32): HttpContext | null {
  const context = contextOf(contextId);
  return context instanceof HttpContext ? (context as HttpContext) : null;
}

/** The context of a connection with that id, null when there is none. */
export function streamOf(contextId: u32): StreamContext | null {
  const context = contextOf(contextId);
  return context instanceof StreamContext ? (context as StreamContext) : null;
}

/** Forgets a context. */
export function forgetContext(contextId: u32): void {
  contexts.delete(contextId);
}

/** Makes the root context that the plugin's root id asks for; says so when nobody takes it. */
export function createRoot(contextId: u32): void {
  announceContext(contextId);
  const rootId = readRootId();
  const index = rootIds.indexOf(rootId);
  const factory = index < 0 ? defaultRootFactory : rootFactories[index];
  if (factory) {
    contexts.set(contextId, factory(contextId));
  } else if (httpFactory || streamFactory) {
    contexts.set(contextId, new RootContext());
  } else {
    logError(`no root context takes the root id "${rootId}"; this module registers: "${rootIds.join('", "')}"`);
  }
}

/** Makes the context of a stream or connection. */
export function createStream(contextId: u32, rootContextId: u32): void {
  const root = rootOf(rootContextId);
  if (!root) return;
  announceContext(contextId);
  const http = root.createHttpContext(contextId);
  if (http) {
    contexts.set(contextId, http);
    return;
  }
  const stream = root.createStreamContext(contextId);
  if (stream) contexts.set(contextId, stream);
}
