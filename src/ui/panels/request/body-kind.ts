import type { HeaderRow, NamedRequest } from '../../../model/index.ts';
import type { RequestFields } from '../../../state/index.ts';

export const bodyKinds = ['none', 'text', 'json', 'form'] as const;
export type BodyKind = (typeof bodyKinds)[number];

const types: Readonly<Record<Exclude<BodyKind, 'none'>, string>> = {
  text: 'text/plain',
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
};

const isType = ({ name }: HeaderRow): boolean => name.trim().toLowerCase() === 'content-type';

/** What a body is by its content-type; text where nothing is said. */
export function bodyKindOf({ body, headers }: Pick<NamedRequest, 'body' | 'headers'>): BodyKind {
  const type = headers
    .find((row) => row.enabled && isType(row))
    ?.value.trim()
    .toLowerCase();
  if (type === undefined) return body === '' ? 'none' : 'text';
  if (/^application\/(?:[\w.-]+\+)?json\b/.test(type)) return 'json';
  return type.startsWith(types.form) ? 'form' : 'text';
}

/** The body and its content-type as another kind; the text stays where it can. */
export function asKind({ body, headers, method }: NamedRequest, kind: BodyKind): RequestFields {
  const others = headers.filter((row) => !isType(row));
  if (kind === 'none') return { body: '', splits: [], headers: others };
  const row: HeaderRow = { enabled: true, name: 'content-type', value: types[kind] };
  const at = headers.findIndex(isType);
  const rows = at < 0 ? [...headers, row] : headers.with(at, row).filter((one) => one === row || !isType(one));
  const text = kind === 'json' && body.trim() === '' ? '{}' : body;
  const sends = method === 'GET' || method === 'HEAD' ? { method: 'POST' } : {};
  return { headers: rows, ...(text !== body && { body: text }), ...sends };
}

/** Why a text is no JSON, in the browser's words; undefined when it is. */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Valid JSON on lines of its own; its words and numbers stay as they are written. */
export function formattedJson(text: string): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let depth = 0;
  let out = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const [i, token] of tokens.entries()) {
    const isEmpty = /[[{]/.test(tokens[i - 1] ?? '');
    if (token === '}' || token === ']') {
      depth--;
      out += isEmpty ? token : line() + token;
    } else if (token === ',') out += token + line();
    else if (token === ':') out += ': ';
    else {
      const opens = token === '{' || token === '[';
      out += token;
      if (!opens) continue;
      depth++;
      if (!/[}\]]/.test(tokens[i + 1] ?? '')) out += line();
    }
  }
  return out;
}
