import type { ForeignLibrary } from './foreign.ts';
import { compress, uncompress } from './foreign-compression.ts';
import { createExpression, deleteExpression, evaluateExpression } from './foreign-expressions.ts';
import { sign, verifySignature } from './foreign-signatures.ts';
import { declareOwnProperty, setEnvoyFilterState } from './foreign-state.ts';

/** Envoy's foreign functions (abi: 5.15) that need more than a line: zlib, expressions, signatures, filter state. */
export const FOREIGN_LIBRARY: ForeignLibrary = new Map([
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
