import { CONNECTION_ENDS, type ConnectionEnd } from '../../../model/index.ts';
import type { ExpectedClaim } from '../../../state/index.ts';
import { type ClaimKind, countText, isRecord, textOf } from './claim-form.ts';

export const words = {
  empty: 'Nothing is expected of this request yet.',
  emptyHint:
    'Point at a header, a log line, the status or the body in the result and choose "Expect this", or add a check here.',
  emptyTcp: 'Nothing is expected of this connection yet.',
  emptyTcpHint: 'Point at bytes, a log line or the end in the result and choose "Expect this", or add a check here.',
  add: 'Add a check',
  runAll: 'Run all checks',
  running: 'Running…',
  save: 'Save for the command line',
  edit: (what: string) => `Change: ${what}`,
  remove: (what: string) => `Remove: ${what}`,
  showRow: (what: string) => `Show the row of the run that made it: ${what}`,
  holds: 'Holds',
  fails: 'Fails',
  notRun: 'Not run yet',
  unreadable: 'This check is of a form that is not known here.',
  actual: 'was',
  nothing: 'nothing',
  noneOfLines: (count: number) =>
    count === 0 ? 'no line was logged' : `none of ${count} ${count === 1 ? 'line' : 'lines'}`,
  summary: (total: number, failed: number) =>
    failed === 0
      ? `${total} of ${total} ${total === 1 ? 'check holds' : 'checks hold'}`
      : `${failed} of ${total} ${total === 1 ? 'check fails' : 'checks fail'}`,
  stale: 'of an earlier run',
  others: (failed: number) =>
    failed === 1 ? '1 check of another request fails' : `${failed} checks of other requests fail`,
  kind: 'What',
  value: 'Value',
  mode: 'How',
  level: 'Level',
  modes: { is: 'is', hex: 'is, in hex', base64: 'is, in base64', any: 'has any value', absent: 'is not there' },
  vmId: 'VM id; empty: any',
  anyLevel: 'any level',
  keep: 'Keep',
  cancel: 'Cancel',
  kinds: {
    status: 'Status',
    headers: 'Response header',
    upstreamHeaders: 'Request header at the upstream',
    'body.equals': 'Body is',
    'body.contains': 'Body contains',
    'body.hex': 'Body is, in hex',
    'body.base64': 'Body is, in base64',
    json: 'JSON value in the body',
    logs: 'Log line contains',
    localReply: 'Local reply',
    upstreamCalls: 'Requests to the upstream',
    'received.equals': 'Client got',
    'received.contains': 'Client got, among the rest',
    'received.hex': 'Client got, in hex',
    'received.base64': 'Client got, in base64',
    'upstreamReceived.equals': 'Upstream got',
    'upstreamReceived.contains': 'Upstream got, among the rest',
    'upstreamReceived.hex': 'Upstream got, in hex',
    'upstreamReceived.base64': 'Upstream got, in base64',
    closedBy: 'Who closed',
    held: 'A filter held bytes',
    hostcalls: 'Calls of a hostcall',
    callbacks: 'Entries into a callback',
    metrics: 'Metric at the end',
    sharedData: 'Shared data at the end',
    properties: 'Property at the end',
    trailers: 'Response trailer',
    flags: 'Response flags',
    details: 'Response code details',
    warnings: 'Warning',
  } satisfies Record<ClaimKind, string>,
  names: {
    json: 'Path, such as headers.X-Hello',
    hostcalls: 'Hostcall, such as proxy_http_call',
    callbacks: 'Callback, such as proxy_on_request_headers',
    metrics: 'Name of the metric',
    sharedData: 'Key',
    properties: 'Path, such as response.code',
    other: 'Name',
  },
  ends: {
    client: 'the client',
    'client-reset': 'the client, with a reset',
    upstream: 'the upstream',
    'upstream-reset': 'the upstream, with a reset',
    refused: 'the proxy: nobody listens upstream',
    filter: 'a filter',
    trap: 'the proxy: a filter crashed',
    proxy: 'the proxy',
    open: 'nobody: still open',
  } satisfies Record<ConnectionEnd['kind'], string>,
  yesNo: { yes: 'yes', no: 'no' },
  values: { count: 'How often: 2, >= 1, 1..3', localReply: 'yes or no', json: 'JSON, or text', other: 'Value' },
} as const;

