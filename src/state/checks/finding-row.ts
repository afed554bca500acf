import { type Finding, parseExpectation } from '../../lessons/index.ts';
import {
  bytesOfText,
  endOfRun,
  type HostcallRecord,
  holdsBytes,
  hostcallsOf,
  latin1OfBytes,
  readTrace,
  recordsOfExchange,
  type Report,
  sameBytes,
  sentIn,
  type TraceRecord,
  wireOf,
} from '../../model/index.ts';
import { headerJourney } from '../selectors/journey/header-journey.ts';

/** Position of the row of the trace that made what a claim is about; undefined where no row did. */
export function rowOfFinding(finding: Finding, report: Report): number | undefined {
  const { subject, of = '', expected, step } = finding;
  const { kind, index } = sentIn(report)[step] ?? { kind: 'exchange', index: -1 };
  const sent = kind === 'exchange' ? report.exchanges[index] : report.connections[index];
  if (sent === undefined) return undefined;
  const records = () =>
    kind === 'exchange' ? recordsOfExchange(report, index) : readTrace(report.trace, sent.traceFrom, sent.traceTo);
  const first = (is: (record: TraceRecord) => boolean) => firstRow(records(), is);
  switch (subject) {
    case 'headers':
    case 'trailers':
    case 'upstreamHeaders':
      return kind === 'exchange' ? rowOfHeader({ subject, name: of.toLowerCase() }, index, report) : undefined;
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
      const at =
        report.warnings.find((one) => one.kind === expected && one.exchange === (kind === 'exchange' ? index : -1))
          ?.at ?? -1;
      return at < 0 ? undefined : at;
    }
    case 'closedBy':
      return first((record) => record.kind === 'hostcall' && record.name === 'proxy_close_stream');
    case 'held':
      return first((record) => record.kind === 'ret' && holdsBytes(record));
    case 'sharedData':
      return lastWrite(expected, report);
    case 'properties':
      return first((record) => record.kind === 'hostcall' && asksFor(record, of));
    case 'received':
    case 'upstreamReceived':
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

/** The write that left what is there at the end. */
function lastWrite(expected: unknown, { trace, vms }: Report): number | undefined {
  const [claim] = parseExpectation({ sharedData: [expected] })?.sharedData ?? [];
  if (claim === undefined) return undefined;
  const key = bytesOfText(claim.key);
  let last: number | undefined;
  for (const { at, vm, status, inputs } of hostcallsOf(trace, ['proxy_set_shared_data'], { to: endOfRun(trace) })) {
    const isOfVm = claim.vm_id === undefined || vms[vm]?.vmId === claim.vm_id;
    if (status === 0 && isOfVm && inputs[0]?.kind === 'bytes' && sameBytes(inputs[0].bytes, key)) last = at;
  }
  return last;
}

const asksFor = ({ name, inputs: [path] }: HostcallRecord, wanted: string): boolean =>
  name === 'proxy_get_property' &&
  path?.kind === 'bytes' &&
  latin1OfBytes(path.bytes).replace(/\0$/, '') === wireOf(wanted);

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
