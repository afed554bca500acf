import type { ImportFailure } from '../types.ts';

/** Held before the text is parsed: the parser's time and stack grow with them. */
export const limits = {
  /** Characters, code in base64 not counted. */
  characters: 1024 * 1024,
  /** Characters of everything. */
  whole: 16 * 1024 * 1024,
  /** Characters that may begin or end something. */
  parts: 60_000,
  depth: 100,
  aliases: 100,
  documents: 200,
  /** Nodes, once every alias stands for itself. */
  nodes: 50_000,
} as const;

/** Words of base64 of such a length are code, a certificate or the like. */
const longWord = /[A-Za-z0-9+/_-]{1000,}={0,2}/g;

export interface SplitText {
  /** The text with a short word in place of each long one. */
  readonly text: string;
  /** By the short word. */
  readonly words: ReadonlyMap<string, string>;
}

/** Takes what is long and has no structure out of a text. */
export function withoutLongWords(whole: string): SplitText {
  let mark = 'long-word-';
  while (whole.includes(mark)) mark = `x${mark}`;
  const words = new Map<string, string>();
  const text = whole.replace(longWord, (word) => {
    const name = `${mark}${words.size}-`;
    words.set(name, word);
    return name;
  });
  return { text, words };
}

/** Why a text is not even parsed. */
export function beyondLimits(text: string): ImportFailure | undefined {
  if (text.length > limits.characters) return { kind: 'too-large', size: text.length, limit: limits.characters };
  let parts = 0;
  let flow = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    if ('[{'.includes(char)) flow++;
    else if (']}'.includes(char)) flow = Math.max(0, flow - 1);
    if (flow > limits.depth) return { kind: 'too-deep', limit: limits.depth };
    if ('\n\r,:&*!?"\'%@`[]{}'.includes(char) && ++parts > limits.parts) {
      return { kind: 'too-many-parts', limit: limits.parts };
    }
  }
  return isTooDeep(text) ? { kind: 'too-deep', limit: limits.depth } : undefined;
}

/** Whether blocks lie too deep in each other, judged by the indents alone. */
function isTooDeep(text: string): boolean {
  const indents: number[] = [];
  for (const line of text.split(/[\n\r]/)) {
    const [lead = ''] = /^[ \t]*(?:[-?:][ \t]+)*/.exec(line) ?? [];
    if (lead.length === line.length && lead.trim() === '') continue;
    for (let i = 0; i <= lead.length; i++) {
      // A new block may begin at the line's first character that is no space, and behind each dash.
      if (i > 0 && i < lead.length && !/[-?:]/.test(lead[i - 1] ?? '') && !/[-?:]/.test(lead[i] ?? '')) continue;
      if (i < lead.length && /[ \t]/.test(lead[i] ?? '')) continue;
      while ((indents.at(-1) ?? -1) >= i) indents.pop();
      indents.push(i);
      if (indents.length > limits.depth) return true;
    }
  }
  return false;
}
