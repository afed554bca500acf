import { readFileSync } from 'node:fs';
import type { ExportInput } from '../../src/export/index.ts';
import {
  type ChainFilter,
  type ClusterReply,
  moduleName,
  pluginsOfProject,
  type Project,
  type ProjectCluster,
  type ProjectRoute,
} from '../../src/model/index.ts';
import { filterOf, projectOf } from './project.ts';

/** A plugin that runs one of the guests of the conformance suite. */
export function guestOf(guest: string, parts: Partial<ChainFilter> = {}): ChainFilter {
  const module = { kind: 'wasm', fileName: `${guest}.wasm`, sha256: guest.padEnd(64, '0'), size: 1 } as const;
  return filterOf(parts.name ?? guest, { module, ...parts });
}

const guestCode = (fileName: string) => new Uint8Array(readFileSync(`conformance/wasm/${fileName}`));

/** A project of such plugins with their code, for an export and (`byName`) for a run. */
export function withGuests(project: Project): Pick<ExportInput, 'project' | 'modules'> & {
  readonly byName: Readonly<Record<string, Uint8Array>>;
} {
  const guests = pluginsOfProject(project).map((plugin) => {
    if (plugin.module.kind !== 'wasm') throw new Error(`${plugin.name} is no guest`);
    return { id: plugin.id, key: moduleName(plugin), code: guestCode(plugin.module.fileName) };
  });
  return {
    project,
    modules: Object.fromEntries(guests.map(({ id, code }) => [id, code])),
    byName: Object.fromEntries(guests.map(({ key, code }) => [key, code])),
  };
}

export const replyOf = (parts: Partial<ClusterReply> = {}): ClusterReply => ({
  prefix: '',
  status: 200,
  headers: [],
  body: '',
  isBytes: false,
  trailers: [],
  delayMs: 0,
  failure: 'none',
  grpc: null,
  ...parts,
});

export const row = (name: string, value: string) => ({ enabled: true, name, value });

const clusterOf = (name: string, parts: Partial<ProjectCluster> = {}): ProjectCluster => {
  return { name, address: '', protocol: 'http1', behaviour: { kind: 'reflect' }, ...parts };
};
export const answering = (name: string, replies: readonly ClusterReply[], parts: Partial<ProjectCluster> = {}) =>
  clusterOf(name, { behaviour: { kind: 'replies', replies }, ...parts });

const toCluster = (cluster: string) => ({ kind: 'cluster', cluster, timeoutMs: 5000 }) as const;
export const routeOf = (parts: Partial<ProjectRoute>): ProjectRoute => {
  return { name: '', match: 'prefix', path: '/', headers: [], action: toCluster('upstream'), ...parts };
};

const allRoutes: readonly ProjectRoute[] = [
  routeOf({ name: 'other', path: '/other', action: toCluster('other') }),
  routeOf({ match: 'path', path: '/exact', action: { kind: 'direct', status: 207, body: 'direct' } }),
  routeOf({ path: '/long', action: { kind: 'direct', status: 200, body: 'x'.repeat(6000) } }),
  routeOf({ headers: [{ name: 'x-route', value: 'auth' }], action: toCluster('auth') }),
  routeOf({}),
];

/** One project for each feature that a target may or may not have, and one with all of them. */
const chain = [guestOf('confdump', { name: 'dump', configuration: '{"colour": "green"}', vmConfiguration: 'vm' })];
const network = [guestOf('guest_tcp_sniffer', { name: 'sniffer', configuration: 'tls,http' })];
const loggers = [guestOf('guest_request_counter', { name: 'counter', failurePolicy: 'FAIL_OPEN' })];
const services = [
  { ...guestOf('guest_audit_queue', { name: 'sink', rootId: 'audit_sink', configuration: '2' }), singleton: true },
  { ...guestOf('guest_audit_queue', { name: 'sink2', rootId: 'audit_sink', configuration: '2' }), singleton: false },
];
const optioned = [
  guestOf('wasi', {
    name: 'wasi',
    configuration: 'x',
    vmId: 'one',
    failurePolicy: 'FAIL_RELOAD',
    environment: [
      { name: 'LAB_KEY', value: 'yes' },
      { name: 'no', value: '0777' },
    ],
    allowStopIteration: true,
  }),
  guestOf('confdump', { name: 'caged', capabilities: ['proxy_log', 'proxy_on_configure', 'yes', '<<', ': odd'] }),
];
const clusters = [
  answering('auth', [replyOf({ status: 403, body: 'no', headers: [row('x-auth', '100%')] })]),
  answering('slow', [replyOf({ prefix: '/a', delayMs: 20 }), replyOf({ prefix: '/b', failure: 'hang' }), replyOf()]),
  answering('odd', [replyOf(), replyOf({ failure: 'reset', trailers: [row('a', 'b')] })], { protocol: 'http2' }),
  clusterOf('other'),
  clusterOf('named', { address: 'grpc.example.com:9090', protocol: 'http2' }),
  clusterOf('six', { address: '[::1]:9090' }),
  clusterOf('closed', { behaviour: { kind: 'refuse' } }),
];

export const projects: Readonly<Record<string, Project>> = {
  'nothing at all': projectOf([]),
  'a chain': projectOf(chain),
  'a chain with a filter off': projectOf([...chain, guestOf('confdump', { name: 'off', enabled: false })]),
  'environment, capabilities, policies': projectOf(optioned),
  'network filters': { ...projectOf([]), networkFilters: network },
  'access loggers': { ...projectOf([]), accessLoggers: loggers },
  services: { ...projectOf([guestOf('guest_audit_queue', { name: 'source', rootId: 'audit_source' })]), services },
  clusters: { ...projectOf(chain), clusters },
  routes: { ...projectOf(chain), clusters, routes: allRoutes },
  'a route to nowhere': { ...projectOf(chain), routes: [routeOf({ action: toCluster('nobody') })] },
  'a fixed answer': projectOf(chain, {
    kind: 'fixed',
    isBytes: false,
    status: 404,
    headers: [row('x-a', '1')],
    body: 'né',
  }),
  'a fixed answer of bytes': projectOf(chain, {
    kind: 'fixed',
    status: 200,
    headers: [row('x-a', '1')],
    body: '\0\xff\n',
    isBytes: true,
  }),
  everything: {
    ...projectOf([...chain, ...optioned], {
      kind: 'fixed',
      isBytes: false,
      status: 200,
      headers: [row('x-a', '1')],
      body: 'fixed',
    }),
    networkFilters: network,
    accessLoggers: loggers,
    services,
    clusters,
    routes: allRoutes,
    workers: 2,
  },
};
