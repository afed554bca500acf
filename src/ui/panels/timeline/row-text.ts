import {
  CALLBACKS,
  type ExchangeRecord,
  type HostcallRecord,
  LOG_LEVELS,
  readTrace,
  type Report,
  textOfBytes,
  type TraceRecord,
  withoutControls,
} from '../../../model/index.ts';
import { RowKind, type RunRows } from '../../../state/index.ts';
import { words } from './timeline.words.ts';
import { valueText } from './value-text.ts';

/** A row as people read it. */
export interface RowText {
  readonly name: string;
  readonly details: string;
  readonly status: string;
  readonly tone: 'plain' | 'soft' | 'bad' | 'changed' | 'local';
  /** For log lines. */
  readonly level?: number;
}

const NOTHING: RowText = { name: '', details: '', status: '', tone: 'plain' };

export function recordAt({ trace }: Pick<Report, 'trace'>, at: number): TraceRecord | undefined {
  if (at < 0) return undefined;
  const [record] = readTrace(trace, at, at + 1);
  return record;
}

export function rowText(report: Report, rows: RunRows, row: number): RowText {
  const [at, second] = [rows.at[row] ?? -1, rows.second[row] ?? -1];
  const kind = rows.kind[row];
  if (kind === RowKind.group) {
    const details = words.inGroup((rows.end[row] ?? row + 1) - row - 1);
    return { ...NOTHING, name: at < 0 ? words.groups.start : words.groups.shutdown, details };
  }
  const record = recordAt(report, at);
  if (record === undefined) return NOTHING;
  switch (record.kind) {
    case 'mark':
      return markText(record);
    case 'call':
      return kind === RowKind.memory
        ? { ...NOTHING, name: record.callback, details: words.allocate(record.args[0] ?? 0), tone: 'soft' }
        : { ...callText(record), ...returnText(recordAt(report, second)) };
    case 'hostcall':
      return kind === RowKind.log ? logText(record.name, recordAt(report, second)) : hostcallText(record);
    case 'log':
      return logText(words.line, record);
    case 'host':
      return { ...logText(words.envoyLine, record), details: oneLine(record.message) };
    case 'exchange':
      return stepText(record, report);
    case 'ret':
    case 'time':
      return NOTHING;
  }
}

function markText(record: Extract<TraceRecord, { kind: 'mark' }>): RowText {
  const { mark, number, text } = record;
  const name = mark === undefined ? words.mark : words.marks[mark](number);
  const details = mark === 'step' || mark === 'open' || mark === 'reset' ? oneLine(text) : '';
  return { ...NOTHING, name, details };
}

function callText({ callback, args }: Extract<TraceRecord, { kind: 'call' }>): Pick<RowText, 'name' | 'details'> {
  const params = CALLBACKS.find(({ name }) => name === callback)?.params ?? [];
  const shown = args.flatMap((value, i) => {
    const param = params[i];
    if (i === 0 && (param?.name === 'context' || param?.name === 'root_context')) return [];
    return [`${param?.name ?? i} ${param?.words?.[value] ?? value}`];
  });
  return { name: callback, details: shown.join(', ') };
}

function returnText(record: TraceRecord | undefined): Pick<RowText, 'status' | 'tone'> {
  if (record?.kind !== 'ret') return { status: words.neverReturned, tone: 'bad' };
  if (record.trapped) return { status: words.trapped, tone: 'bad' };
  const { resultText } = record;
  const isHeld = !['', 'Continue', 'true'].includes(resultText);
  return { status: resultText, tone: isHeld ? 'changed' : 'plain' };
}

const SOFT = new Set(['NotFound', 'Empty', 'ENOENT', 'EBADF']);
const FINE = new Set(['', 'Ok', 'ESUCCESS']);

function hostcallText(record: HostcallRecord): RowText {
  const { module, name, inputs, outputs, statusText } = record;
  const taken = inputs.map((value) => valueText(value)).join(', ');
  const given = outputs.map((value) => valueText(value)).join(', ');
  const tone = FINE.has(statusText) ? 'plain' : SOFT.has(statusText) ? 'soft' : 'bad';
  return {
    name: module === 'env' ? name : `${module.replace('_snapshot_preview1', '').replace('_unstable', '')}.${name}`,
    details: given === '' ? taken : `${taken}${taken === '' ? '' : ' '}→ ${given}`,
    status: statusText,
    tone,
  };
}

function logText(name: string, record: TraceRecord | undefined): RowText {
  if (record?.kind !== 'log' && record?.kind !== 'host') return { ...NOTHING, name };
  const { level } = record;
  const tone = level >= 4 ? 'bad' : level === 3 ? 'changed' : 'plain';
  return { name, details: oneLine(record.message), status: LOG_LEVELS[level] ?? String(level), tone, level };
}

/** More of it stands beside the rows. */
const MOST_OF_LINE = 500;

function oneLine(message: Uint8Array): string {
  return withoutControls(textOfBytes(message.subarray(0, MOST_OF_LINE * 4)))
    .replaceAll(/\s*\n\s*/g, ' ⏎ ')
    .slice(0, MOST_OF_LINE);
}

export function filterName({ plugins }: Pick<Report, 'plugins'>, filter: number): string {
  return plugins[filter]?.name ?? `filter ${filter + 1}`;
}

function stepText(record: ExchangeRecord, report: Report): RowText {
  const { event, filter, first, second, size } = record;
  const direction = first === 0 ? 'request' : 'response';
  const what = words.directions[direction];
  const own = filter < 0 ? '' : filterName(report, filter);
  const { steps } = words;
  switch (event) {
    case 'headers':
      return { ...NOTHING, name: filter < 0 ? steps.in(what) : steps.headers(what), details: own, tone: 'soft' };
    case 'data':
      return { ...NOTHING, name: steps.data(what), details: words.bytes(size), tone: 'soft' };
    case 'trailers':
      return { ...NOTHING, name: steps.trailers(what), tone: 'soft' };
    case 'stopped': {
      const details = second === 0 ? words.by(own) : `${words.by(own)}, ${words.held(second)}`;
      return { ...NOTHING, name: steps.stopped(what), details, tone: 'changed' };
    }
    case 'resumed':
      return { ...NOTHING, name: steps.resumed(what), details: words.by(own), tone: 'soft' };
    case 'sentHeaders':
      return { ...NOTHING, name: steps.sentHeaders[direction], tone: 'soft' };
    case 'sentData':
      return { ...NOTHING, name: steps.sentData[direction], details: words.bytes(second), tone: 'soft' };
    case 'sentTrailers':
      return { ...NOTHING, name: steps.sentTrailers[direction], tone: 'soft' };
    case 'replied': {
      const by = filter < 0 ? words.byEnvoy : words.by(own);
      const details = second === 1 ? `${by}, ${words.upstreamCalled}` : by;
      return { name: steps.replied, details, status: String(first), tone: 'local' };
    }
    case 'ended':
      return { ...NOTHING, name: second === 1 ? steps.broken : steps.ended, status: String(first), tone: 'soft' };
    case 'context':
    case undefined:
      return NOTHING;
  }
}
