/** What the sources of a filter register: names, and whether a context is made for any other name, too. */
export interface RootIds {
  readonly names: readonly string[];
  readonly takesAny: boolean;
}

const REGISTERED = /\bregisterRootContext\s*\(\s*(["'`])([^"'`\\\n]{0,200})\1/g;

/** Read off the text of the sources; names that are computed are not found. */
export function rootIdsOf(sources: readonly string[]): RootIds {
  const text = sources.join('\n').replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
  const names = [...text.matchAll(REGISTERED)].map(([, , name = '']) => name);
  return {
    names: [...new Set(names)],
    takesAny: names.length === 0 || /\bset(?:Root|Http|Stream)Context\s*\(/.test(text),
  };
}
