import { bytesOfWritten, CONNECTION_ENDS } from '../../../model/index.ts';
import type { ExpectedClaim } from '../../../state/index.ts';

/** What a claim is about, as a person chooses it. */
export const claimKinds = [
  'status',
  'headers',
  'upstreamHeaders',
  'body.equals',
  'body.contains',
  'body.hex',
  'body.base64',
  'json',
  'logs',
  'localReply',
  'upstreamCalls',
  'received.equals',
  'received.contains',
  'received.hex',
  'received.base64',
  'upstreamReceived.equals',
  'upstreamReceived.contains',
  'upstreamReceived.hex',
  'upstreamReceived.base64',
  'closedBy',
  'held',
  'hostcalls',
  'callbacks',
  'metrics',
  'sharedData',
  'properties',
  'trailers',
  'flags',
  'details',
  'warnings',
] as const;
export type ClaimKind = (typeof claimKinds)[number];

const ONLY_TCP = /^(?:received|upstreamReceived|closedBy|held)/;
const EITHER: readonly ClaimKind[] = [
  'logs',
  'hostcalls',
  'callbacks',
  'metrics',
  'sharedData',
  'properties',
  'flags',
  'warnings',
];

/** What can be claimed of a TCP connection, and what of a request. */
export const kindsFor = (isTcp: boolean): readonly ClaimKind[] =>
  claimKinds.filter((kind) => EITHER.includes(kind) || ONLY_TCP.test(kind) === isTcp);

export const logLevels = ['', 'trace', 'debug', 'info', 'warn', 'error', 'critical'] as const;

/** A claim while it is written. */
export interface ClaimDraft {
  readonly kind: ClaimKind;
  /** Header, path, hostcall, callback, metric, part of the local reply. */
  readonly name: string;
  readonly value: string;
  /** For headers and values: this value, any, or none; values may be bytes. */
  readonly mode: ClaimMode;
  /** Of shared data; empty: whichever has the key. */
  readonly vmId: string;
  /** For a log line; empty: any. */
  readonly level: string;
}

export const claimModes = ['is', 'hex', 'base64', 'any', 'absent'] as const;
type ClaimMode = (typeof claimModes)[number];

export const emptyDraft: ClaimDraft = { kind: 'status', name: '', value: '200', mode: 'is', vmId: '', level: '' };
export const emptyTcpDraft: ClaimDraft = { ...emptyDraft, kind: 'received.equals', value: '' };

const isHeader = (kind: ClaimKind) => kind === 'headers' || kind === 'upstreamHeaders' || kind === 'trailers';
const isCount = (kind: ClaimKind) => kind === 'hostcalls' || kind === 'callbacks';
const isValue = (kind: ClaimKind) => kind === 'sharedData' || kind === 'properties';
type BytesSubject = 'body' | 'received' | 'upstreamReceived';
type BytesForm = 'equals' | 'contains' | 'hex' | 'base64';
const isBytes = (kind: string): kind is `${BytesSubject}.${BytesForm}` =>
  /^(?:body|received|upstreamReceived)\.(?:equals|contains|hex|base64)$/.test(kind);

interface Asks {
  readonly name: boolean;
  readonly mode: boolean;
  readonly level: boolean;
  readonly vmId: boolean;
}

/** What a kind of claim asks for besides its value. */
export function asksFor(kind: ClaimKind): Asks {
  const hasMode = isHeader(kind) || isValue(kind);
  const isKeyed = hasMode || isCount(kind) || kind === 'json' || kind === 'metrics';
  return { name: isKeyed, mode: hasMode, level: kind === 'logs', vmId: kind === 'sharedData' };
}

/** A header is text; other values may be bytes. */
export const modesFor = (kind: ClaimKind): readonly ClaimMode[] =>
  isValue(kind) ? claimModes : ['is', 'any', 'absent'];

/** Whether a value stands beside the way in which it is one. */
export const hasValue = ({ kind, mode }: Pick<ClaimDraft, 'kind' | 'mode'>): boolean =>
  !asksFor(kind).mode || (mode !== 'any' && mode !== 'absent');

