import { latin1OfBytes, NO_BYTES } from '../model/index.ts';
import type { HeaderMap } from './header-map.ts';
import { known } from './header-names.ts';

/** What filters tell the router by headers (router_filter: HTTP headers consumed). */
export interface RouterOrders {
  /** Milliseconds; 0: for ever. */
  readonly timeoutMs: number;
  /** When it is over is told by its details alone: nothing is tried again. */
  readonly details: 'response_timeout' | 'upstream_per_try_timeout';
  readonly timeoutStatus: 204 | 504;
  readonly asksForRetries: boolean;
}

const Order = {
  timeout: known('x-envoy-upstream-rq-timeout-ms'),
  perTry: known('x-envoy-upstream-rq-per-try-timeout-ms'),
  alternative: known('x-envoy-upstream-rq-timeout-alt-response'),
  retryOn: known('x-envoy-retry-on'),
  retryGrpcOn: known('x-envoy-retry-grpc-on'),
} as const;

/** What the router takes out of a request before it goes on. */
export const ROUTER_HEADERS = [
  ...Object.values(Order),
  ...(
    'x-envoy-hedge-on-per-try-timeout x-envoy-max-retries x-envoy-retriable-header-names ' +
    'x-envoy-retriable-status-codes x-envoy-upstream-alt-stat-name'
  )
    .split(' ')
    .map(known),
];
const BITS = ROUTER_HEADERS.reduce((bits, { bit }) => bits | bit, 0);

/** Whether a filter has told the router anything. Every request is asked: these names' bits are others' as well. */
export function hasOrders(map: HeaderMap): boolean {
  if (!map.hasAny(BITS)) return false;
  for (let i = 0; i < ROUTER_HEADERS.length; i++) {
    const name = ROUTER_HEADERS[i];
    if (name !== undefined && map.hasAny(name.bit) && map.get(name) !== undefined) return true;
  }
  return false;
}

/** Takes the router's own headers out of a request. */
export function takeOrders(map: HeaderMap, routeTimeoutMs: number): RouterOrders {
  const given = ROUTER_HEADERS.filter((name) => map.get(name) !== undefined);
  const timeoutMs = wholeOf(map.get(Order.timeout)) ?? routeTimeoutMs;
  const perTryMs = wholeOf(map.get(Order.perTry)) ?? 0;
  const isPerTry = perTryMs > 0 && (timeoutMs === 0 || perTryMs < timeoutMs);
  for (const name of given) map.remove(name);
  return {
    timeoutMs: isPerTry ? perTryMs : timeoutMs,
    details: isPerTry ? 'upstream_per_try_timeout' : 'response_timeout',
    timeoutStatus: given.includes(Order.alternative) ? 204 : 504,
    asksForRetries: given.includes(Order.retryOn) || given.includes(Order.retryGrpcOn),
  };
}

function wholeOf(value: Uint8Array | undefined): number | undefined {
  const text = latin1OfBytes(value ?? NO_BYTES);
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
