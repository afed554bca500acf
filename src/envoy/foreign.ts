import { Status } from '../host/index.ts';
import { copyOf, NO_BYTES, type Span } from '../model/index.ts';
import type { Context } from './context.ts';
import { compress, uncompress } from './foreign-compression.ts';
import { createExpression, deleteExpression, evaluateExpression } from './foreign-expressions.ts';
import { sign, verifySignature } from './foreign-signatures.ts';
import { declareOwnProperty, setEnvoyFilterState } from './foreign-state.ts';

type ForeignFunction = (context: Context, argument: Uint8Array) => Uint8Array | Status;

/** Envoy's foreign functions (abi: 5.15). */
const FUNCTIONS: ReadonlyMap<string, ForeignFunction> = new Map<string, ForeignFunction>([
  ['clear_route_cache', clearRouteCache],
  ['compress', (_context, plain) => compress(plain)],
  ['declare_property', declareOwnProperty],
  ['expr_create', createExpression],
  ['expr_delete', deleteExpression],
  ['expr_evaluate', evaluateExpression],
  ['set_envoy_filter_state', setEnvoyFilterState],
  ['sign', sign],
  ['uncompress', (_context, stream) => uncompress(stream)],
  ['verify_signature', verifySignature],
]);

/** proxy_call_foreign_function. Unknown names are NotFound, as in Envoy. */
export function callForeignFunction(context: Context, name: string, argument: Span): Uint8Array | Status {
  const run = FUNCTIONS.get(name);
  if (run !== undefined) return run(context, copyOf(argument));
  context.refuse('unknown-foreign-function', { name });
  return Status.NotFound;
}

function clearRouteCache(context: Context): Uint8Array {
  context.clearRouteCache();
  return NO_BYTES;
}
