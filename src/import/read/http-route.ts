import type { Draft } from './draft.ts';
import type { Fields } from './fields.ts';

/** Routes of the Gateway API: a path, headers, one service behind them. */
export function readHttpRoute(spec: Fields, draft: Draft): void {
  for (const rule of spec.list('rules')) {
    const [backend, ...others] = rule.list('backendRefs');
    const name = backend?.text('name') ?? '';
    if (!backend || name === '' || others.length > 0) {
      rule.note('route-left-out', others.length > 0 ? 'backendRefs' : rule.text('name'));
      continue;
    }
    const port = backend.text('port');
    if (!draft.clusters.some((cluster) => cluster.name === name)) {
      const address = port === '' ? name : `${name}:${port}`;
      draft.clusters.push({ name, address, protocol: 'http1', behaviour: { kind: 'reflect' } });
    }
    const target = { cluster: name, timeoutMs: millisecondsOf(rule.fields('timeouts').text('request')) };
    const matches = rule.list('matches');
    if (matches.length === 0) addRoute(draft, { match: 'prefix', path: '/', headers: [], ...target });
    for (const match of matches) readMatch(match, target, draft);
    rule.finish('name');
  }
  spec.finish('parentRefs', 'hostnames');
}

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** A duration such as `1s500ms`; undefined without one. */
function millisecondsOf(text: string): number | undefined {
  if (!/^(?:\d{1,5}(?:h|m|s|ms)){1,4}$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)(ms|h|m|s)/g)];
  return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (unitMs[unit] ?? 0), 0);
}

function readMatch(match: Fields, target: Target, draft: Draft): void {
  const path = match.fields('path');
  const headers = match.list('headers');
  const isExact = path.text('type') === 'Exact';
  const isKnown =
    [path, ...headers].every((one) => one.text('type') !== 'RegularExpression') &&
    !match.has('queryParams') &&
    !match.has('method');
  if (!isKnown) {
    match.note('route-left-out', path.text('value'));
    return;
  }
  addRoute(draft, {
    match: isExact ? 'path' : 'prefix',
    path: path.text('value') || '/',
    headers: headers.map((header) => ({ name: header.text('name'), value: header.text('value') })),
    ...target,
  });
}

interface Target {
  readonly cluster: string;
  readonly timeoutMs: number | undefined;
}

type Match = Pick<Draft['routes'][number], 'match' | 'path' | 'headers'>;

/** What Envoy Gateway waits when nobody says how long. */
const usualTimeoutMs = 15_000;

function addRoute(draft: Draft, { cluster, timeoutMs, ...match }: Match & Target): void {
  const action = { kind: 'cluster', cluster, timeoutMs: timeoutMs ?? usualTimeoutMs } as const;
  const isUsualTimeout = timeoutMs === undefined;
  draft.routes.push({ name: '', ...match, action, isUsualTimeout, answerHeaders: [], delayMs: 0, isBytes: false });
}
