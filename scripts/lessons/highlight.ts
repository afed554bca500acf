import type { CodeToken } from '../../src/lessons/workshop/lesson.ts';

interface Grammar {
  readonly pattern: RegExp;
  readonly kinds: readonly CodeToken['kind'][];
}

const words = (list: string) => `\\b(?:${list.split(' ').join('|')})\\b`;

/** One group for each kind, in the order of `kinds`; all else is plain. */
function grammar(groups: readonly (readonly [kind: CodeToken['kind'], pattern: string])[]): Grammar {
  return {
    pattern: new RegExp(groups.map(([, pattern]) => `(${pattern})`).join('|'), 'g'),
    kinds: groups.map(([kind]) => kind),
  };
}

const string = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"`;
const number = String.raw`\b\d[\d_]*(?:\.\d+)?\b`;
const constant = words('true false null');

const typescript = grammar([
  ['comment', String.raw`\/\/.*`],
  ['string', `${string}|\`[^\`]*\``],
  [
    'keyword',
    words(
      'as break case class const constructor continue else export extends for from function if implements import let new private public return static super switch this throw true false null while',
    ),
  ],
  ['type', `${words('bool string void u8 u16 u32 u64 i32 i64 f64')}|\\b[A-Z]\\w*\\b`],
  ['number', number],
]);
const json = grammar([
  ['type', String.raw`"(?:[^"\\]|\\.)*"(?=\s*:)`],
  ['string', string],
  ['keyword', constant],
  ['number', number],
]);
const yaml = grammar([
  ['comment', String.raw`(?:^|\s)#.*`],
  ['type', String.raw`^[\s-]*[\w.-]+(?=:)`],
  ['string', string],
  ['keyword', constant],
  ['number', number],
]);
const http = grammar([
  ['keyword', String.raw`^(?:GET|POST|PUT|DELETE|PATCH|HEAD|HTTP\/[\d.]+)\b`],
  ['type', String.raw`^[\w-]+(?=:)`],
  ['comment', '^#.*'],
]);
const shell = grammar([
  ['keyword', String.raw`^\w+`],
  ['string', string],
  ['type', String.raw`\s-{1,2}[\w-]+`],
]);

const grammars: Readonly<Record<string, Grammar>> = { ts: typescript, json, yaml, http, curl: shell, sh: shell };

export const languagesOfCode: readonly string[] = ['', 'text', ...Object.keys(grammars)];

function tokensOf(line: string, { pattern, kinds }: Grammar): CodeToken[] {
  const tokens: CodeToken[] = [];
  let end = 0;
  const add = (kind: CodeToken['kind'], text: string) => text !== '' && tokens.push({ kind, text });
  for (const match of line.matchAll(pattern)) {
    add('plain', line.slice(end, match.index));
    const group = match.slice(1).findIndex((text) => text !== undefined);
    add(kinds[group] ?? 'plain', match[0]);
    end = match.index + match[0].length;
  }
  add('plain', line.slice(end));
  return tokens;
}

/** Code, line by line, in tokens that the page colours. */
export function highlighted(code: string, language: string): (readonly CodeToken[])[] {
  const rules = grammars[language];
  const lines = code.replace(/\n$/, '').split('\n');
  return lines.map((line) => (rules ? tokensOf(line, rules) : [{ kind: 'plain' as const, text: line }]));
}
