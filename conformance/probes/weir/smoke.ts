// Calls every function of our SDK. One module, a root context per family; the root id of the plugin chooses.
import {
  HttpContext,
  registerRootContext,
  RootContext,
  setHttpContext,
  setRootContext,
  setStreamContext,
} from './sdk/assembly';
import { CallsRoot } from './smoke-calls';
import { HttpSmoke } from './smoke-http';
import { ConnectionSmoke } from './smoke-network';
import { LoggerRoot, StateRoot } from './smoke-state';

class HttpRoot extends RootContext {
  createHttpContext(contextId: u32): HttpContext | null {
    return new HttpSmoke();
  }
}

// Has no contexts of its own: it takes what setStreamContext registered.
class NetworkRoot extends RootContext {
  createHttpContext(contextId: u32): HttpContext | null {
    return null;
  }
}

registerRootContext('http', () => new HttpRoot());
registerRootContext('calls', () => new CallsRoot());
registerRootContext('state', () => new StateRoot());
registerRootContext('logger', () => new LoggerRoot());
registerRootContext('network', () => new NetworkRoot());
setRootContext(() => new RootContext());
setHttpContext((contextId: u32, rootContextId: u32) => new HttpSmoke());
setStreamContext((contextId: u32, rootContextId: u32) => new ConnectionSmoke());