/** The claim that a draft means; undefined while something is missing or is no number. */
export function claimOf(draft: ClaimDraft): ExpectedClaim | undefined {
  const { kind, name, value, vmId, level } = draft;
  const of = name.trim();
  if (asksFor(kind).name && of === '') return undefined;
  if (isHeader(kind) || isValue(kind)) {
    const expected = valueOf(draft);
    if (expected === undefined) return undefined;
    if (kind !== 'sharedData') return { subject: kind, of, expected };
    return { subject: kind, expected: { ...(vmId !== '' && { vm_id: vmId }), key: of, value: expected } };
  }
  if (isBytes(kind)) {
    const form = kind.replace(/^.*\./, '');
    return isWellFormed(form, value) ? { subject: bytesSubject(kind), of: form, expected: value } : undefined;
  }
  if (isCount(kind)) {
    const expected = countOf(value);
    return expected === undefined ? undefined : { subject: kind, of, expected };
  }
  switch (kind) {
    case 'status':
    case 'upstreamCalls':
      return /^\d+$/.test(value.trim()) ? { subject: kind, expected: Number(value) } : undefined;
    case 'metrics':
      return value.trim() === '' || Number.isNaN(Number(value))
        ? undefined
        : { subject: kind, of, expected: Number(value) };
    case 'closedBy':
      return CONNECTION_ENDS.some((end) => end === value) ? { subject: kind, expected: value } : undefined;
    case 'held':
      return { subject: kind, expected: value === 'yes' };
    case 'json':
      return { subject: kind, of, expected: jsonOr(value) };
    case 'logs':
      return value === '' ? undefined : { subject: kind, expected: level === '' ? value : { contains: value, level } };
    case 'localReply':
      return of === '' ? { subject: kind, expected: value === 'yes' } : { subject: kind, of, expected: jsonOr(value) };
    case 'flags':
    case 'details':
      return { subject: kind, expected: value };
    case 'warnings':
      return value === '' ? undefined : { subject: kind, expected: value };
    default:
      return undefined;
  }
}

/** A claim as it is edited. */
export function draftOf({ subject, of, expected }: ExpectedClaim): ClaimDraft {
  const dotted = `${subject}.${of ?? ''}`;
  const kind = claimKinds.find((one) => one === (isBytes(dotted) ? dotted : subject)) ?? 'status';
  const base: ClaimDraft = { ...emptyDraft, kind, name: isBytes(kind) ? '' : (of ?? ''), value: textOf(expected) };
  if (kind === 'sharedData' && isRecord(expected)) {
    const named = { ...base, name: textOf(expected['key'] ?? ''), vmId: textOf(expected['vm_id'] ?? '') };
    return { ...named, ...modeOf(expected['value']) };
  }
  if (isHeader(kind) || kind === 'properties') return { ...base, ...modeOf(expected) };
  if (isCount(kind)) return { ...base, value: countText(expected) };
  if (kind === 'logs' && isRecord(expected))
    return { ...base, value: textOf(expected['contains']), level: textOf(expected['level'] ?? '') };
  if (kind === 'held' || (kind === 'localReply' && of === undefined))
    return { ...base, value: expected === true ? 'yes' : 'no' };
  if ((kind === 'json' || kind === 'localReply') && typeof expected === 'string' && jsonOr(expected) !== expected)
    return { ...base, value: JSON.stringify(expected) };
  return base;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** How a value is one, and the value as it is written. */
function modeOf(expected: unknown): Pick<ClaimDraft, 'mode' | 'value'> {
  if (expected === null) return { mode: 'absent', value: '' };
  if (expected === true) return { mode: 'any', value: '' };
  for (const mode of ['hex', 'base64'] as const)
    if (isRecord(expected) && typeof expected[mode] === 'string') return { mode, value: expected[mode] };
  return { mode: 'is', value: textOf(expected) };
}

/** What a draft says of a value; undefined: it is not of its form. */
function valueOf({ kind, mode, value }: ClaimDraft): unknown {
  switch (mode) {
    case 'any':
      return true;
    case 'absent':
      return null;
    case 'hex':
    case 'base64':
      if (!isValue(kind)) return value;
      return isWellFormed(mode, value) ? { [mode]: value } : undefined;
    case 'is':
      return value;
  }
}

function isWellFormed(form: string, value: string): boolean {
  if (form === 'equals') return true;
  if (form === 'contains') return value !== '';
  return bytesOfWritten(form === 'hex' ? { hex: value } : { base64: value }) !== undefined;
}

const bytesSubject = (kind: string): BytesSubject =>
  kind.startsWith('body') ? 'body' : kind.startsWith('received') ? 'received' : 'upstreamReceived';

/** JSON where it is some, otherwise the text itself. */
function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** `2`, `>= 1`, `<= 3`, `1..3`. */
function countOf(text: string): unknown {
  const [, sign, low, high] = /^\s*(>=|<=)?\s*(\d+)\s*(?:\.\.\s*(\d+))?\s*$/.exec(text) ?? [];
  if (low === undefined) return undefined;
  if (high !== undefined) return { atLeast: Number(low), atMost: Number(high) };
  if (sign === undefined) return Number(low);
  return sign === '>=' ? { atLeast: Number(low) } : { atMost: Number(low) };
}

export function countText(count: unknown): string {
  if (!isRecord(count)) return textOf(count);
  const { atLeast, atMost } = count;
  if (atLeast !== undefined && atMost !== undefined) return `${textOf(atLeast)}..${textOf(atMost)}`;
  return atLeast === undefined ? `<= ${textOf(atMost)}` : `>= ${textOf(atLeast)}`;
}
