import {
  hostcallIndex,
  readTrace,
  RecordKind,
  type HostcallRecord,
  type Report,
  type Warning,
} from '../../../model/index.ts';
import { type Told, tellTrap } from '../../failures.ts';
import { tellRefusal } from '../../refusals.ts';
import { tellWarning } from '../../warnings.ts';

/** What went wrong at one record of a run, in words; undefined where nothing did. */
export function explanationAt(report: Report, at: number): Told | undefined {
  const [record] = readTrace(report.trace, at, at + 1);
  if (record?.kind === 'ret' && record.trapped) {
    const plugin = report.plugins.find(({ vm, trap }) => vm === record.vm && trap !== undefined);
    return plugin?.trap && tellTrap(plugin.trap, `${plugin.filter + 1} ${plugin.name}`);
  }
  if (record?.kind === 'ret') {
    const warning = report.warnings.find((one) => one.kind === 'deadlock' && placeOf(report, one) === at);
    return warning && tellWarning(warning);
  }
  if (record?.kind !== 'hostcall') return undefined;
  const refusal = report.refusals.find((one) => one.at === at);
  if (refusal !== undefined) return { ...tellRefusal(refusal), reference: record.name };
  const warning = report.warnings.find((one) => placeOf(report, one) === at);
  return warning === undefined ? tellStatus(record) : tellWarning(warning);
}

/** The hostcalls that bring a warning about. */
const MADE_BY: Partial<Record<Warning['kind'], readonly string[]>> = {
  'local-reply-late': ['proxy_send_local_response'],
  'resume-not-paused': ['proxy_continue_stream', 'proxy_continue_request', 'proxy_continue_response'],
  'envoy-crashes': ['proxy_send_local_response', 'proxy_continue_stream'],
  'stream-reset': ['proxy_close_stream'],
};

/** The record that a warning is about; undefined where none can be told. */
export function placeOf({ trace: { words }, exchanges }: Report, { kind, at, exchange }: Warning): number | undefined {
  if (at < 0) return undefined;
  const calls = MADE_BY[kind]?.map((name) => hostcallIndex('env', name));
  if (calls === undefined) return undefined;
  let found: number | undefined;
  const from = exchanges[exchange]?.traceFrom ?? 0;
  for (let here = from; here < at && here < words.length; here += Math.max(1, (words[here] ?? 0) >>> 8))
    if (((words[here] ?? 0) & 0xff) === RecordKind.hostcall && calls.includes(words[here + 3])) found = here;
  return found;
}

/** A refusal of which the report knows no more than the status. */
function tellStatus({ name, statusText }: HostcallRecord): Told | undefined {
  const words = statusWords[statusText];
  return words && { ...words, reference: name };
}

const statusWords: Readonly<Record<string, Told>> = {
  BadArgument: {
    cause: 'Envoy refuses an argument of this call.',
    remedy: 'Compare each argument with what the call may be given.',
  },
  InvalidMemoryAccess: {
    cause: "An argument points outside of the guest's memory.",
    remedy: 'Check the pointer and the length; an SDK does this for you.',
  },
  SerializationFailure: {
    cause: 'The value cannot be given as bytes.',
    remedy: 'Ask for a field of it, with a longer path.',
  },
  ParseFailure: { cause: 'Envoy cannot read what the call was given.', remedy: 'Check its form.' },
  Empty: { cause: 'There is nothing to take.', remedy: 'Ask again when something has arrived.' },
  InternalFailure: {
    cause: 'Envoy could not carry the call out.',
    remedy: 'Its log says why; check that what the call names is there.',
  },
  BrokenConnection: { cause: 'The connection is gone.', remedy: 'Begin the call again.' },
  Unimplemented: {
    cause: 'Envoy 1.40 does not implement this call, or this use of it.',
    remedy: 'Find another way: no Envoy of this version does it.',
  },
};
