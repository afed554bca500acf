import type { CodeAct } from '../../lessons/workshop/index.ts';

type Put = Extract<CodeAct, { kind: 'put' }>;

export interface PutCode {
  readonly text: string;
  /** Where it stands now, lines from 1. */
  readonly line: number;
  readonly toLine: number;
}

/** A file with some code put in, as far in as what is around it; undefined when its place is not there any more. */
export function putCode(text: string, code: string, { where, line }: Put): PutCode | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((one) => one.includes(line));
  const anchor = lines[at];
  if (anchor === undefined) return undefined;
  const isInside = where === 'after' && anchor.trimEnd().endsWith('{');
  const indent = `${/^ */.exec(anchor)?.[0] ?? ''}${isInside ? '  ' : ''}`;
  const added = code.split('\n').map((one) => (one === '' ? '' : indent + one));
  const from = where === 'after' ? at + 1 : at;
  lines.splice(from, where === 'instead of' ? 1 : 0, ...added);
  return { text: lines.join('\n'), line: from + 1, toLine: from + added.length };
}
