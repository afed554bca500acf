import {
  type ClusterReply,
  grpcOutcome,
  type HeaderRow,
  latin1OfBody,
  type ProjectCluster,
  replyDefaults,
} from '../../model/index.ts';
import type { Address, ExportWarning } from '../types.ts';
import { connectionManager, listener } from './listener.ts';
import { routerFilter } from './plugin.ts';
import { messageType } from './types.ts';

type Replies = Extract<ProjectCluster['behaviour'], { kind: 'replies' }>['replies'];
export type StandInReply = Omit<ClusterReply, 'trailers' | 'grpc'>;
type Body = Pick<ClusterReply, 'body' | 'isBytes'>;

/** What Envoy holds of a request's body before it answers. */
const largestRequestBody = 8 * 1024 * 1024;
/** Envoy takes 4096 bytes of direct answer unless it is told otherwise. */
const usualAnswerSize = 4096;
const hangSeconds = 3600;

const filterNames = {
  buffer: 'envoy.filters.http.buffer',
  fault: 'envoy.filters.http.fault',
  headers: 'envoy.filters.http.header_mutation',
} as const;

/** Set by Envoy itself from the answer's body or connection, or refused. */
const isReserved = (name: string) =>
  name.startsWith(':') || ['host', 'content-length', 'transfer-encoding', 'connection'].includes(name);
const isLine = (text: string) => !/[\0\r\n]/.test(text);

/** Statuses with which Envoy answers. */
export const answerStatus = (status: number) => Math.min(Math.max(status, 200), 599);

export function statusWarnings(statuses: readonly number[]): ExportWarning[] {
  return statuses
    .filter((status) => status !== answerStatus(status))
    .map((status) => ({ kind: 'status-out-of-range', status, used: answerStatus(status) }));
}

/** What lets a route answer with a body as long as any of these; nothing when Envoy does so anyway. */
export function bodyLimit(bodies: readonly Body[]): object {
  const size = Math.max(0, ...bodies.map((body) => latin1OfBody(body).length));
  return size > usualAnswerSize ? { max_direct_response_body_size_bytes: size } : {};
}

function directResponse({ status, body, isBytes }: StandInReply): object {
  const inline = isBytes ? { inline_bytes: btoa(body) } : { inline_string: body };
  return { status: answerStatus(status), ...(body !== '' && { body: inline }) };
}

/** One reply for each request, as far as Envoy can: those for a prefix, and the first of the others. */
export function standInReplies(replies: Replies): readonly StandInReply[] {
  const [first = nothingSaid] = replies.filter(({ prefix }) => prefix === '').map(inHeaders);
  return [...replies.filter(({ prefix }) => prefix !== '').map(inHeaders), first];
}

/** A gRPC answer as far as it has room in headers: all of it but its messages. */
function inHeaders({ grpc, ...reply }: ClusterReply): StandInReply {
  if (grpc === null) return reply;
  const outcome = [['content-type', 'application/grpc'] as const, ...grpcOutcome(grpc)];
  const headers = outcome.map(([name, value]) => ({ enabled: true, name, value }));
  return { ...reply, status: 200, headers: [...headers, ...reply.headers], body: '', isBytes: false };
}

const { trailers: _trailers, grpc: _grpc, ...nothingSaid } = replyDefaults;

/** Whether a stand-in answers just as the page did. */
export function isStandInFaithful(replies: Replies): boolean {
  const answers = replies.filter(({ failure }) => failure !== 'hang');
  return (
    replies.filter(({ prefix }) => prefix === '').length < 2 &&
    answers.every(
      ({ failure, trailers, grpc }) =>
        failure === 'none' && trailers.length === 0 && (grpc?.messages.length ?? 0) === 0,
    )
  );
}

const keptRows = (rows: readonly HeaderRow[]): readonly HeaderRow[] =>
  rows
    .filter(({ enabled, name }) => enabled && name.trim() !== '')
    .map(({ name, value, ...row }) => ({ ...row, name: name.trim(), value: value.trim() }));

const canBeSet = ({ name, value }: HeaderRow) => !isReserved(name.toLowerCase()) && isLine(name) && isLine(value);

function appended({ name, value }: HeaderRow, isRepeated: boolean): object {
  // A percent sign begins a substitution in Envoy.
  const header = { key: name, value: value.replaceAll('%', '%%') };
  const append_action = isRepeated ? 'APPEND_IF_EXISTS_OR_ADD' : 'OVERWRITE_IF_EXISTS_OR_ADD';
  return { append: { header, append_action, keep_empty_value: true } };
}

/** The answer's own headers, and none of those that Envoy adds to an answer it gives by itself. */
function headerMutations(headers: readonly HeaderRow[]): object {
  const kept = keptRows(headers).filter(canBeSet);
  const isFirst = ({ name }: HeaderRow, i: number) =>
    kept.findIndex((other) => other.name.toLowerCase() === name.toLowerCase()) === i;
  return {
    mutations: {
      response_mutations: [
        ...['content-type', 'location'].map((name) => ({ remove: name })),
        ...kept.map((row, i) => appended(row, !isFirst(row, i))),
      ],
    },
  };
}

function headerWarnings(headers: readonly HeaderRow[]): ExportWarning[] {
  return (
    keptRows(headers)
      // The body decides its length, so that one is not missed.
      .filter((row) => !canBeSet(row) && row.name.toLowerCase() !== 'content-length')
      .map(({ name }) => ({ kind: 'header-left-out', header: name }))
  );
}

const delaySeconds = ({ delayMs, failure }: StandInReply) => (failure === 'hang' ? hangSeconds : delayMs / 1000);

function route(reply: StandInReply): object {
  const seconds = delaySeconds(reply);
  return {
    match: { prefix: reply.prefix || '/' },
    direct_response: directResponse(reply),
    typed_per_filter_config: {
      [filterNames.headers]: { '@type': messageType.headerMutationPerRoute, ...headerMutations(reply.headers) },
      ...(seconds > 0 && {
        [filterNames.fault]: {
          '@type': messageType.fault,
          delay: { fixed_delay: `${seconds}s`, percentage: { numerator: 100 } },
        },
      }),
    },
  };
}

interface StandIn {
  readonly name: string;
  readonly at: Address;
  readonly replies: readonly StandInReply[];
}

/**
 * A listener that gives written answers, in place of a service. A `direct_response` in the chain's own route would
 * reply to the request's headers at once, and no filter would see the request's body; this one answers when it has the
 * whole request, and the chain sees a response that came from an upstream.
 */
export function standIn({ name, at, replies }: StandIn): {
  listener: object;
  warnings: readonly ExportWarning[];
} {
  const isSlow = replies.some((reply) => delaySeconds(reply) > 0);
  const manager = connectionManager({
    name,
    server_header_transformation: 'PASS_THROUGH',
    filters: [
      {
        name: filterNames.buffer,
        typed_config: { '@type': messageType.buffer, max_request_bytes: largestRequestBody },
      },
      ...(isSlow ? [{ name: filterNames.fault, typed_config: { '@type': messageType.fault } }] : []),
      { name: filterNames.headers, typed_config: { '@type': messageType.headerMutation } },
      routerFilter,
    ],
    routes: replies.map(route),
    routeConfig: bodyLimit(replies),
  });
  return {
    listener: listener({ name, at, filters: [manager] }),
    warnings: [
      ...replies.flatMap(({ headers }) => headerWarnings(headers)),
      ...statusWarnings(replies.map(({ status }) => status)),
    ],
  };
}
