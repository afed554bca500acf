import type { Report } from '../../model/index.ts';
import { callbacksOf, type CallbackCost } from './callbacks.ts';

/** What a VM was called for, several callbacks in a row. */
export interface LaneSegment {
  readonly vm: number;
  readonly kind: 'start' | 'request' | 'tick' | 'answer' | 'queue' | 'log' | 'other';
  /** The exchange of a `request`, otherwise -1. */
  readonly exchange: number;
  /** Position of its first callback in the trace. */
  readonly at: number;
  readonly ms: number;
  readonly callbacks: number;
}

const START =
  /^(?:_initialize|_start|main|__main_void|proxy_validate_configuration|proxy_on_vm_start|proxy_on_configure)$/;

/** A run as the VMs saw it: each time the VM or its subject changes, a segment begins. */
export function laneSegments(report: Report, upTo: number): readonly LaneSegment[] {
  const segments: (LaneSegment & { callbacks: number })[] = [];
  for (const one of callbacksOf(report)) {
    if (one.at > upTo) break;
    const { vm, exchange, at, ms } = one;
    const last = segments.at(-1);
    const kind = kindOf(one, last?.vm === vm ? last.kind : undefined);
    const isSame = last?.vm === vm && last.kind === kind && last.exchange === exchange;
    const same = isSame ? last : kind === 'tick' ? lastTick(segments, vm) : undefined;
    if (same) same.callbacks++;
    else segments.push({ vm, kind, exchange, at, ms, callbacks: 1 });
  }
  return segments;
}

/** Ticks of several VMs take turns for as long as nothing else happens: those of one VM are one segment. */
function lastTick<Segment extends LaneSegment>(segments: readonly Segment[], vm: number): Segment | undefined {
  for (let i = segments.length - 1; i >= 0; i--) {
    const segment = segments[i];
    if (segment?.kind !== 'tick') return undefined;
    if (segment.vm === vm) return segment;
  }
  return undefined;
}

function kindOf({ callback, exchange }: CallbackCost, before: LaneSegment['kind'] | undefined): LaneSegment['kind'] {
  if (exchange >= 0) return 'request';
  if (START.test(callback)) return 'start';
  if (callback === 'proxy_on_context_create') return before === undefined || before === 'start' ? 'start' : 'other';
  if (callback === 'proxy_on_tick') return 'tick';
  if (callback === 'proxy_on_queue_ready') return 'queue';
  if (callback === 'proxy_on_log') return 'log';
  return /^proxy_on_(?:http_call|grpc)/.test(callback) ? 'answer' : 'other';
}
