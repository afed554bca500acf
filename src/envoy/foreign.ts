import { Status } from '../host/index.ts';
import { copyOf, NO_BYTES, type Span } from '../model/index.ts';
import type { Context } from './context.ts';

type ForeignFunction = (context: Context, argument: Uint8Array) => Uint8Array | Status;

/** Foreign functions by name. Handed in, since they are a third of the proxy's code and few filters call one. */
export type ForeignLibrary = ReadonlyMap<string, ForeignFunction>;

/** proxy_call_foreign_function. Unknown names are NotFound, as in Envoy. */
export function callForeignFunction(context: Context, name: string, argument: Span): Uint8Array | Status {
  if (name === 'clear_route_cache') {
    context.clearRouteCache();
    return NO_BYTES;
  }
  const { foreign } = context.proxy;
  if (foreign === undefined) throw new Error('a module that calls foreign functions needs a proxy that has them');
  const run = foreign.get(name);
  if (run !== undefined) return run(context, copyOf(argument));
  context.refuse('unknown-foreign-function', { name });
  return Status.NotFound;
}
