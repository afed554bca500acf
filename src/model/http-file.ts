import { isByteString } from './bytes.ts';
import { type HeaderRow, type NamedRequest, requestDefaults } from './project.ts';
import { targetOf } from './project-scenario.ts';

/** The requests of an `.http` file, in their order. */
export interface HttpFile {
  readonly requests: readonly HttpFileRequest[];
  /** They are meant to be sent one after the other, through one proxy. */
  readonly isSequence: boolean;
  /** What of the file means nothing here. */
  readonly notes: readonly HttpFileNote[];
}

export type HttpFileRequest = Omit<NamedRequest, 'id'>;

export interface HttpFileNote {
  readonly kind:
    | 'unknown-line'
    | 'unknown-comment'
    | 'unknown-variable'
    | 'file-not-read'
    | 'script-left-out'
    | 'version-not-sent'
    | 'too-much';
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** As much as a project may hold. */
const most = { characters: 4 * 1024 * 1024, text: 1024 * 1024, requests: 200, rows: 1000, notes: 50 } as const;
const MOST_WAIT_MS = 1e9;

/** Reads what VS Code's REST Client, JetBrains' HTTP Client and we ourselves write. Whatever the text is, nothing is thrown. */
export function parseHttpFile(text: string): HttpFile {
  const file = new Reading();
  if (text.length > most.characters) file.note('too-much', 1, '');
  const lines = text
    .slice(0, most.characters)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  for (let from = 0; from < lines.length;) {
    let to = from + 1;
    while (to < lines.length && lines[to]?.startsWith('###') === false) to++;
    const request = readBlock(lines.slice(from, to), from + 1, file);
    if (request && file.requests.length === most.requests) {
      file.note('too-much', from + 1, request.name);
      break;
    }
    if (request) file.requests.push(request);
    from = to;
  }
  const { requests, isSequence, notes } = file;
  return { requests, isSequence, notes };
}

/** What is known so far: requests, variables, notes. */
class Reading {
  readonly requests: HttpFileRequest[] = [];
  readonly notes: HttpFileNote[] = [];
  isSequence = false;
  readonly #variables = new Map<string, string>();

  note(kind: HttpFileNote['kind'], line: number, text: string): void {
    if (this.notes.length < most.notes) this.notes.push({ kind, line, text: text.slice(0, 200) });
  }

