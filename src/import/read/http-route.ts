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
    const matches = rule.list('matches');
    if (matches.length === 0) addRoute(draft, { match: 'prefix', path: '/', headers: [], cluster: name });
    for (const match of matches) readMatch(match, name, draft);
    rule.finish('name');
  }
  spec.finish('parentRefs', 'hostnames');
}

function readMatch(match: Fields, cluster: string, draft: Draft): void {
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
    cluster,
  });
}

type Target = Pick<Draft['routes'][number], 'match' | 'path' | 'headers'> & { readonly cluster: string };

function addRoute(draft: Draft, { cluster, ...match }: Target): void {
  const action = { kind: 'cluster', cluster, timeoutMs: 15_000 } as const;
  draft.routes.push({ name: '', ...match, action, isUsualTimeout: true, answerHeaders: [], delayMs: 0 });
}
