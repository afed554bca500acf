/**
 * Why a hostcall was refused: what its status alone does not tell. Facts only; the wording is the page's.
 * - unknown-cluster: cluster, known (names, separated by commas)
 * - missing-call-header: header
 * - bad-timeout: timeoutMs
 * - map-not-here: map (number of the header map), leftAt (position in `trace.words` where it left this filter, -1)
 * - map-read-only: map
 * - no-stream: nothing; a root context acts on no stream unless it sets an effective context
 * - body-not-here: buffer
 * - body-read-only: buffer
 * - body-middle: start, length, size
 * - property-renamed: path, now (the name that Envoy has today)
 * - property-dotted: path (segments are separated by NUL, not by dots)
 * - property-later: path (it is there in other callbacks)
 * - property-unknown: path (none of Envoy's names begins so)
 * - unknown-foreign-function: name
 * - bad-expression: envoy (what Envoy logs)
 * - expression-failed: envoy (what Envoy logs)
 * - cas-mismatch: given
 * - unknown-grpc-target: known
 */
export type RefusalKind =
  | 'unknown-cluster'
  | 'missing-call-header'
  | 'bad-timeout'
  | 'map-not-here'
  | 'map-read-only'
  | 'no-stream'
  | 'body-not-here'
  | 'body-read-only'
  | 'body-middle'
  | 'property-renamed'
  | 'property-dotted'
  | 'property-later'
  | 'property-unknown'
  | 'unknown-foreign-function'
  | 'bad-expression'
  | 'expression-failed'
  | 'cas-mismatch'
  | 'unknown-grpc-target';

export interface Refusal {
  readonly kind: RefusalKind;
  /** Position of the hostcall's record in `trace.words`. */
  readonly at: number;
  /** Index of the plugin in the report. */
  readonly filter: number;
  readonly contextId: number;
  readonly facts: Readonly<Record<string, string | number>>;
}
