import { bytesOfLatin1, latin1OfBytes } from '../model/index.ts';

/** What the connection manager's local_reply_config makes of a local reply. */
export interface RewrittenReply {
  readonly code: number;
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
  readonly headers: readonly (readonly [string, string])[];
}

export type LocalReplyRewriter = (code: number, body: Uint8Array) => RewrittenReply;

interface Mapper {
  readonly matches: (code: number) => boolean;
  readonly status: number | undefined;
  readonly body: string | undefined;
  readonly headers: readonly (readonly [string, string])[];
}

/** Reads local_reply_config: mappers by status code with status, body and headers; body_format as text or JSON. */
export function localReplyRewriter(hcm: unknown): LocalReplyRewriter {
  const config = at(hcm, 'local_reply_config');
  const mappers = list(at(config, 'mappers')).map(mapperOf);
  const format = formatOf(at(config, 'body_format'));
  return (code, body) => {
    const mapper = mappers.find((m) => m.matches(code));
    const status = mapper?.status ?? code;
    const { body: written, contentType } = format(status, mapper?.body ?? latin1OfBytes(body));
    return { code: status, body: bytesOfLatin1(written), contentType, headers: mapper?.headers ?? [] };
  };
}

function mapperOf(spec: unknown): Mapper {
  const comparison = at(at(at(spec, 'filter'), 'status_code_filter'), 'comparison');
  const value = Number(at(at(comparison, 'value'), 'default_value') ?? NaN);
  const op = at(comparison, 'op') ?? 'EQ';
  const status = at(spec, 'status_code');
  const body = at(at(spec, 'body'), 'inline_string');
  return {
    matches: (code) =>
      op === 'GE' ? code >= value : op === 'LE' ? code <= value : op === 'NE' ? code !== value : code === value,
    status: typeof status === 'number' ? status : undefined,
    body: typeof body === 'string' ? body : undefined,
    headers: list(at(spec, 'headers_to_add')).map((entry) => {
      const header = at(entry, 'header');
      return [text(at(header, 'key')), text(at(header, 'value'))] as const;
    }),
  };
}

type Format = (code: number, body: string) => { body: string; contentType: string | undefined };

function formatOf(spec: unknown): Format {
  const json = at(spec, 'json_format');
  const line = at(at(spec, 'text_format_source'), 'inline_string') ?? at(spec, 'text_format');
  if (typeof json === 'object' && json !== null) {
    // Envoy writes the keys in order of the alphabet, and a line feed behind.
    const entries = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1));
    return (code, body) => {
      const value = Object.fromEntries(entries.map(([key, format]) => [key, substituted(text(format), code, body)]));
      return { body: `${JSON.stringify(value)}\n`, contentType: 'application/json' };
    };
  }
  if (typeof line === 'string')
    return (code, body) => ({ body: String(substituted(line, code, body)), contentType: undefined });
  return (_code, body) => ({ body, contentType: undefined });
}

/** A format that is one operator keeps its type. */
function substituted(format: string, code: number, body: string): string | number {
  if (format === '%RESPONSE_CODE%') return code;
  return format.replaceAll('%RESPONSE_CODE%', String(code)).replaceAll('%LOCAL_REPLY_BODY%', body);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function at(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