/** A claim in words: what it is about, and what must be so. */
export function claimText({ subject, of = '', expected }: ExpectedClaim): { what: string; must: string } {
  switch (subject) {
    case 'headers':
      return { what: `response header ${of}`, must: headerText(expected) };
    case 'upstreamHeaders':
      return { what: `request header ${of} at the upstream`, must: headerText(expected) };
    case 'trailers':
      return { what: `trailer ${of}`, must: headerText(expected) };
    case 'body':
    case 'received':
    case 'upstreamReceived':
      return { what: bytesNames[subject], must: bytesText(of, expected) };
    case 'closedBy':
      return { what: 'closed by', must: endText(expected) };
    case 'held':
      return { what: 'bytes', must: expected === true ? 'are held by a filter' : 'are not held by a filter' };
    case 'sharedData':
      return sharedDataText(expected);
    case 'properties':
      return { what: `property ${of}`, must: `${valueText(expected)} at the end` };
    case 'json':
      return { what: `JSON ${of}`, must: `is ${JSON.stringify(expected)}` };
    case 'logs':
      return { what: 'log', must: `has ${logText(expected)}` };
    case 'hostcalls':
    case 'callbacks':
      return { what: of, must: `is made ${countText(expected)} times` };
    case 'metrics':
      return { what: `metric ${of}`, must: `is ${textOf(expected)} at the end` };
    case 'warnings':
      return { what: 'warning', must: `${textOf(expected)} is given` };
    case 'localReply':
      if (of === '') return { what: 'local reply', must: expected === true ? 'is made' : 'is not made' };
      return { what: `local reply's ${of}`, must: `is ${textOf(expected)}` };
    case 'upstreamCalls':
      return { what: 'requests to the upstream', must: `are ${textOf(expected)}` };
    case 'status':
      return { what: 'status', must: `is ${textOf(expected)}` };
    case 'flags':
      return { what: 'response flags', must: `are ${textOf(expected)}` };
    case 'details':
      return { what: 'response code details', must: `are ${textOf(expected)}` };
  }
}

const bytesNames = { body: 'body', received: 'bytes at the client', upstreamReceived: 'bytes at the upstream' };

function bytesText(of: string, expected: unknown): string {
  const text = textOf(expected);
  if (of === 'contains') return `contains ${text}`;
  if (of === 'hex' || of === 'base64') return `is ${of} ${text}`;
  return text === '' ? 'is empty' : `is ${text}`;
}

/** Who ended a connection, as it is said elsewhere. */
export function endText(end: unknown): string {
  return CONNECTION_ENDS.flatMap((one) => (one === end ? [words.ends[one]] : []))[0] ?? textOf(end);
}

function sharedDataText(expected: unknown): { what: string; must: string } {
  if (!isRecord(expected)) return { what: 'shared data', must: textOf(expected) };
  const of = expected['vm_id'] === undefined ? '' : ` of VM id ${textOf(expected['vm_id'])}`;
  return { what: `shared data ${textOf(expected['key'])}${of}`, must: `${valueText(expected['value'])} at the end` };
}

/** Bytes are told with how they are written. */
function valueText(value: unknown): string {
  if (!isRecord(value)) return headerText(value);
  const [form = '', text] = Object.entries(value)[0] ?? [];
  return `is ${form} ${textOf(text)}`;
}

function headerText(expected: unknown): string {
  if (expected === null) return 'is not there';
  return expected === true ? 'is there' : `is ${textOf(expected)}`;
}

function logText(expected: unknown): string {
  if (typeof expected !== 'object' || expected === null || !('contains' in expected)) return textOf(expected);
  const level = 'level' in expected ? ` at ${textOf(expected.level)}` : '';
  return `${textOf(expected.contains)}${level}`;
}
