import { type Project, type RouteSpec, scenarioOfProject } from '../../model/index.ts';
import type { ExportWarning } from '../types.ts';
import { answerStatus, bodyLimit, statusWarnings } from './stand-in.ts';

export interface Routes {
  readonly routes: readonly object[];
  readonly routeConfig: object;
  readonly warnings: readonly ExportWarning[];
}

/** The routes of the page's own runs. */
export function placeRoutes(project: Project, clusterNames: ReadonlySet<string>): Routes {
  const routes = scenarioOfProject(project, []).scenario.envoy?.routes ?? [];
  const answers = routes.flatMap(({ direct_response }) => (direct_response ? [direct_response] : []));
  const isUnknown = ({ route }: RouteSpec) => route !== undefined && !clusterNames.has(route.cluster);
  return {
    routes: routes.map(({ direct_response, ...route }) => ({
      ...route,
      ...(direct_response && { direct_response: { ...direct_response, status: answerStatus(direct_response.status) } }),
    })),
    routeConfig: {
      // Envoy does not start with a route to nowhere; the page answers 503.
      ...(routes.some(isUnknown) && { validate_clusters: false }),
      ...bodyLimit(answers.map(({ body }) => ({ body: body?.inline_string ?? '', isBytes: false }))),
    },
    warnings: statusWarnings(answers.map(({ status }) => status)),
  };
}
