import { bytesOfLatin1, type SessionStep, shownBytes, type TcpAct, type TcpTalk } from '../../model/index.ts';
import type { ExchangeDigest, PastRun } from '../slices/history.ts';
import { type LineChange, lineChanges } from './line-changes.ts';

export type SectionName =
  | 'answer'
  | 'end'
  | 'upstream'
  | 'response'
  | 'body'
  | 'talk'
  | 'received'
  | 'upstreamReceived'
  | 'calls'
  | 'logs'
  | 'cost'
  | 'requests'
  | 'filters'
  | 'source';

export interface Difference {
  readonly section: SectionName;
  /** The file, where there are several. */
  readonly of: string;
  readonly changes: readonly LineChange[];
}

/**
 * What differs between two runs in one exchange of each, and in what they were made of; equal parts are left out.
 * `position`: of the exchange in the first, and in the other where that is not said.
 */
export function differences(one: PastRun, other: PastRun, position: number, inOther = position): readonly Difference[] {
  const [before, after] = [one.exchanges[position], other.exchanges[inOther]];
  const told = (section: SectionName, textOf: (exchange: ExchangeDigest) => string) =>
    difference(section, before ? textOf(before) : '', after ? textOf(after) : '');
  const whole = (section: SectionName, textOf: (run: PastRun) => string) =>
    difference(section, textOf(one), textOf(other));
  return [
    told('answer', answerText),
    told('end', endText),
    told('upstream', ({ upstream }) => upstream.join('\n')),
    told('response', ({ response }) => response.join('\n')),
    told('body', ({ body }) => body),
    told('talk', ({ tcp }) => tcp?.steps.join('\n') ?? ''),
    told('upstreamReceived', ({ tcp }) => tcp?.upstreamReceived ?? ''),
    told('received', ({ tcp }) => tcp?.received ?? ''),
    told('calls', ({ calls }) => calls.join('\n')),
    told('logs', ({ logs }) => logs.join('\n')),
    told('cost', ({ cost }) => cost.join('\n')),
    whole('requests', requestsText),
    whole('filters', filtersText),
    ...sourceDifferences(one.project.files, other.project.files),
  ].filter(({ changes }) => changes.length > 0);
}

function difference(section: SectionName, from: string, to: string, of = ''): Difference {
  return { section, of, changes: lineChanges(from, to) };
}

function answerText({ status, reason, localReply, hostcalls, tcp }: ExchangeDigest): string {
  if (tcp) return '';
  const by = localReply === '' ? [] : [`local reply by ${localReply}`];
  return [status === 0 ? 'no response' : `${status} ${reason}`, ...by, `${hostcalls} hostcalls`].join('\n');
}

function endText({ hostcalls, tcp }: ExchangeDigest): string {
  if (tcp === undefined) return '';
  const { end, isHeld, flags, bytesIn, bytesOut } = tcp;
  const held = isHeld ? ['a filter held bytes'] : [];
  return [end, ...held, `flags ${flags}, ${bytesIn} bytes in, ${bytesOut} out`, `${hostcalls} hostcalls`].join('\n');
}

const requestsText = ({ steps, holds }: PastRun): string =>
  [...holds.map((name) => `${name} answers when told to`), ...steps.map(stepText)].join('\n\n');

function stepText(step: SessionStep): string {
  if (step.kind !== 'request') return shortStep(step);
  const { method, url, headers, body, isBytes, http, waitMs, overlaps, tcp } = step.request;
  return [
    ...(waitMs > 0 ? [`wait ${waitMs} ms`] : []),
    ...(overlaps ? ['does not wait for the answer before it'] : []),
    ...(tcp === null ? [`${method} ${url} HTTP/${http}`] : talkText(tcp)),
    ...headers.filter(({ enabled }) => enabled).map(({ name, value }) => `${name}: ${value}`),
    ...(body === '' ? [] : ['', isBytes ? `${body.length} bytes: ${shownBytes(bytesOfLatin1(body))}` : body]),
  ].join('\n');
}

const talkText = ({ client, upstream }: TcpTalk): string[] => [
  'TCP',
  ...client.map((act) => `client ${actText(act)}`),
  ...(upstream?.map((act) => `upstream ${actText(act)}`) ?? ['nobody listens upstream']),
];

function actText(act: TcpAct): string {
  switch (act.kind) {
    case 'send':
      return act.as === 'hex' ? `sends hex ${act.data}` : `sends ${act.data}`;
    case 'wait':
      return `waits ${act.ms} ms`;
    case 'receive':
      return `waits for ${act.bytes} bytes`;
    case 'end':
      return 'waits for the end';
    case 'half-close':
      return 'half-closes';
    case 'close':
      return 'closes';
    case 'reset':
      return 'resets';
  }
}

/** A step in a few words: the name of a request, what time did, what was answered. */
export function shortStep(step: SessionStep): string {
  switch (step.kind) {
    case 'request':
      return step.request.name;
    case 'wait':
      return `${step.ms} ms`;
    case 'idle':
      return 'until idle';
    case 'answer': {
      const { call, reply } = step;
      const what = reply.failure === 'none' ? String(reply.grpc === null ? reply.status : 'gRPC') : reply.failure;
      return `${call.cluster} ${call.request + 1}: ${what}`;
    }
  }
}

const filtersText = ({ project }: PastRun): string =>
  [...project.filters, ...project.networkFilters]
    .filter(({ enabled }) => enabled)
    .flatMap(({ name, rootId, vmId, configuration, vmConfiguration, failurePolicy }) => [
      `${name} (root id ${rootId || 'none'}, VM id ${vmId || 'none'}, ${failurePolicy})`,
      ...(configuration === '' ? [] : configuration.split('\n').map((line) => `  ${line}`)),
      ...(vmConfiguration === '' ? [] : vmConfiguration.split('\n').map((line) => `  VM: ${line}`)),
    ])
    .join('\n');

type Files = PastRun['project']['files'];

function sourceDifferences(from: Files, to: Files): Difference[] {
  const paths = [...new Set([...Object.keys(from), ...Object.keys(to)])].toSorted();
  return paths.map((path) => difference('source', from[path] ?? '', to[path] ?? '', path));
}
