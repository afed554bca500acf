import { describe, expect, test } from 'vitest';
import { type ExportedFile, type GeneratorId, generators } from '../../src/export/index.ts';
import type { ChainFilter, Project } from '../../src/model/index.ts';
import { nastyStrings } from '../export/nasty-strings.ts';
import { filterOf, projectOf } from '../export/project.ts';
import { modulesFor } from '../export/mesh-projects.ts';
import { guestOf, projects, routeOf, withGuests } from '../export/projects.ts';
import { imported } from './read.ts';

const code = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

const documentsIn = (files: readonly ExportedFile[]): string =>
  files.flatMap((file) => (file.kind === 'text' && file.path.endsWith('.yaml') ? [file.text] : [])).join('\n---\n');

/** What is read from an export's own files. */
const thereAndBack = (id: GeneratorId, project: Project, modules = modulesFor(project, code)) =>
  imported(documentsIn(generators[id].generate({ project, modules }).files));

/** What a plugin does, but for its code and the VM id that an export may add. */
const meaningOf = ({ id: _id, module: _module, vmId: _vmId, ...rest }: ChainFilter) => rest;
const meaningsOf = (plugins: readonly ChainFilter[]) => plugins.filter(({ enabled }) => enabled).map(meaningOf);
/** Nothing at all is nothing to import. */
const whole = Object.entries(projects).filter(([name]) => name !== 'nothing at all');
const kinds = ['filters', 'networkFilters', 'accessLoggers', 'services'] as const;

describe.each(['istio-envoy-filter', 'kustomize'] as const)('%s', (id) => {
  test.each(whole)('brings all plugins back, and clusters with an address: %s', async (_, project) => {
    const { modules } = withGuests(project);
    const back = await thereAndBack(id, project, modules);
    for (const kind of kinds) expect(meaningsOf(back.project[kind]), kind).toEqual(meaningsOf(project[kind]));
    expect(back.project.clusters.map(({ name, address, protocol }) => [name, address, protocol])).toEqual(
      project.clusters.filter(({ address }) => address !== '').map((one) => [one.name, one.address, one.protocol]),
    );
    expect(back.repairs).toEqual([]);
  });

  test('brings every configuration back', async () => {
    const project = projectOf(nastyStrings.map((configuration, i) => filterOf(`f${i}`, { configuration })));
    const back = await thereAndBack(id, project);
    expect(back.project.filters.map(({ configuration }) => configuration)).toEqual(nastyStrings);
  });
});

test('istio-envoy-filter: the modules come back from their ConfigMaps', async () => {
  const project = projectOf([guestOf('confdump')]);
  const { modules } = withGuests(project);
  const back = await thereAndBack('istio-envoy-filter', project, modules);
  expect([...back.modules.values()].map((bytes) => Buffer.from(bytes))).toEqual(
    Object.values(modules).map((bytes) => Buffer.from(bytes)),
  );
  expect(back.missing).toEqual([]);
});

const expressible = [
  filterOf('b', { rootId: 'one', configuration: '{"colour":"green","list":[1,null]}', failurePolicy: 'FAIL_OPEN' }),
  filterOf('a', { rootId: 'two' }),
  filterOf('c', { configuration: JSON.stringify(Object.fromEntries(nastyStrings.map((text) => [text, text]))) }),
];

test('istio-wasm-plugin: what it can say comes back, in the order of the chain', async () => {
  const project: Project = {
    ...projectOf([
      ...expressible,
      filterOf('d', { failurePolicy: 'FAIL_RELOAD', environment: [{ name: 'STAGE', value: '0777' }] }),
    ]),
    networkFilters: [filterOf('wire', { rootId: 'wire' })],
  };
  const back = await thereAndBack('istio-wasm-plugin', project);
  expect(back.project.filters.map(meaningOf)).toEqual(project.filters.map(meaningOf));
  expect(back.project.networkFilters.map(meaningOf)).toEqual(project.networkFilters.map(meaningOf));
});

test('envoy-gateway: what it can say comes back, with its routes', async () => {
  const to = { kind: 'cluster', cluster: 'other', timeoutMs: 1500 } as const;
  const routes = [
    routeOf({ match: 'path', path: '/exact', headers: [{ name: 'x-a', value: 'yes' }], action: to }),
    routeOf({ path: '/' }),
  ];
  const project: Project = { ...projectOf(expressible), routes };
  const back = await thereAndBack('envoy-gateway', project);
  expect(back.project.filters.map(meaningOf)).toEqual(project.filters.map(meaningOf));
  expect(back.project.routes).toEqual(routes);
});
