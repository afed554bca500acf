import type { Project, ProjectCluster, ProjectRoute } from '../../model/index.ts';
import { change } from './change.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject } from './context.ts';

type ProxyCommands = Pick<
  Commands,
  | 'addCluster'
  | 'setCluster'
  | 'renameCluster'
  | 'removeCluster'
  | 'addRoute'
  | 'setRoute'
  | 'moveRoute'
  | 'removeRoute'
  | 'setWorkers'
>;

/** The main cluster; it is always there. */
const MAIN = 'upstream';

export function proxyCommands(context: Context): ProxyCommands {
  const put = (label: string, parts: Partial<Pick<Project, 'clusters' | 'routes' | 'workers' | 'inTurn'>>, key = '') =>
    change(context, { label, key, parts });
  const clusters = (): readonly ProjectCluster[] => currentProject(context).clusters;
  const routes = (): readonly ProjectRoute[] => currentProject(context).routes;
  const isTaken = (name: string): boolean => name === MAIN || clusters().some((one) => one.name === name);
  return {
    addCluster(wish) {
      let name = wish ?? 'service';
      if (wish === undefined) for (let n = 2; isTaken(name); n++) name = `service-${n}`;
      if (name === '' || isTaken(name)) return;
      const cluster: ProjectCluster = { name, address: '', protocol: 'http1', behaviour: { kind: 'reflect' } };
      put(`add the cluster ${name}`, { clusters: [...clusters(), cluster] });
    },
    setCluster(name, fields) {
      const changed = clusters().map((one) => (one.name === name ? { ...one, ...fields } : one));
      put('change a cluster', { clusters: changed }, `cluster ${name} ${Object.keys(fields).join()}`);
    },
    renameCluster(name, to) {
      if (to === '' || isTaken(to)) return;
      put(`rename the cluster ${name}`, {
        clusters: clusters().map((one) => (one.name === name ? { ...one, name: to } : one)),
        routes: routes().map((route) =>
          route.action.kind === 'cluster' && route.action.cluster === name
            ? { ...route, action: { ...route.action, cluster: to } }
            : route,
        ),
      });
    },
    removeCluster(name) {
      put(`remove the cluster ${name}`, { clusters: clusters().filter((one) => one.name !== name) });
    },
    addRoute() {
      const action = { kind: 'cluster', cluster: MAIN, timeoutMs: 5000 } as const;
      put('add a route', { routes: [...routes(), { name: '', match: 'prefix', path: '/', headers: [], action }] });
    },
    setRoute(index, route) {
      if (routes()[index]) put('change a route', { routes: routes().with(index, route) }, `route ${index}`);
    },
    moveRoute(index, to) {
      const route = routes()[index];
      if (route === undefined || to === index || to < 0 || to >= routes().length) return;
      put('move a route', { routes: routes().toSpliced(index, 1).toSpliced(to, 0, route) });
    },
    removeRoute(index) {
      if (routes()[index]) put('remove a route', { routes: routes().toSpliced(index, 1) });
    },
    setWorkers(workers, inTurn) {
      const parts = {
        workers: Math.max(1, Math.min(16, Math.round(workers))),
        ...(inTurn !== undefined && { inTurn }),
      };
      put('change the workers', parts, 'workers');
    },
  };
}
