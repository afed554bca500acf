/**
 * Valid JSON with a line for each member. Only blanks change: numbers keep all their digits, and names that stand there
 * twice stay. What is nested deeper than `deepest` moves no further to the right.
 */
export function layJson(text: string, deepest = Infinity): string {
  const parts = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  const line = () => `\n${'  '.repeat(Math.min(depth, deepest))}`;
  return parts
    .map((part, i) => {
      const next = parts[i + 1];
      if (part === '{' || part === '[') {
        if (next === '}' || next === ']') return part;
        depth++;
        return part + line();
      }
      if (part === '}' || part === ']') {
        const before = parts[i - 1];
        if (before === '{' || before === '[') return part;
        depth--;
        return line() + part;
      }
      if (part === ',') return part + line();
      return part === ':' ? ': ' : part;
    })
    .join('');
}
