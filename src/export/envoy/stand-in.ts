import type { HeaderRow, Upstream } from '../../model/index.ts';
import type { ExportWarning } from '../types.ts';
import { routerFilter } from './http-filter.ts';
import { connectionManager, listener } from './listener.ts';
import { messageType } from './types.ts';

type FixedAnswer = Extract<Upstream, { kind: 'fixed' }>;

/** What Envoy holds of a request's body before it answers. */
const largestRequestBody = 8 * 1024 * 1024;
/** Envoy takes 4096 bytes of direct answer unless it is told otherwise. */
const usualAnswerSize = 4096;

/** Set by Envoy itself from the answer's body or connection, or refused. */
const isReserved = (name: string) =>
  name.startsWith(':') || ['host', 'content-length', 'transfer-encoding', 'connection'].includes(name);

function appended({ name, value }: HeaderRow, isRepeated: boolean): object {
  // A percent sign begins a substitution in Envoy.
  const header = { key: name, value: value.replaceAll('%', '%%') };
  const append_action = isRepeated ? 'APPEND_IF_EXISTS_OR_ADD' : 'OVERWRITE_IF_EXISTS_OR_ADD';
  return { append: { header, append_action, keep_empty_value: true } };
}

/** The answer's own headers, and none of those that Envoy adds to an answer it gives by itself. */
function headerMutations(rows: readonly HeaderRow[]): { mutations: object[]; warnings: ExportWarning[] } {
  const set = rows.filter(({ enabled, name }) => enabled && name !== '');
  const kept = set.filter(({ name }) => !isReserved(name.toLowerCase()));
  const isFirst = ({ name }: HeaderRow, i: number) =>
    kept.findIndex((other) => other.name.toLowerCase() === name.toLowerCase()) === i;
  return {
    mutations: [
      ...['content-type', 'location'].map((name) => ({ remove: name })),
      ...kept.map((row, i) => appended(row, !isFirst(row, i))),
    ],
    // The body decides its length, so that one is not missed.
    warnings: set
      .filter(({ name }) => isReserved(name.toLowerCase()) && name.toLowerCase() !== 'content-length')
      .map(({ name }) => ({ kind: 'header-left-out', header: name })),
  };
}

/**
 * A second listener that gives the project's fixed answer, in place of a service. A `direct_response` in the chain's
 * own route would reply to the request's headers at once, and no filter would see the request's body; this one
 * answers when it has the whole request, and the chain sees a response that came from an upstream.
 */
export function standIn(answer: FixedAnswer, port: number): { listener: object; warnings: readonly ExportWarning[] } {
  const { mutations, warnings } = headerMutations(answer.headers);
  const size = new TextEncoder().encode(answer.body).length;
  const status = Math.min(Math.max(answer.status, 200), 599);
  return {
    listener: listener({
      name: 'stand_in',
      address: '127.0.0.1',
      port,
      manager: connectionManager({
        name: 'stand_in',
        server_header_transformation: 'PASS_THROUGH',
        filters: [
          {
            name: 'envoy.filters.http.buffer',
            typed_config: { '@type': messageType.buffer, max_request_bytes: largestRequestBody },
          },
          {
            name: 'envoy.filters.http.header_mutation',
            typed_config: { '@type': messageType.headerMutation, mutations: { response_mutations: mutations } },
          },
          routerFilter,
        ],
        routes: [
          {
            match: { prefix: '/' },
            direct_response: { status, ...(answer.body && { body: { inline_string: answer.body } }) },
          },
        ],
        routeLimits: size > usualAnswerSize ? { max_direct_response_body_size_bytes: size } : {},
      }),
    }),
    warnings:
      status === answer.status
        ? warnings
        : [...warnings, { kind: 'status-out-of-range', status: answer.status, used: status }],
  };
}
