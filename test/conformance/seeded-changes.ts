import type { Golden, GoldenEvent, Pair } from '../../cli/conformance/golden.ts';
import type { Transcript } from '../../cli/conformance/transcript.ts';

/** What a recording may have that a comparison must not overlook. */
export const CHANGES = ['an event dropped', 'a status', "a header's order", 'a log level', 'an argument'] as const;
export type Change = (typeof CHANGES)[number];

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** A place in a copy of the recording where a change can be made. */
type Site = () => void;

/** A copy of the recording with one change of a kind at a place that the seed picks; nothing when it has no such place. */
export function changed(golden: Golden, ours: Transcript, change: Change, seed: number): Golden | undefined {
  const copy = structuredClone(golden);
  const sites = sitesOf(copy, ours, change);
  sites[seed % sites.length]?.();
  return sites.length === 0 ? undefined : copy;
}

/** A number that is always the same for a text. */
export function seedOf(text: string): number {
  let hash = 2166136261;
  for (const c of text) hash = Math.imul(hash ^ c.charCodeAt(0), 16777619);
  return hash >>> 0;
}

function sitesOf(golden: Golden, ours: Transcript, change: Change): Site[] {
  switch (change) {
    case 'an event dropped':
      return comparedEvents(golden, ours).map(([list, event]) => () => list.splice(list.indexOf(event), 1));
    case 'a log level':
      return eventsOfKind(golden, ours, 'log').map((event) => () => (event.lvl = event.lvl === 'info' ? 'warning' : 'info'));
    case 'an argument':
      return eventsOfKind(golden, ours, 'call')
        .filter(({ args = '' }) => /\d/.test(args))
        .map((event) => () => (event.args = (event.args ?? '').replace(/\d+(?=\D*$)/, (n) => String(Number(n) + 1))));
    case 'a status':
      return golden.crashed === true ? [] : statuses(golden);
    case "a header's order":
      return golden.crashed === true ? [] : headerLists(golden).flatMap(swaps);
  }
}

const COMPARED = new Set(['mark', 'call', 'ret', 'host', 'log']);

/** The events that a host must repeat, each with the list that it is in. */
function comparedEvents(golden: Golden, ours: Transcript): (readonly [Mutable<GoldenEvent>[], Mutable<GoldenEvent>])[] {
  const list = (key: string): Mutable<GoldenEvent>[] => (golden as unknown as Record<string, GoldenEvent[]>)[key] ?? [];
  const from = (key: string, events: readonly GoldenEvent[]) =>
    events.filter(({ t }) => COMPARED.has(t)).map((event) => [list(key), event] as const);
  if (golden.startup === 'failed') {
    const events = list('timeline_startup');
    const start = events.findLastIndex(({ t, fn }) => t === 'call' && fn === '_initialize');
    return from('timeline_startup', events.slice(Math.max(0, start)));
  }
  if (golden.crashed === true) return from('timeline', list('timeline')).slice(0, ours.eventsBefore['envoy-crashes']);
  const keys = Object.keys(golden).filter((key) => key.startsWith('timeline') && !key.includes('main'));
  return keys.flatMap((key) =>
    from(
      key,
      list(key).filter(({ th }) => th === undefined || th === 'worker'),
    ),
  );
}

function eventsOfKind(golden: Golden, ours: Transcript, kind: string): Mutable<GoldenEvent>[] {
  return comparedEvents(golden, ours).flatMap(([, event]) => (event.t === kind ? [event] : []));
}

/** Statuses of HTTP/1.1 responses and of HTTP/2 streams, and how TCP connections ended. */
function statuses(golden: Golden): Site[] {
  return golden.responses.flatMap((response) => {
    const own: Mutable<typeof response> = response;
    const streams = (response.streams ?? []).flatMap(({ headers = [] }) => {
      const list = headers as Pair[];
      const at = list.findIndex(([name]) => name === ':status');
      return at < 0 ? [] : [() => (list[at] = [':status', '299'])];
    });
    const status = own.status === undefined ? [] : [() => (own.status = own.status === 299 ? 298 : 299)];
    const end = own.end === undefined ? [] : [() => (own.end = own.end === 'eof' ? 'reset' : 'eof')];
    return [...status, ...end, ...streams];
  });
}

function headerLists(golden: Golden): Pair[][] {
  const received = golden.responses.flatMap((response) => [response, ...(response.streams ?? [])]);
  const messages = [...received, ...Object.values(golden.upstream ?? {}).flat()];
  return messages.flatMap(({ headers, trailers }) => [headers ?? [], trailers ?? []] as Pair[][]);
}

/** Neighbours that are not alike can be swapped. */
function swaps(list: Pair[]): Site[] {
  return list.flatMap((pair, i) => {
    const next = list[i + 1];
    if (next === undefined || String(pair) === String(next)) return [];
    return [() => list.splice(i, 2, next, pair)];
  });
}
