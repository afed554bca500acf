import type { Report } from './report.ts';

/** One thing that a run sent, by its position among those of its kind. */
export interface Sent {
  readonly kind: 'exchange' | 'connection';
  readonly index: number;
}

/** All that a run sent, in the order in which it was: the n-th belongs to the n-th request. */
export function sentIn({ exchanges, connections }: Pick<Report, 'exchanges' | 'connections'>): readonly Sent[] {
  const of = (kind: Sent['kind'], list: readonly { readonly request: number }[]) =>
    list.map(({ request }, index) => ({ kind, index, request }));
  return [...of('exchange', exchanges), ...of('connection', connections)].sort((a, b) => a.request - b.request);
}
