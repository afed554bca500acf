import type { Project } from '../../src/model/index.ts';
import { nastyStrings } from './nasty-strings.ts';
import { filterOf, projectOf } from './project.ts';

const route = { match: 'prefix', headers: [] } as const;
const toCluster = (cluster: string, timeoutMs = 5000) => ({ kind: 'cluster', cluster, timeoutMs }) as const;

/** A project with something of everything in it, and something that no mesh has a place for. */
export const wholeProject: Project = {
  ...projectOf([
    filterOf('stamp', {
      rootId: 'stamp',
      vmId: 'v',
      configuration: '{"colour":"green","retries":3,"deep":{"list":[1,2.5,true,null,"x"]}}',
      vmConfiguration: 'vm',
      environment: [
        { name: 'STAGE', value: 'demo' },
        { name: 'EMPTY', value: '' },
        { name: 'LONG', value: 'x'.repeat(2049) },
      ],
      allowStopIteration: true,
      capabilities: ['proxy_log', 'proxy_on_request_headers'],
    }),
    filterOf('off', { enabled: false }),
    filterOf('Gate Keeper ü', { configuration: 'plain text', failurePolicy: 'FAIL_OPEN' }),
    filterOf('gate-keeper', { configuration: '[1]', failurePolicy: 'FAIL_RELOAD', rootId: 'r'.repeat(257) }),
    filterOf('numbers', { configuration: '{"big":12345678901234567890,"small":1e-7,"large":1e21,"minus":-0.5}' }),
  ]),
  networkFilters: [filterOf('wire', { rootId: 'wire' })],
  accessLoggers: [filterOf('logger', { rootId: 'logger' })],
  services: [{ ...filterOf('ticker', { rootId: 'ticker' }), singleton: true }],
  clusters: [
    { name: 'gatekeeper', address: 'gatekeeper.demo:9000', protocol: 'http2', behaviour: { kind: 'reflect' } },
    { name: 'lost', address: '', protocol: 'http1', behaviour: { kind: 'refuse' } },
  ],
  routes: [
    {
      ...route,
      name: 'api',
      path: '/api',
      headers: [{ name: 'x-a', value: 'yes' }],
      action: toCluster('gatekeeper', 1500),
    },
    { ...route, name: 'exact', match: 'path', path: '/exact', action: toCluster('upstream', 0) },
    { ...route, name: 'direct', path: '/direct', action: { kind: 'direct', status: 200, body: 'hello' } },
    { ...route, name: 'odd', path: '/a b', action: toCluster('upstream') },
    { ...route, name: '', path: '/', action: toCluster('upstream', 100_000_000) },
  ],
  workers: 2,
};

/** Filters whose configuration is a JSON object with a nasty key and a nasty value each. */
export const nastyObjects: Project = projectOf(
  nastyStrings.map((text, i) => filterOf(`f${i}`, { configuration: JSON.stringify({ [text]: text, list: [text] }) })),
);

/** Filters whose configuration is a nasty text; chains that are short enough for every target. */
export const nastyTexts: readonly Project[] = chunks(nastyStrings, 16).map((texts) =>
  projectOf(texts.map((configuration, i) => filterOf(`f${i}`, { configuration }))),
);

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

/** Filters with nasty names, root ids and variables. */
export const nastyNames: Project = projectOf(
  nastyStrings
    .filter((text) => !text.includes('\0') && text.length < 256)
    .map((text, i) =>
      filterOf(`f${i}`, { name: text, rootId: text, environment: [{ name: text.slice(0, 256), value: text }] }),
    ),
);

/** The same code for every plugin. */
export const modulesFor = (project: Project, wasm: Uint8Array): Record<string, Uint8Array> =>
  Object.fromEntries(
    [...project.filters, ...project.networkFilters, ...project.accessLoggers, ...project.services].map(({ id }) => [
      id,
      wasm,
    ]),
  );
