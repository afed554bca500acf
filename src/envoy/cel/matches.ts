import { bytesOfLatin1, textOfBytes } from '../../model/index.ts';
import type { CelResult } from './evaluate.ts';
import { bool } from './value.ts';

/** Whether a regular expression of RE2 is found anywhere in a text. */
export function matches(text: string, pattern: string): CelResult {
  const source = textOfBytes(bytesOfLatin1(pattern));
  if (FLAGS_INSIDE.test(source.replace(FLAGS_IN_FRONT, '')))
    return { kind: 'error', message: 'regular expressions with flags inside', isOurs: true };
  const expression = NOT_RE2.test(source) ? undefined : compiled(source);
  if (expression === undefined) return { kind: 'error', message: `invalid regular expression: ${pattern}` };
  return bool(expression.test(textOfBytes(bytesOfLatin1(text))));
}

const FLAGS_IN_FRONT = /^\(\?([imsU]+)\)/;
const FLAGS_INSIDE = /\(\?[imsU-]+[:)]/;
/** What RE2 does not have: looking around and back references. */
const NOT_RE2 = /^(?:[^\\]|\\[^])*?(?:\(\?<?[=!]|\\[1-9])/;

const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
};

/** RE2's syntax where JavaScript writes it otherwise: names of groups and classes, ends of the text, flags in front. */
function compiled(pattern: string): RegExp | undefined {
  const flags = new Set(FLAGS_IN_FRONT.exec(pattern)?.[1]?.replace('U', ''));
  const source = pattern
    .replace(FLAGS_IN_FRONT, '')
    .replace(/\(\?P</g, '(?<')
    .replace(/\[:(\w+):\]/g, (whole, name: string) => (Object.hasOwn(CLASSES, name) ? (CLASSES[name] ?? '') : whole))
    .replace(/\\A/g, '(?<![^])')
    .replace(/\\z/g, '(?![^])');
  for (const mode of ['u', '']) {
    try {
      return new RegExp(source, [...flags].join('') + mode);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return undefined;
}