  define(name: string, value: string, line: number): void {
    if (this.#variables.size < most.rows) this.#variables.set(name, this.expanded(value, line));
  }

  /** The text with the values of its `{{variables}}`; those of which nobody said anything stay as they stand. */
  expanded(text: string, line: number): string {
    if (!text.includes('{{')) return text;
    let length = text.length;
    let isTooLong = false;
    const full = text.replace(/\{\{([^{}\n]{1,100})\}\}/g, (whole, inner: string) => {
      const value = this.#variables.get(inner.trim());
      if (value === undefined) this.note('unknown-variable', line, whole);
      length += value?.length ?? 0;
      isTooLong ||= length > most.text;
      return isTooLong ? whole : (value ?? whole);
    });
    if (isTooLong) this.note('too-much', line, text);
    return isTooLong ? text : full;
  }
}

/** What the comments of a request say. */
interface Draft {
  name?: string;
  method?: string;
  url?: string;
  body?: string;
  isBytes: boolean;
  headers: HeaderRow[];
  trailers: HeaderRow[];
  splits: readonly number[];
  waitMs: number;
  overlaps: boolean;
  http: NamedRequest['http'];
}

function readBlock(lines: readonly string[], first: number, file: Reading): HttpFileRequest | undefined {
  const [title = ''] = lines;
  const isTitled = title.startsWith('###');
  const name = isTitled ? title.replace(/^#+/, '').trim() : '';
  const { waitMs, overlaps, http } = requestDefaults;
  const draft: Draft = {
    ...(name !== '' && { name }),
    headers: [],
    trailers: [],
    splits: [],
    isBytes: false,
    waitMs,
    overlaps,
    http,
  };
  let at = isTitled ? 1 : 0;
  let target: string | undefined;
  for (; at < lines.length && target === undefined; at++) {
    const line = lines[at] ?? '';
    const number = first + at;
    if (line.trim() === '' || readComment(line, number, draft, file)) continue;
    const [, variable, value = ''] = /^@([\w.-]{1,100})\s*=([^]*)$/.exec(line) ?? [];
    const skipped = linesOfScript(lines, at);
    if (variable !== undefined) file.define(variable, value.trim(), number);
    else if (skipped > 0) {
      file.note('script-left-out', number, line);
      at += skipped - 1;
    } else if (isRequestLine(line)) target = line;
    else file.note('unknown-line', number, line);
  }
  if (target === undefined) return undefined;
  const line = first + at - 1;
  const { method, url, version } = partsOf(target);
  if (version !== undefined) {
    if (!/^HTTP\/(?:1(?:\.[01])?|2(?:\.0)?)$/i.test(version)) file.note('version-not-sent', line, version);
    draft.http = /\/2/.test(version) ? '2' : draft.http;
  }
  let address = url;
  for (; /^\s+[?&/#]/.test(lines[at] ?? ''); at++) address += (lines[at] ?? '').trim();
  for (; at < lines.length && lines[at]?.trim() !== ''; at++) readHeader(lines[at] ?? '', first + at, draft, file);
  const body = draft.body ?? file.expanded(bodyOf(lines.slice(at + 1), first + at + 1, file), first + at + 1);
  return requestOf(draft, { method, url: file.expanded(address, line), body });
}

function requestOf(draft: Draft, sent: Pick<NamedRequest, 'method' | 'url' | 'body'>): HttpFileRequest {
  const { method = sent.method, url = sent.url, body = sent.body, ...rest } = draft;
  return { name: `${method} ${targetOf(url).path.slice(0, 60)}`, ...rest, method, url, body, tcp: null };
}

/** True for comments; those that begin with `@` say something of the request. */
function readComment(line: string, number: number, draft: Draft, file: Reading): boolean {
  const text = line.trimStart();
  if (!text.startsWith('#') && !text.startsWith('//')) return false;
  const [, word, rest = ''] = /^(?:#+|\/\/)[ \t]*@([\w-]+)([^]*)$/.exec(text) ?? [];
  if (word !== undefined && !obey(word, rest.trim(), draft, file)) file.note('unknown-comment', number, text);
  return true;
}

/** False when nobody knows the word, or what stands behind it. */
function obey(word: string, rest: string, draft: Draft, file: Reading): boolean {
  switch (word) {
    case 'sequence':
      file.isSequence = true;
      return true;
    case 'name':
      draft.name = stringOf(rest) ?? rest;
      return true;
    case 'wait': {
      const ms = /^\d{1,10}$/.test(rest) ? Number(rest) : -1;
      if (ms >= 0 && ms <= MOST_WAIT_MS) draft.waitMs = ms;
      return draft.waitMs === ms;
    }
    case 'overlap':
      draft.overlaps = true;
      return true;
    case 'http':
      if (rest === '1.1' || rest === '2') draft.http = rest;
      return draft.http === rest;
    case 'split':
      if (!/^\d{1,9}(?:\s*,\s*\d{1,9})*$/.test(rest)) return false;
      draft.splits = rest.split(',').slice(0, most.rows).map(Number);
      return true;
    case 'method':
    case 'url':
    case 'body': {
      const text = stringOf(rest);
      if (text !== undefined) draft[word] = text;
      return text !== undefined;
    }
    case 'bytes': {
      const text = stringOf(rest);
      if (text === undefined || !isByteString(text)) return false;
      draft.body = text;
      draft.isBytes = true;
      return true;
    }
    case 'header':
      return addRow(draft.headers, rowOf(rest), true);
    case 'off':
      return addRow(draft.headers, rowOf(rest), false);
    case 'trailer':
      return addRow(draft.trailers, rowOf(rest), true);
    case 'trailer-off':
      return addRow(draft.trailers, rowOf(rest), false);
    default:
      return false;
  }
}

type Pair = readonly [name: string, value: string];

function addRow(rows: HeaderRow[], pair: Pair | undefined, enabled: boolean): boolean {
  if (pair === undefined || rows.length === most.rows) return false;
  rows.push({ enabled, name: pair[0], value: pair[1] });
  return true;
}

/** `name: value`, or both as JSON. */
const rowOf = (text: string): Pair | undefined => (text.startsWith('[') ? pairOf(text) : splitHeader(text));

function splitHeader(text: string): Pair | undefined {
  const colon = text.indexOf(':', 1);
  return colon < 0 ? undefined : [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

function pairOf(text: string): Pair | undefined {
  const json: readonly unknown[] = listOf(parsed(text));
  const [name, value] = json.length === 2 ? json : [];
  return typeof name === 'string' && typeof value === 'string' ? [name, value] : undefined;
}

const listOf = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : []);

function stringOf(text: string): string | undefined {
  const json = text.startsWith('"') ? parsed(text) : undefined;
  return typeof json === 'string' ? json : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function readHeader(line: string, number: number, draft: Draft, file: Reading): void {
  if (readComment(line, number, draft, file)) return;
  const pair = splitHeader(file.expanded(line, number));
  if (!addRow(draft.headers, pair, true)) file.note('unknown-line', number, line);
}

const isRequestLine = (line: string): boolean =>
  /^\s*(?:[A-Z][A-Z0-9_-]*|get|post|put|patch|delete|head|options)\s+\S/.test(line) ||
  /^\s*(?:https?:\/\/|\/|\{\{)\S*\s*(?:HTTP\/\S+\s*)?$/i.test(line);

function partsOf(line: string): { method: string; url: string; version: string | undefined } {
  const words = line.trim();
  const first = words.search(/\s/);
  const hasMethod = first > 0 && /^[A-Za-z][A-Za-z0-9_-]*$/.test(words.slice(0, first));
  const rest = hasMethod ? words.slice(first).trim() : words;
  const last = Math.max(rest.lastIndexOf(' '), rest.lastIndexOf('\t'));
  const version = /^HTTP\/[\d.]+$/i.exec(rest.slice(last + 1))?.[0];
  const hasVersion = version !== undefined && last > 0;
  return {
    method: hasMethod ? words.slice(0, first).toUpperCase() : requestDefaults.method,
    url: hasVersion ? rest.slice(0, last).trim() : rest,
    version: hasVersion ? version : undefined,
  };
}

/** How many lines a script of JetBrains' client takes from here on: `> {%` to `%}`, `< {%` to `%}`, `> file`. */
export function linesOfScript(lines: readonly string[], at: number): number {
  const line = lines[at] ?? '';
  if (/^[<>]\s*\{%/.test(line)) {
    let end = at;
    while (end < lines.length && lines[end]?.includes('%}') === false) end++;
    return Math.min(end + 1, lines.length) - at;
  }
  return /^(?:>>?!?|<>)\s+\S/.test(line) ? 1 : 0;
}

/** A file whose content would be the body. */
export const isBodyFile = (line: string): boolean => /^<@?\s+\S/.test(line);

function bodyOf(lines: readonly string[], first: number, file: Reading): string {
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const skipped = linesOfScript(lines, at);
    if (skipped > 0) {
      file.note('script-left-out', first + at, line);
      at += skipped - 1;
    } else if (isBodyFile(line)) file.note('file-not-read', first + at, line);
    else kept.push(line);
  }
  const body = bareBody(kept.join('\n'));
  if (body.length > most.text) file.note('too-much', first, '');
  return body.slice(0, most.text);
}

/** Without the empty lines around it. */
export const bareBody = (text: string): string => text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
