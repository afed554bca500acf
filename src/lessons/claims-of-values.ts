import {
  bytesOfText,
  bytesOfWritten,
  endOfRun,
  hostcallsOf,
  propertyText,
  type Reading,
  type Report,
  sameBytes,
  textOfBytes,
  type WrittenBytes,
  writtenLike,
} from '../model/index.ts';
import type { BytesClaims, PropertyClaims, SharedDataClaims } from './expectation-schema.ts';

/** What is claimed, and whether it holds. */
export interface Claim {
  /** Header name, path in the JSON or of a property, how bytes are written, a hostcall. */
  readonly of?: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly holds: boolean;
  /** The run was not asked for it: it neither holds nor fails. */
  readonly isUnread?: true;
}

const equal = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export const same = (expected: unknown, actual: unknown): Claim => ({
  expected,
  actual,
  holds: equal(expected, actual),
});

/** Each way in which bytes are described. */
export function bytesClaims({ equals, contains = [], hex, base64 }: BytesClaims, bytes: Uint8Array): Claim[] {
  const text = textOfBytes(bytes);
  const parts = typeof contains === 'string' ? [contains] : contains;
  const isAll = (written: WrittenBytes): boolean => isWritten(written, bytes);
  return [
    ...(equals === undefined ? [] : [{ of: 'equals', expected: equals, actual: text, holds: isAll(equals) }]),
    ...parts.map((expected) => ({ of: 'contains', expected, actual: text, holds: text.includes(expected) })),
    ...(hex === undefined
      ? []
      : [{ of: 'hex', expected: hex, actual: writtenIn(bytes, { hex }), holds: isAll({ hex }) }]),
    ...(base64 === undefined
      ? []
      : [{ of: 'base64', expected: base64, actual: writtenIn(bytes, { base64 }), holds: isAll({ base64 }) }]),
  ];
}

function isWritten(written: WrittenBytes, bytes: Uint8Array): boolean {
  const wanted = bytesOfWritten(written);
  return wanted !== undefined && sameBytes(wanted, bytes);
}

const writtenIn = (bytes: Uint8Array, like: WrittenBytes): unknown => Object.values(writtenLike(bytes, like))[0];

type Value = SharedDataClaims[number]['value'];

/** A value: just this, any (`true`), or none (`null`). */
function valueClaim(expected: Value, actual: Uint8Array | undefined): Claim {
  if (expected === null || expected === true) {
    const shown = actual === undefined ? null : textOfBytes(actual);
    return { expected, actual: shown, holds: (actual === undefined) === (expected === null) };
  }
  if (actual === undefined) return { expected, actual: null, holds: false };
  return { expected, actual: writtenLike(actual, expected), holds: isWritten(expected, actual) };
}

interface Stored {
  readonly vmId: string;
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** What shared data holds at the end of the run: the last write of each key that was not refused. */
function storedIn({ trace, vms }: Report): readonly Stored[] {
  const stored = new Map<string, Stored>();
  for (const { vm, status, inputs } of hostcallsOf(trace, ['proxy_set_shared_data'], { to: endOfRun(trace) })) {
    const [key, value] = inputs;
    if (status !== 0 || key?.kind !== 'bytes' || value?.kind !== 'bytes') continue;
    const vmId = vms[vm]?.vmId ?? '';
    stored.set(JSON.stringify([vmId, ...key.bytes]), { vmId, key: key.bytes, value: value.bytes });
  }
  return [...stored.values()];
}

/** At the end of the run. */
export function sharedDataClaims(expected: SharedDataClaims, report: Report): Claim[] {
  if (expected.length === 0) return [];
  const stored = storedIn(report);
  return expected.map((claim) => {
    const key = bytesOfText(claim.key);
    const found = stored.filter(
      (one) => (claim.vm_id === undefined || one.vmId === claim.vm_id) && sameBytes(one.key, key),
    );
    const judged = found.map(({ value }) => valueClaim(claim.value, value));
    const { actual, holds } = judged.find((one) => one.holds) ?? judged[0] ?? valueClaim(claim.value, undefined);
    return { expected: claim, actual, holds };
  });
}

/** As a filter could read them when it was over; `read`: what the run was asked for. */
export function propertyClaims(expected: PropertyClaims, read: readonly Reading[] | undefined): Claim[] {
  return Object.entries(expected).map(([of, value]): Claim => {
    const reading = read?.find(({ path }) => path === of);
    if (reading === undefined) return { of, expected: value, actual: undefined, holds: false, isUnread: true };
    return { of, ...propertyClaim(of.split('.'), value, reading.value) };
  });
}

function propertyClaim(path: readonly string[], expected: PropertyClaims[string], bytes: Uint8Array | number): Claim {
  const actual = typeof bytes === 'number' ? undefined : bytes;
  if (typeof expected === 'object' || expected === true) return valueClaim(expected, actual);
  if (actual === undefined) return { expected, actual: null, holds: false };
  const shown = propertyText(path, actual) ?? textOfBytes(actual);
  return { expected, actual: shown, holds: shown === String(expected) };
}
