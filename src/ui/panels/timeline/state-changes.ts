import { latin1OfBytes, sameBytes, textOfBytes, withoutControls } from '../../../model/index.ts';
import type { HeaderLineAt } from '../../../state/index.ts';

export type Change = 'same' | 'added' | 'changed' | 'removed';

/** A header as it stands, and what the row of the cursor did to it. */
export interface ChangedLine {
  readonly name: string;
  readonly value: string;
  readonly change: Change;
}

/** Headers after a row beside those before it; what it took away stands where its like would be, at the end. */
export function changedLines(before: readonly HeaderLineAt[], after: readonly HeaderLineAt[]): ChangedLine[] {
  const left = [...before];
  const isKept = after.map((line) => take(left, (one) => one.name === line.name && sameBytes(one.value, line.value)));
  const lines = after.map((line, i): ChangedLine => {
    const change = isKept[i] === true ? 'same' : take(left, (one) => one.name === line.name) ? 'changed' : 'added';
    return told(line, change);
  });
  return [...lines, ...left.map((line) => told(line, 'removed'))];
}

function take(lines: HeaderLineAt[], isIt: (line: HeaderLineAt) => boolean): boolean {
  const at = lines.findIndex(isIt);
  if (at >= 0) lines.splice(at, 1);
  return at >= 0;
}

function told({ name, value }: HeaderLineAt, change: Change): ChangedLine {
  return { name: withoutControls(name), value: withoutControls(textOfBytes(value)), change };
}

/** Texts by a key, with what changed between two moments. */
export function changedEntries(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): ChangedLine[] {
  const lines = [...after].map(([name, value]): ChangedLine => {
    const old = before.get(name);
    return { name, value, change: old === undefined ? 'added' : old === value ? 'same' : 'changed' };
  });
  const gone = [...before].filter(([name]) => !after.has(name));
  return [...lines, ...gone.map(([name, value]): ChangedLine => ({ name, value, change: 'removed' }))];
}

export const keyText = (bytes: Uint8Array): string => withoutControls(textOfBytes(bytes)) || latin1OfBytes(bytes);
