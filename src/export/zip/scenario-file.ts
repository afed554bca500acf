import { type NamedRequest, type Project, scenarioOfProject } from '../../model/index.ts';

/**
 * The project's checks as one scenario: each sends its request, in turn, through one proxy. A project without checks
 * sends all its requests, and claims only that the proxy starts.
 */
export function checksScenario(project: Project, pathOf: ReadonlyMap<string, string> = new Map()): object {
  const checks = project.checks.flatMap(({ request, expect }) => {
    const sent = project.requests.find(({ id }) => id === request);
    return sent ? [{ sent, expect }] : [];
  });
  const requests: readonly NamedRequest[] = checks.length > 0 ? checks.map(({ sent }) => sent) : project.requests;
  const { filters = [], loggers, services, tcp, ...rest } = scenarioOfProject(project, requests).scenario;
  const placed = <P extends { readonly wasm?: string }>(plugin: P): P => {
    const path = plugin.wasm === undefined ? undefined : pathOf.get(plugin.wasm);
    return path === undefined ? plugin : { ...plugin, wasm: path };
  };
  return {
    ...rest,
    filters: filters.map(placed),
    ...(loggers && { loggers: loggers.map(placed) }),
    ...(services && { services: services.map(placed) }),
    ...(tcp && { tcp: { ...tcp, ...(tcp.filters && { filters: tcp.filters.map(placed) }) } }),
    ...(checks.length > 0 && { expect: { requests: checks.map(({ expect }) => expect) } }),
  };
}
