import {
  emptyProject,
  filterDefaults,
  type HeaderRow,
  type NamedRequest,
  type Project,
  replyDefaults,
} from '../../src/model/index.ts';
import type { LessonProject } from './schema.ts';

interface Parts {
  readonly id: string;
  readonly lesson: string;
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly requests: readonly NamedRequest[];
  readonly parts: LessonProject;
}

const rows = (pairs: readonly (readonly [string, string])[]): HeaderRow[] =>
  pairs.map(([name, value]) => ({ enabled: true, name, value }));

/** The project that a lesson opens as, or that solves it. */
export function projectOfLesson({ id, lesson, title, files, requests, parts }: Parts): Project {
  const { filters, upstream, clusters, routes, workers } = parts;
  const chain = filters ?? [{ ...filterDefaults, name: lesson, entry: 'filter.ts' }];
  return {
    ...emptyProject,
    id,
    name: title,
    files,
    filters: chain.map(({ entry, ...filter }, i) => ({
      ...filterDefaults,
      ...filter,
      id: `filter-${i + 1}`,
      module: { kind: 'source', entry },
    })),
    requests,
    selectedRequest: requests[0]?.id ?? '',
    upstream: upstream
      ? { kind: 'fixed', isBytes: false, ...upstream, headers: rows(upstream.headers) }
      : { kind: 'reflect' },
    clusters: clusters.map(({ name, replies }) => ({
      name,
      address: '',
      protocol: 'http1',
      behaviour:
        replies.length === 0
          ? { kind: 'refuse' }
          : {
              kind: 'replies',
              replies: replies.map((reply) => ({ ...replyDefaults, ...reply, headers: rows(reply.headers) })),
            },
    })),
    routes:
      routes.length === 0
        ? []
        : [...routes, { prefix: '/', cluster: 'upstream' }].map(({ prefix, cluster }) => ({
            name: '',
            match: 'prefix',
            path: prefix,
            headers: [],
            action: { kind: 'cluster', cluster, timeoutMs: 5000 },
          })),
    workers,
  };
}
