import {
  latin1OfBytes,
  latin1OfText,
  textOfBytes,
  NO_BYTES,
  type HeaderText,
  type ReplySpec,
  type UpstreamRequest,
} from '../model/index.ts';

/**
 * The reflecting upstream, as people know it from httpbin: it answers with what it was sent. Paths: /headers, /get,
 * /post (and put, patch, delete), /anything..., /status/N, /delay/S, /bytes/N, /response-headers?k=v, /trailers.
 * Header names are shown in their usual capitals, as httpbin does. Delays are in virtual time.
 */
export function reflect(request: UpstreamRequest): ReplySpec {
  const [path, query] = splitOnce(request.path, '?');
  const [, first = '', second = ''] = path.split('/');
  const method = request.method.toLowerCase();
  switch (first) {
    case 'headers':
      return json({ headers: headersOf(request) });
    case 'get':
    case 'post':
    case 'put':
    case 'patch':
    case 'delete':
      if (first !== method && !(first === 'get' && method === 'head')) return text(405, 'Method Not Allowed\n');
      return json(everything(request, query, first !== 'get'));
    case '':
    case 'anything':
      return json({ ...everything(request, query, true), method: request.method });
    case 'status':
      return { status: clamp(second, 100, 599, 200), headers: [], body: [] };
    case 'delay':
      return { ...json(everything(request, query, true)), delay_ms: clamp(second, 0, 60, 0) * 1000 };
    case 'bytes':
      return bytes(clamp(second, 0, 102400, 0));
    case 'response-headers':
      return responseHeaders(query);
    case 'trailers':
      return withTrailers(request);
    default:
      return text(404, '404 page not found\n');
  }
}

function splitOnce(value: string, at: string): [string, string] {
  const i = value.indexOf(at);
  return i < 0 ? [value, ''] : [value.slice(0, i), value.slice(i + 1)];
}

function clamp(digits: string, least: number, most: number, fallback: number): number {
  const value = Number.parseFloat(digits);
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : fallback;
}

function json(value: unknown): ReplySpec {
  const body = latin1OfText(`${JSON.stringify(value, null, 2)}\n`);
  return { status: 200, headers: [['content-type', 'application/json']], body: [body] };
}

function text(status: number, body: string): ReplySpec {
  return { status, headers: [['content-type', 'text/plain; charset=utf-8']], body: [body] };
}

/** `x-hello` as `X-Hello`. */
function capitals(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

function headersOf(request: UpstreamRequest): Record<string, string> {
  const all = new Map<string, string>();
  for (let i = 0; i + 1 < request.headers.length; i += 2) {
    const name = capitals(latin1OfBytes(request.headers[i] ?? NO_BYTES));
    const value = textOfBytes(request.headers[i + 1] ?? NO_BYTES);
    const old = all.get(name);
    all.set(name, old === undefined ? value : `${old},${value}`);
  }
  return Object.fromEntries(all);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}

function argumentsOf(query: string): Record<string, string | string[]> {
  const all = new Map<string, string | string[]>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const [rawName, rawValue] = splitOnce(part, '=');
    const name = decoded(rawName);
    const old = all.get(name);
    const value = decoded(rawValue);
    all.set(name, old === undefined ? value : [old, value].flat());
  }
  return Object.fromEntries(all);
}

function everything(request: UpstreamRequest, query: string, withBody: boolean): Record<string, unknown> {
  const headers = headersOf(request);
  const base = { args: argumentsOf(query), headers, url: `http://${headers['Host'] ?? ''}${request.path}` };
  if (!withBody) return base;
  const data = textOfBytes(request.body);
  return { ...base, data, json: parsed(data) };
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return null;
  }
}

/** Bytes that look random and are the same every time. */
function bytes(count: number): ReplySpec {
  let body = '';
  for (let i = 0, x = 1; i < count; i++) {
    x = (x * 1103515245 + 12345) & 0x7fffffff;
    body += String.fromCharCode((x >> 16) & 255);
  }
  return { status: 200, headers: [['content-type', 'application/octet-stream']], body: [body] };
}

function responseHeaders(query: string): ReplySpec {
  const extra: HeaderText[] = [];
  for (const [name, value] of Object.entries(argumentsOf(query)))
    for (const one of [value].flat())
      if (/^[\w-]+$/.test(name)) extra.push([name, latin1OfText(one.replace(/[\r\n\0]/g, ' '))]);
  const reply = json(Object.fromEntries(extra));
  return { ...reply, headers: [...(reply.headers ?? []), ...extra] };
}

function withTrailers(request: UpstreamRequest): ReplySpec {
  const given: HeaderText[] = [['x-trailer', 'from upstream']];
  for (let i = 0; i + 1 < request.trailers.length; i += 2)
    given.push([latin1OfBytes(request.trailers[i] ?? NO_BYTES), latin1OfBytes(request.trailers[i + 1] ?? NO_BYTES)]);
  return { ...text(200, 'this answer has trailers\n'), framing: 'chunked', trailers: given };
}
