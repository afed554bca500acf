import { type HeaderRow, type HttpFileRequest, requestDefaults, targetOf } from '../../model/index.ts';

/** What a HAR file holds that can be sent again. */
export interface HarFile {
  readonly requests: readonly HttpFileRequest[];
  /** Entries that say nothing that could be sent, or are one too many. */
  readonly leftOut: number;
}

/** As much as a project may hold, and a list that a person can look through. */
const most = { characters: 64 * 1024 * 1024, entries: 1000, rows: 1000, text: 1024 * 1024, name: 60 } as const;

type Json = Readonly<Record<string, unknown>>;

/** Reads a HAR file, as browsers save it; undefined when the text is none. Whatever is in it, nothing is thrown. */
export function parseHar(text: string): HarFile | undefined {
  if (text.length > most.characters) return undefined;
  const entries = listAt(objectAt(parsed(text), 'log'), 'entries');
  if (entries === undefined) return undefined;
  const requests = entries.slice(0, most.entries).flatMap((entry) => requestOf(objectAt(entry, 'request')) ?? []);
  return { requests, leftOut: entries.length - requests.length };
}

function requestOf(request: Json | undefined): HttpFileRequest | undefined {
  const method = textAt(request, 'method')?.toUpperCase();
  const url = textAt(request, 'url')?.replace(/#.*$/s, '');
  if (method === undefined || url === undefined || !/^[A-Z][A-Z0-9_-]{0,39}$/.test(method)) return undefined;
  if (!/^(?:https?|wss?):\/\//i.test(url) || url.length > most.text) return undefined;
  const body = bodyOf(objectAt(request, 'postData'));
  return {
    ...requestDefaults,
    name: `${method} ${targetOf(url).path}`.slice(0, most.name),
    method,
    url,
    headers: rowsAt(request, 'headers').filter(({ name }) => !isOfTheConnection(name)),
    ...body,
    http: /^(?:h2|h3|http\/[23](?:\.0)?)$/i.test(textAt(request, 'httpVersion') ?? '') ? '2' : '1.1',
  };
}

/** Pseudo headers stand in the address already; the framing writes the others. */
const isOfTheConnection = (name: string): boolean =>
  /^(?::.*|content-length|connection|host|transfer-encoding)$/i.test(name);

/** The text, bytes as base64, or the fields of a form. */
function bodyOf(posted: Json | undefined): Pick<HttpFileRequest, 'body' | 'isBytes'> {
  const text = textAt(posted, 'text');
  const bytes = text !== undefined && textAt(posted, 'encoding') === 'base64' ? byteStringOf(text) : undefined;
  const fields = rowsAt(posted, 'params').map(({ name, value }): [string, string] => [name, value]);
  const body = bytes ?? text ?? new URLSearchParams(fields).toString();
  return { body: body.slice(0, most.text), isBytes: bytes !== undefined };
}

function byteStringOf(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

function rowsAt(json: unknown, key: string): HeaderRow[] {
  return (listAt(json, key) ?? []).slice(0, most.rows).flatMap((row) => {
    const name = textAt(row, 'name');
    return name === undefined ? [] : [{ enabled: true, name, value: textAt(row, 'value') ?? '' }];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

const isObject = (json: unknown): json is Json => typeof json === 'object' && json !== null && !Array.isArray(json);
const valueAt = (json: unknown, key: string): unknown =>
  isObject(json) && Object.hasOwn(json, key) ? json[key] : undefined;

function objectAt(json: unknown, key: string): Json | undefined {
  const value = valueAt(json, key);
  return isObject(value) ? value : undefined;
}
function listAt(json: unknown, key: string): readonly unknown[] | undefined {
  const value = valueAt(json, key);
  return Array.isArray(value) ? value : undefined;
}
function textAt(json: unknown, key: string): string | undefined {
  const value = valueAt(json, key);
  return typeof value === 'string' ? value : undefined;
}
