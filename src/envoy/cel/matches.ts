import { bytesOfLatin1, textOfBytes } from '../../model/index.ts';
import type { CelResult } from './evaluate.ts';
import { bool } from './value.ts';

/** Whether a regular expression of RE2 is found anywhere in a text. */
export function matches(text: string, pattern: string): CelResult {
  const expression = compiled(textOfBytes(bytesOfLatin1(pattern)));
  if (expression === undefined) return { kind: 'error', message: `invalid regular expression: ${pattern}` };
  return bool(expression.test(textOfBytes(bytesOfLatin1(text))));
}

/** What RE2 does not have: looking around and back references. */
const NOT_RE2 = /^(?:[^\\]|\\[^])*?(?:\(\?<?[=!]|\\[1-9])/;

/** RE2's syntax where JavaScript writes it otherwise: flags in front, names of groups, ends of the text. */
function compiled(pattern: string): RegExp | undefined {
  if (NOT_RE2.test(pattern)) return undefined;
  const [lead = '', given = ''] = /^\(\?([imsU]+)\)/.exec(pattern) ?? [];
  const source = pattern
    .slice(lead.length)
    .replace(/\(\?P</g, '(?<')
    .replace(/\\A/g, '(?<![^])')
    .replace(/\\z/g, '(?![^])');
  // Without the flag `m`, `$` is the end of the text in both.
  const flags = [...new Set(given.replace('U', ''))].join('');
  for (const mode of ['u', '']) {
    try {
      return new RegExp(source, flags + mode);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}
