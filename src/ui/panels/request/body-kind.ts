import { bytesOfLatin1, type HeaderRow, latin1OfText, type NamedRequest, textOfBytes } from '../../../model/index.ts';
import type { RequestFields } from '../../../state/index.ts';

export const bodyKinds = ['none', 'text', 'json', 'form', 'bytes'] as const;
export type BodyKind = (typeof bodyKinds)[number];

const types: Readonly<Record<Exclude<BodyKind, 'none'>, string>> = {
  text: 'text/plain',
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  bytes: 'application/octet-stream',
};

const isType = ({ name }: HeaderRow): boolean => name.trim().toLowerCase() === 'content-type';

/** Bytes, or what a text is by its content-type; text where nothing is said. */
export function bodyKindOf({ body, isBytes, headers }: Pick<NamedRequest, 'body' | 'isBytes' | 'headers'>): BodyKind {
  if (isBytes) return 'bytes';
  const type = headers
    .find((row) => row.enabled && isType(row))
    ?.value.trim()
    .toLowerCase();
  if (type === undefined) return body === '' ? 'none' : 'text';
  if (/^application\/(?:[\w.-]+\+)?json\b/.test(type)) return 'json';
  return type.startsWith(types.form) ? 'form' : 'text';
}

/** The body and its content-type as another kind; what is in it stays where it can. */
export function asKind(request: NamedRequest, kind: BodyKind): RequestFields {
  const { body, headers, method, isBytes } = request;
  const others = headers.filter((row) => !isType(row));
  if (kind === 'none') return { body: '', isBytes: false, splits: [], headers: others };
  const at = headers.findIndex(isType);
  const said = headers[at]?.value.trim().toLowerCase() ?? '';
  // Bytes may be of any type: one that a person wrote stays.
  const isOwn = kind === 'bytes' && said !== '' && !Object.values(types).some((type) => said.startsWith(type));
  const row: HeaderRow = { enabled: true, name: 'content-type', value: types[kind] };
  const rows = at < 0 ? [...headers, row] : headers.with(at, row).filter((one) => one === row || !isType(one));
  const sends = method === 'GET' || method === 'HEAD' ? { method: 'POST' } : {};
  const becomesBytes = kind === 'bytes';
  const text = becomesBytes === isBytes ? body : becomesBytes ? latin1OfText(body) : (textOfBody(request) ?? '');
  const next = kind === 'json' && text.trim() === '' ? '{}' : text;
  return {
    headers: isOwn ? headers : rows,
    ...(next !== body && { body: next }),
    // Where it was cut was told in characters of another kind.
    ...(becomesBytes !== isBytes && { isBytes: becomesBytes, splits: [] }),
    ...sends,
  };
}

/** The text of a body; undefined when its bytes are none. */
export function textOfBody({ body, isBytes }: Pick<NamedRequest, 'body' | 'isBytes'>): string | undefined {
  if (!isBytes) return body;
  const text = textOfBytes(bytesOfLatin1(body));
  return latin1OfText(text) === body ? text : undefined;
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
