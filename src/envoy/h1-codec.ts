import type { HeaderText } from '../model/index.ts';
import { CodecRefusal, type Refusal } from './refusals.ts';

/** What a request line asks for. */
export interface Target {
  /** Undefined where CONNECT names an authority alone. */
  readonly path: string | undefined;
  readonly authority?: string;
  readonly scheme?: string;
}

/** Methods that the codec knows (balsa_parser.cc). */
const METHODS = new Set(
  (
    'ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS ' +
    'PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK ' +
    'UNSUBSCRIBE'
  ).split(' '),
);

const SCHEME = /^[a-z]+:\/\//i;
const ABSOLUTE = /^(https?):\/\/(?:[^/?#@]*@)?([^/?#]+)(.*)$/i;
const AUTHORITY = /^[^/?#@:]+:\d+$/;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// Everything below a blank but the tab, and DEL: what no header value may have.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;

/** Reads a request line as Envoy's HTTP/1 codec does: the target in its parts, or why the codec refuses it. */
export function readTarget(method: string, target: string): Target | Refusal {
  const isShaped = /^[/*]/.test(target) || SCHEME.test(target) || method === 'CONNECT';
  if (!METHODS.has(method) || !isShaped || /[\s\x80-\xff]/.test(target)) return CodecRefusal.syntax;
  if (CONTROL.test(target)) return CodecRefusal.characters;
  if (method === 'CONNECT')
    return AUTHORITY.test(target) ? { path: undefined, authority: target } : CodecRefusal.target;
  if (target.startsWith('/') || (target === '*' && method === 'OPTIONS')) return { path: target };
  if (!SCHEME.test(target)) return CodecRefusal.target;
  if (!/^https?:/i.test(target)) return CodecRefusal.scheme;
  const [, scheme = '', authority, rest = ''] = ABSOLUTE.exec(target) ?? [];
  if (authority === undefined) return CodecRefusal.target;
  return { path: rest === '' ? '/' : rest, authority, scheme: scheme.toLowerCase() };
}

/** Header lines as the codec reads them: no blanks around a value. */
export function readLines(lines: readonly HeaderText[]): HeaderText[] {
  return lines.map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')]);
}

/** Why the codec refuses these headers of a request; `lines` as `readLines` gives them. */
export function refusedHeaders(lines: readonly HeaderText[]): Refusal | undefined {
  if (lines.some(([name]) => !TOKEN.test(name))) return CodecRefusal.syntax;
  if (lines.some(([, value]) => CONTROL.test(value))) return CodecRefusal.characters;
  if (hasBadLength(lines)) return CodecRefusal.syntax;
  if (!areChunks(valuesOf(lines, 'transfer-encoding'))) return CodecRefusal.coding;
  if (isFramedTwice(lines)) return CodecRefusal.framing;
  if (BAD_HOST.test(valuesOf(lines, 'host').join(','))) return CodecRefusal.host;
  return nominated(lines).some((name) => FORWARDED.has(name)) ? CodecRefusal.connection : undefined;
}

/** Whether the codec takes these headers of a response; one that it does not take is a protocol error. */
export function areSoundHeaders(lines: readonly HeaderText[]): boolean {
  if (lines.some(([name, value]) => !TOKEN.test(name) || CONTROL.test(value))) return false;
  return !hasBadLength(lines) && areChunks(valuesOf(lines, 'transfer-encoding')) && !isFramedTwice(lines);
}

function hasBadLength(lines: readonly HeaderText[]): boolean {
  const lengths = valuesOf(lines, 'content-length');
  return lengths.length > 1 || lengths.some((length) => !/^\d+$/.test(length));
}

const isFramedTwice = (lines: readonly HeaderText[]): boolean =>
  ['content-length', 'transfer-encoding'].every((name) => valuesOf(lines, name).length > 0);

const areChunks = (codings: readonly string[]): boolean =>
  codings.length === 0 || codings.join(',').toLowerCase() === 'chunked';

/** What no authority may have. */
const BAD_HOST = /[ /\\<>^`{|}"#?]/;

/** No connection header may take these away. */
const FORWARDED = new Set(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto']);
/** What a connection header says of the connection itself. */
const OPTIONS = new Set(['close', 'keep-alive', 'upgrade']);

function valuesOf(lines: readonly HeaderText[], wanted: string): string[] {
  return lines.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []));
}

/** The words of a header that is a list, in lower case. */
export function wordsOf(lines: readonly HeaderText[], name: string): string[] {
  return valuesOf(lines, name).flatMap((value) => value.split(',').map((word) => word.trim().toLowerCase()));
}

/** Headers that the connection header says are for one hop; of te what may go on is looked at elsewhere. */
export function nominated(lines: readonly HeaderText[]): string[] {
  return wordsOf(lines, 'connection').filter((word) => word !== '' && word !== 'te' && !OPTIONS.has(word));
}
