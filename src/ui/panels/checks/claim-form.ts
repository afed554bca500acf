import type { ExpectedClaim } from '../../../state/index.ts';

/** What a claim is about, as a person chooses it. */
export const claimKinds = [
  'status',
  'headers',
  'upstreamHeaders',
  'body.equals',
  'body.contains',
  'json',
  'logs',
  'localReply',
  'upstreamCalls',
  'hostcalls',
  'callbacks',
  'metrics',
  'trailers',
  'flags',
  'details',
  'warnings',
] as const;
export type ClaimKind = (typeof claimKinds)[number];

export const logLevels = ['', 'trace', 'debug', 'info', 'warn', 'error', 'critical'] as const;

/** A claim while it is written. */
export interface ClaimDraft {
  readonly kind: ClaimKind;
  /** Header, path, hostcall, callback, metric, part of the local reply. */
  readonly name: string;
  readonly value: string;
  /** For headers: this value, any, or none. */
  readonly mode: 'is' | 'any' | 'absent';
  /** For a log line; empty: any. */
  readonly level: string;
}

export const emptyDraft: ClaimDraft = { kind: 'status', name: '', value: '200', mode: 'is', level: '' };

const isHeader = (kind: ClaimKind) => kind === 'headers' || kind === 'upstreamHeaders' || kind === 'trailers';
const isCount = (kind: ClaimKind) => kind === 'hostcalls' || kind === 'callbacks';

/** What a kind of claim asks for besides its value. */
export function asksFor(kind: ClaimKind): { readonly name: boolean; readonly mode: boolean; readonly level: boolean } {
  const isKeyed = isHeader(kind) || isCount(kind) || kind === 'json' || kind === 'metrics';
  return { name: isKeyed, mode: isHeader(kind), level: kind === 'logs' };
}

/** The claim that a draft means; undefined while something is missing or is no number. */
export function claimOf({ kind, name, value, mode, level }: ClaimDraft): ExpectedClaim | undefined {
  const of = name.trim();
  if (asksFor(kind).name && of === '') return undefined;
  if (isHeader(kind)) return { subject: subjectOf(kind), of, expected: { is: value, any: true, absent: null }[mode] };
  if (isCount(kind)) {
    const expected = countOf(value);
    return expected === undefined ? undefined : { subject: subjectOf(kind), of, expected };
  }
  switch (kind) {
    case 'status':
    case 'upstreamCalls':
      return /^\d+$/.test(value.trim()) ? { subject: kind, expected: Number(value) } : undefined;
    case 'metrics':
      return value.trim() === '' || Number.isNaN(Number(value))
        ? undefined
        : { subject: kind, of, expected: Number(value) };
    case 'body.equals':
      return { subject: 'body', of: 'equals', expected: value };
    case 'body.contains':
      return value === '' ? undefined : { subject: 'body', of: 'contains', expected: value };
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
  const kind = claimKinds.find((one) => one === (subject === 'body' ? `body.${of ?? ''}` : subject)) ?? 'status';
  const base: ClaimDraft = { ...emptyDraft, kind, name: subject === 'body' ? '' : (of ?? ''), value: textOf(expected) };
  if (isHeader(kind)) {
    const mode = expected === null ? 'absent' : expected === true ? 'any' : 'is';
    return { ...base, mode, value: mode === 'is' ? base.value : '' };
  }
  if (isCount(kind)) return { ...base, value: countText(expected) };
  if (kind === 'logs' && isRecord(expected))
    return { ...base, value: textOf(expected['contains']), level: textOf(expected['level'] ?? '') };
  if (kind === 'localReply' && of === undefined) return { ...base, value: expected === true ? 'yes' : 'no' };
  if ((kind === 'json' || kind === 'localReply') && typeof expected === 'string' && jsonOr(expected) !== expected)
    return { ...base, value: JSON.stringify(expected) };
  return base;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const subjectOf = (kind: ClaimKind): ExpectedClaim['subject'] => {
  if (kind === 'body.contains' || kind === 'body.equals') return 'body';
  return kind;
};

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
