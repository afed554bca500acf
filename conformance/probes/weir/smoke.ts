// Calls every function of our SDK. One module, a root context per family; the root id of the plugin chooses.
import {
  HttpContext,
  registerRootContext,
  RootContext,
  setHttpContext,
  setRootContext,
  setStreamContext,
  StreamContext,
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

class NetworkRoot extends RootContext {
  createHttpContext(contextId: u32): HttpContext | null {
    return null; // so that createStreamContext is asked
  }

  createStreamContext(contextId: u32): StreamContext | null {
    return super.createStreamContext(contextId); // what setStreamContext registered
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
