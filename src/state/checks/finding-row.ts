import type { Finding } from '../../lessons/index.ts';
import {
  bytesOfText,
  readTrace,
  recordsOfExchange,
  type Report,
  sameBytes,
  type TraceRecord,
} from '../../model/index.ts';
import { headerJourney } from '../selectors/journey/header-journey.ts';

/** Position of the row of the trace that made what a claim is about; undefined where no row did. */
export function rowOfFinding(finding: Finding, report: Report): number | undefined {
  const exchange = report.exchanges[finding.step];
  if (exchange === undefined) return undefined;
  const { subject, of = '', expected } = finding;
  const first = (is: (record: TraceRecord) => boolean) => firstRow(recordsOfExchange(report, finding.step), is);
  switch (subject) {
    case 'headers':
    case 'trailers':
    case 'upstreamHeaders':
      return rowOfHeader({ subject, name: of.toLowerCase() }, finding.step, report);
    case 'status':
    case 'localReply':
    case 'details':
    case 'body':
    case 'json':
      return first((record) => record.kind === 'hostcall' && record.name === 'proxy_send_local_response');
    case 'logs': {
      const text = typeof expected === 'string' ? expected : containedIn(expected);
      return first((record) => record.kind === 'log' && includes(record.message, text));
    }
    case 'hostcalls':
      return first((record) => record.kind === 'hostcall' && record.name === of);
    case 'callbacks':
      return first((record) => record.kind === 'call' && record.callback === of);
    case 'metrics':
      return firstRow(readTrace(report.trace), (record) => definesMetric(record, of));
    case 'warnings': {
      const at = report.warnings.find((one) => one.kind === expected && one.exchange === finding.step)?.at ?? -1;
      return at < 0 ? undefined : at;
    }
    case 'upstreamCalls':
    case 'flags':
    case 'startup':
    case 'requests':
      return undefined;
  }
}

function firstRow(records: Iterable<TraceRecord>, is: (record: TraceRecord) => boolean): number | undefined {
  for (const record of records) if (is(record)) return record.at;
  return undefined;
}

const decoder = new TextDecoder();
const includes = (message: Uint8Array, text: string): boolean => text !== '' && decoder.decode(message).includes(text);

function containedIn(expected: unknown): string {
  const isObject = typeof expected === 'object' && expected !== null && 'contains' in expected;
  return isObject && typeof expected.contains === 'string' ? expected.contains : '';
}

function definesMetric(record: TraceRecord, name: string): boolean {
  if (record.kind !== 'hostcall' || record.name !== 'proxy_define_metric') return false;
  return record.inputs.some((input) => input.kind === 'bytes' && sameBytes(input.bytes, bytesOfText(name)));
}

interface Wanted {
  readonly subject: 'headers' | 'trailers' | 'upstreamHeaders';
  readonly name: string;
}

/** The call that made the header what it was at the end of its way. */
function rowOfHeader({ subject, name }: Wanted, position: number, report: Report): number | undefined {
  const exchange = report.exchanges[position];
  if (exchange === undefined) return undefined;
  const { request, response, responseTrailers } = headerJourney(exchange, report.trace, position);
  const table = { headers: response, trailers: responseTrailers, upstreamHeaders: request }[subject];
  const cells = table?.rows.filter((row) => row.name === name).flatMap((row) => row.cells) ?? [];
  const changed = cells.findLast(({ change }) => change !== 'same');
  const { by } = changed ?? cells.find((cell) => cell.by !== undefined && cell.by.kind !== 'origin') ?? {};
  return by === undefined || by.kind === 'origin' ? undefined : by.at;
}
