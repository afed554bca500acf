export type TokenKind = 'comment' | 'key' | 'string' | 'plain';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

/** A line of more than so many characters is base64: nobody reads it. */
const longestLine = 240;
const mostLines = 3000;

export interface Preview {
  readonly lines: readonly (readonly Token[])[];
  /** Lines that are not shown. */
  readonly hidden: number;
}

const yamlLine = /^(\s*(?:- )*)(?:("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#'"][^:#]*)(:)(?=\s|$))?(.*)$/s;

function yamlTokens(line: string): readonly Token[] {
  if (/^\s*#/.test(line)) return [{ kind: 'comment', text: line }];
  const [, indent = '', key = '', colon = '', value = ''] = yamlLine.exec(line) ?? [];
  const isText = /^\s*["']/.test(value);
  return [
    { kind: 'plain' as const, text: indent },
    { kind: 'key' as const, text: key },
    { kind: 'plain' as const, text: colon },
    { kind: isText ? ('string' as const) : ('plain' as const), text: value },
  ].filter(({ text }) => text !== '');
}

const plainTokens = (line: string): readonly Token[] => [{ kind: 'plain', text: line }];

const tokensOf: readonly (readonly [ending: RegExp, tokens: (line: string) => readonly Token[]])[] = [
  [/\.ya?ml$/, yamlTokens],
  [/\.md$/, (line) => [{ kind: line.startsWith('#') ? 'key' : 'plain', text: line }]],
  [/\.json$/, (line) => yamlTokens(line)],
];

const shortened = (line: string) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);

/** A file's text for looking at. */
export function previewOf(path: string, text: string): Preview {
  const all = text.split('\n');
  if (all.at(-1) === '') all.pop();
  const tokens = tokensOf.find(([ending]) => ending.test(path))?.[1] ?? plainTokens;
  return {
    lines: all.slice(0, mostLines).map((line) => tokens(shortened(line))),
    hidden: Math.max(0, all.length - mostLines),
  };
}
