import { type ChainFilter, emptyProject, filterDefaults, type Project, type Upstream } from '../../src/model/index.ts';

export const code = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
export const otherCode = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 0, 1, 0);

export function filterOf(id: string, parts: Partial<ChainFilter> = {}): ChainFilter {
  return {
    ...filterDefaults,
    id,
    name: id,
    module: { kind: 'source', entry: 'filter.ts' },
    ...parts,
  };
}

export function projectOf(filters: readonly ChainFilter[], upstream: Upstream = { kind: 'reflect' }): Project {
  const request = { id: 'r', name: 'r', method: 'GET', url: 'http://localhost:8080/headers', headers: [] };
  return {
    ...emptyProject,
    id: 'p',
    name: 'Two filters',
    files: { 'filter.ts': '' },
    filters,
    requests: [
      {
        ...request,
        body: '',
        isBytes: false,
        splits: [],
        trailers: [],
        waitMs: 0,
        overlaps: false,
        http: '1.1',
        tcp: null,
      },
    ],
    selectedRequest: 'r',
    upstream,
  };
}

/** The same code for every filter. */
export const sameCode = (project: Project): Record<string, Uint8Array> =>
  Object.fromEntries(project.filters.map(({ id }) => [id, code]));
