import { Status } from '../host/index.ts';
import { NO_BYTES, type Span } from '../model/index.ts';
import type { Context } from './context.ts';

/** Envoy's foreign functions that need more than is simulated so far. */
const known = new Set([
  'compress',
  'declare_property',
  'expr_create',
  'expr_delete',
  'expr_evaluate',
  'set_envoy_filter_state',
  'sign',
  'uncompress',
  'verify_signature',
]);

/** proxy_call_foreign_function (abi: 5.15). Unknown names are NotFound, as in Envoy. */
export function callForeignFunction(context: Context, name: string, _argument: Span): Uint8Array | Status {
  if (name === 'clear_route_cache') {
    context.clearRouteCache();
    return NO_BYTES;
  }
  if (!known.has(name)) return Status.NotFound;
  context.notSimulated(`proxy_call_foreign_function ${name}`);
  return Status.Unimplemented;
}
