import { expect, test } from 'vitest';
import { replyDefaults } from '../../src/model/index.ts';
import { exampleOf, exampleProject, memoryStorage, stageOf } from './fakes.ts';

async function opened() {
  const { app } = stageOf({ examples: [exampleOf({ project: exampleProject })], storage: memoryStorage(undefined) });
  void app.commands.start();
  await new Promise((resolve) => setTimeout(resolve));
  return { app, commands: app.commands, project: () => app.store.getState().project.current };
}

test('clusters are added once, renamed with the routes that lead to them, and taken back', async () => {
  const { commands, project } = await opened();
  commands.addCluster('auth');
  commands.addCluster('auth');
  commands.addCluster('upstream');
  commands.addCluster();
  expect(project().clusters.map(({ name }) => name)).toEqual(['auth', 'service']);
  commands.addRoute();
  const [route] = project().routes;
  if (route) commands.setRoute(0, { ...route, action: { kind: 'cluster', cluster: 'auth', timeoutMs: 100 } });
  commands.renameCluster('auth', 'service');
  expect(project().clusters.map(({ name }) => name)).toEqual(['auth', 'service']);
  commands.renameCluster('auth', 'login');
  expect(project().routes[0]?.action).toMatchObject({ cluster: 'login' });
  commands.setCluster('login', { behaviour: { kind: 'replies', replies: [replyDefaults] } });
  commands.removeCluster('login');
  expect(project().clusters.map(({ name }) => name)).toEqual(['service']);
  commands.undo();
  expect(project().clusters[0]).toMatchObject({ name: 'login', behaviour: { kind: 'replies' } });
});

test('routes are moved and removed; there are 1 to 16 workers', async () => {
  const { commands, project } = await opened();
  for (const path of ['/a', '/b', '/c']) {
    commands.addRoute();
    const at = project().routes.length - 1;
    const route = project().routes[at];
    if (route) commands.setRoute(at, { ...route, path });
  }
  commands.moveRoute(2, 0);
  commands.moveRoute(0, 9);
  expect(project().routes.map(({ path }) => path)).toEqual(['/c', '/a', '/b']);
  commands.removeRoute(1);
  expect(project().routes.map(({ path }) => path)).toEqual(['/c', '/b']);
  commands.setWorkers(99, true);
  expect(project()).toMatchObject({ workers: 16, inTurn: true });
  commands.setWorkers(0);
  expect(project()).toMatchObject({ workers: 1, inTurn: true });
});

test('plugins beside the chain are added with a source of their kind, moved, switched and removed', async () => {
  const { commands, project } = await opened();
  commands.addFilter('new-source', 'accessLoggers');
  commands.addFilter('new-source', 'accessLoggers');
  commands.addFilter('new-source', 'services');
  commands.addFilter('new-source', 'networkFilters');
  expect(project().accessLoggers.map(({ name }) => name)).toEqual(['logger', 'logger-2']);
  expect(project().files['logger.ts']).toContain('onLog(): void');
  expect(project().services).toMatchObject([{ name: 'service', singleton: true }]);
  expect(project().networkFilters).toMatchObject([{ module: { kind: 'source', entry: 'tcp-filter.ts' } }]);
  const [first] = project().accessLoggers;
  commands.moveFilter(first?.id ?? '', 1);
  commands.toggleFilter(first?.id ?? '');
  expect(project().accessLoggers.map(({ name, enabled }) => [name, enabled])).toEqual([
    ['logger-2', true],
    ['logger', false],
  ]);
  commands.setFilter(project().services[0]?.id ?? '', { singleton: false });
  expect(project().services).toMatchObject([{ singleton: false }]);
  commands.removeFilter(first?.id ?? '');
  expect(project().accessLoggers.map(({ name }) => name)).toEqual(['logger-2']);
});

test('a TCP connection has no place among requests as text: that is said', async () => {
  const { commands, project, app } = await opened();
  commands.addRequest('tcp');
  expect(project().requests.filter(({ tcp }) => tcp !== null)).toHaveLength(1);
  await commands.saveHttp();
  expect(app.store.getState().toasts.map(({ message }) => message)).toContainEqual({ kind: 'tcp-left-out', count: 1 });
});
