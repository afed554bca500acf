import { type NamedRequest, type Project, type ProjectCheck, scenarioOfProject } from '../../model/index.ts';

/** Several checks of one request judge the same run; a scenario has room for one of them a request. */
interface Layer {
  readonly requests: readonly NamedRequest[];
  readonly expect: readonly Readonly<Record<string, unknown>>[];
}

/**
 * The project's checks as scenarios, each through a fresh proxy: the whole sequence, or the request that a check judges
 * by itself, as Run sends it. A project without checks sends all its requests, and claims only that the proxy starts.
 */
export function checksScenarios(project: Project, pathOf: ReadonlyMap<string, string> = new Map()): readonly object[] {
  const layers = layersOf(project);
  if (layers.length === 0) return [scenarioFile(project, { requests: project.requests, expect: [] }, pathOf)];
  return layers.map((layer) => scenarioFile(project, layer, pathOf));
}

/** What a file holds: the scenario, or a list where there are several. */
export function checksData(project: Project, pathOf?: ReadonlyMap<string, string>): object {
  const scenarios = checksScenarios(project, pathOf);
  return scenarios.length === 1 && scenarios[0] ? scenarios[0] : scenarios;
}

function layersOf({ requests, checks, isSequence }: Project): readonly Layer[] {
  const of = (request: NamedRequest): ProjectCheck[] => checks.filter((check) => check.request === request.id);
  if (!isSequence)
    return requests.flatMap((request) => of(request).map(({ expect }) => ({ requests: [request], expect: [expect] })));
  const deepest = Math.max(0, ...requests.map((request) => of(request).length));
  return Array.from({ length: deepest }, (_, depth) => ({
    requests,
    expect: requests.map((request) => of(request)[depth]?.expect ?? {}),
  }));
}

function scenarioFile(project: Project, { requests, expect }: Layer, pathOf: ReadonlyMap<string, string>): object {
  const { name, filters = [], loggers, services, tcp, ...rest } = scenarioOfProject(project, requests).scenario;
  const placed = <P extends { readonly wasm?: string }>(plugin: P): P => {
    const path = plugin.wasm === undefined ? undefined : pathOf.get(plugin.wasm);
    return path === undefined ? plugin : { ...plugin, wasm: path };
  };
  const [only] = requests;
  return {
    name: requests.length === 1 && only && expect.length > 0 ? `${name}: ${only.name}` : name,
    ...rest,
    filters: filters.map(placed),
    ...(loggers && { loggers: loggers.map(placed) }),
    ...(services && { services: services.map(placed) }),
    ...(tcp && { tcp: { ...tcp, ...(tcp.filters && { filters: tcp.filters.map(placed) }) } }),
    ...(expect.length > 0 && { expect: { requests: expect } }),
  };
}
