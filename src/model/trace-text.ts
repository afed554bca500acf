import { LOG_LEVELS, wordOf } from './abi-words.ts';
import { textOfBytes } from './bytes.ts';
import { decodePairs } from './pairs.ts';
import { readTrace, type HostcallRecord, type RetRecord, type TraceRecord, type TraceValue } from './trace-reader.ts';
import type { TraceData } from './trace.ts';

/** One line a record, for tests and the command line. */
export function traceText(trace: TraceData, from?: number, to?: number): string {
  return Array.from(readTrace(trace, from, to), recordText).join('\n');
}

/** A record in one line. */
function recordText(record: TraceRecord): string {
  switch (record.kind) {
    case 'mark':
      return `mark ${record.mark ?? '?'} ${record.number} ${textOfBytes(record.text)}`.trimEnd();
    case 'time':
      return `time ${record.ms} ms`;
    case 'call':
      return `vm ${record.vm} ctx ${record.context} > ${record.callback}(${record.args.join(', ')})`;
    case 'ret':
      return `vm ${record.vm} ctx ${record.context} < ${record.callback}${retText(record)}`;
    case 'hostcall':
      return `vm ${record.vm} ctx ${record.context}   ${hostcallText(record)}`;
    case 'log':
      return `vm ${record.vm} ctx ${record.context}   log ${wordOf(LOG_LEVELS, record.level)} ${quote(record.message)}`;
    case 'host':
      return `vm ${record.vm} host ${wordOf(LOG_LEVELS, record.level)} ${quote(record.message)}`;
    case 'exchange':
      return `exchange ${record.exchange} ${record.event ?? '?'} filter ${record.filter} (${record.first}, ${record.second})`;
  }
}

function retText(record: RetRecord): string {
  if (record.trapped) return ' trapped';
  return record.isVoid ? '' : ` = ${record.resultText}`;
}

function hostcallText(record: HostcallRecord): string {
  const name = record.module === 'env' ? record.name : `${record.module}.${record.name}`;
  const result = record.statusText === '' ? '' : ` = ${record.statusText}`;
  const outputs = record.outputs.map((value) => ` ${value.name}: ${valueText(value)}`).join('');
  return `${name}(${record.inputs.map(valueText).join(', ')})${result}${outputs}`;
}

/** A parameter as people read it: names for numbers that have names, text in quotes, pairs as `name: value`. */
function valueText(value: TraceValue): string {
  switch (value.kind) {
    case 'number':
      return value.word ?? String(value.value);
    case 'long':
      return String(value.value);
    case 'bytes':
      return value.missing === undefined ? quote(value.bytes) : `(${value.missing})`;
    case 'pairs':
      return value.missing === undefined ? pairsText(value.bytes) : `(${value.missing})`;
  }
}

function pairsText(bytes: Uint8Array): string {
  const parts = decodePairs(bytes, 0, bytes.length).map(textOfBytes);
  const pairs = parts.flatMap((part, i) => (i % 2 === 0 ? [`${part}: ${parts[i + 1] ?? ''}`] : []));
  return `[${pairs.join(' | ')}]`;
}

function quote(bytes: Uint8Array): string {
  return JSON.stringify(textOfBytes(bytes));
}
