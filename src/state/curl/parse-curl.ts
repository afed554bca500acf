import type { HeaderRow } from '../../model/index.ts';
import { curlHeaders } from './curl-headers.ts';
import { type CurlEffect, type CurlOption, curlOptions } from './curl-options.ts';
import { shellWords } from './shell-words.ts';

/** A `curl` command: what it sends, how its answer is shown, and what of it means nothing here. */
export interface CurlCommand {
  /** Undefined: the command names none. */
  readonly url: string | undefined;
  readonly method: string;
  /** In curl's order, its own `user-agent`, `accept` and `content-type` among them. */
  readonly headers: readonly HeaderRow[];
  readonly body: string;
  /** The body is bytes: each character stands for one. */
  readonly isBytes: boolean;
  readonly http: '1.1' | '2';
  readonly show: CurlShow;
  /** Options and words that were left out. */
  readonly notes: readonly CurlNote[];
}

export interface CurlShow {
  /** -i */
  readonly headers: boolean;
  /** -v */
  readonly verbose: boolean;
  /** -I */
  readonly headOnly: boolean;
  /** -o, -O: where the body goes is not the terminal. */
  readonly isQuiet: boolean;
  /** -f */
  readonly failsOnError: boolean;
  /** -w */
  readonly writeOut: string;
}

export type CurlNote =
  | { readonly kind: 'unknown-option'; readonly text: string }
  | { readonly kind: 'unsupported-option'; readonly text: string }
  | { readonly kind: 'value-missing'; readonly text: string }
  | { readonly kind: 'file-not-read'; readonly text: string }
  | { readonly kind: 'not-expanded'; readonly text: string }
  | { readonly kind: 'left-out'; readonly text: string }
  | { readonly kind: 'open-quote'; readonly text: string };

/** Collects what the options say, in their order. */
interface Draft {
  readonly urls: string[];
  readonly headers: string[];
  readonly data: string[];
  readonly query: string[];
  readonly cookies: string[];
  readonly notes: CurlNote[];
  readonly given: Map<CurlEffect, string>;
  /** The bytes that come through a pipe, one character each. */
  readonly piped: string | undefined;
}

/** Reads a `curl` command as a person types or pastes it; undefined when the text is not one. */
export function parseCurl(text: string): CurlCommand | undefined {
  const { command, piped } = withoutPipe(text);
  const { words, ignored, isOpen } = shellWords(command);
  const start = words.findIndex((word) => !/^\w+=/.test(word));
  if (!/^(?:.*[\\/])?curl(?:\.exe)?$/i.test(words[start] ?? '')) return undefined;
  const draft: Draft = { urls: [], headers: [], data: [], query: [], cookies: [], notes: [], given: new Map(), piped };
  for (const part of ignored)
    draft.notes.push({ kind: part.startsWith('$') ? 'not-expanded' : 'left-out', text: part });
  if (isOpen) draft.notes.push({ kind: 'open-quote', text: '' });
  readOptions(words.slice(start + 1), draft);
  return commandOf(draft);
}

/** `printf %s BASE64 | base64 -d | curl …`: how bytes are handed to curl, and how the page itself writes them. */
function withoutPipe(text: string): { readonly command: string; readonly piped: string | undefined } {
  const [pipe = '', base64 = ''] = pipedBytes.exec(text) ?? [];
  try {
    return { command: text.slice(pipe.length), piped: pipe === '' ? undefined : atob(base64) };
  } catch {
    return { command: text, piped: undefined };
  }
}

const pipedBytes = /^\s*(?:\$\s+)?printf %s '?([A-Za-z0-9+/]*={0,2})'? \| base64 (?:-d|-D|--decode) \| /;

function readOptions(words: readonly string[], draft: Draft): void {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--next' || word === '-:') {
      draft.notes.push({ kind: 'left-out', text: words.slice(i).join(' ') });
      return;
    }
    if (word === '--') {
      draft.urls.push(...words.slice(i + 1));
      return;
    }
    if (word.startsWith('--')) i += longOption(word, words[i + 1], draft);
    else if (word.startsWith('-') && word !== '-') i += letters(word, words[i + 1], draft);
    else draft.urls.push(word);
  }
}

/** Returns how many further words it took. */
function longOption(word: string, next: string | undefined, draft: Draft): number {
  const [, name = '', glued] = /^--([^=]*)(?:=([^]*))?$/.exec(word) ?? [];
  const option = curlOptions.get(name) ?? curlOptions.get(name.replace(/^no-/, ''));
  if (name.length < 2 || option === undefined) {
    draft.notes.push({ kind: 'unknown-option', text: word });
    return 0;
  }
  if (!option.takesValue) {
    if (!name.startsWith('no-')) take(option, `--${name}`, '', draft);
    return 0;
  }
  take(option, `--${name}`, glued ?? next, draft);
  return glued === undefined ? 1 : 0;
}

/** `-sv`, `-XPOST`, `-HName: value`: letters until one takes the rest, or the next word, as its value. */
function letters(word: string, next: string | undefined, draft: Draft): number {
  for (let i = 1; i < word.length; i++) {
    const letter = word.charAt(i);
    const option = curlOptions.get(letter);
    if (option === undefined) {
      draft.notes.push({ kind: 'unknown-option', text: `-${letter}` });
      continue;
    }
    if (!option.takesValue) {
      take(option, `-${letter}`, '', draft);
      continue;
    }
    const rest = word.slice(i + 1);
    take(option, `-${letter}`, rest === '' ? next : rest, draft);
    return rest === '' ? 1 : 0;
  }
  return 0;
}

function take({ effect }: CurlOption, name: string, value: string | undefined, draft: Draft): void {
  if (value === undefined) {
    draft.notes.push({ kind: 'value-missing', text: name });
    return;
  }
  switch (effect) {
    case 'url':
      draft.urls.push(value);
      return;
    case 'header':
      if (value.startsWith('@')) draft.notes.push({ kind: 'file-not-read', text: value.slice(1) });
      else draft.headers.push(value);
      return;
    case 'data':
    case 'json':
      draft.given.set(effect, value);
      if (value === '@-' && draft.piped !== undefined) draft.data.push(draft.piped);
      else if (value.startsWith('@')) draft.notes.push({ kind: 'file-not-read', text: value.slice(1) });
      else draft.data.push(value);
      return;
    case 'data-raw':
      draft.given.set('data', value);
      draft.data.push(value);
      return;
    case 'data-urlencode':
      draft.given.set('data', value);
      draft.data.push(...urlEncoded(value, draft));
      return;
    case 'url-query':
      draft.query.push(...(value.startsWith('+') ? [value.slice(1)] : urlEncoded(value, draft)));
      return;
    case 'cookie':
      if (value.includes('=')) draft.cookies.push(value);
      else draft.notes.push({ kind: 'file-not-read', text: value });
      return;
    case 'unsupported':
      draft.notes.push({ kind: 'unsupported-option', text: `${name} ${value}`.trim() });
      return;
    case 'ignored':
      return;
    case 'request':
    case 'get':
    case 'head':
    case 'user':
    case 'bearer':
    case 'user-agent':
    case 'referer':
    case 'range':
    case 'compressed':
    case 'http2':
    case 'include':
    case 'verbose':
    case 'fail':
    case 'output':
    case 'write-out':
      draft.given.set(effect, value);
  }
}

/** `content`, `=content` or `name=content`: what stands behind the sign is encoded. */
function urlEncoded(value: string, draft: Draft): string[] {
  const sign = value.search(/[=@]/);
  if (sign >= 0 && value.charAt(sign) === '@') {
    draft.notes.push({ kind: 'file-not-read', text: value.slice(sign + 1) });
    return [];
  }
  const name = sign < 0 ? '' : value.slice(0, sign);
  const content = percentEncoded(value.slice(sign + 1));
  return [name === '' ? content : `${name}=${content}`];
}

/** As a form is encoded: blanks become plus signs. */
const percentEncoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

function commandOf(draft: Draft): CurlCommand {
  const { given, data, query, notes } = draft;
  const [first, ...others] = draft.urls;
  for (const text of others) notes.push({ kind: 'left-out', text });
  const hasData = given.has('data') || given.has('json');
  const isGet = given.has('get');
  const body = data.join(given.has('json') && !given.has('data') ? '' : '&');
  const queries = [...query, ...(isGet && hasData ? [body] : [])];
  const credentials = given.get('user') ?? userOf(first);
  const plain = first === undefined ? undefined : first.replace(/^([a-z]+:\/\/)?[^/?#@]*@/i, '$1');
  const natural = given.has('head') ? 'HEAD' : hasData && !isGet ? 'POST' : 'GET';
  return {
    url: plain === undefined ? undefined : withQuery(plain, queries),
    method: given.get('request') ?? natural,
    headers: curlHeaders({ ...draft, credentials, hasBody: hasData && !isGet }),
    body: isGet ? '' : body,
    isBytes: !isGet && draft.piped !== undefined && body === draft.piped,
    http: given.has('http2') ? '2' : '1.1',
    show: {
      headers: given.has('include'),
      verbose: given.has('verbose'),
      headOnly: given.has('head'),
      isQuiet: given.has('output'),
      failsOnError: given.has('fail'),
      writeOut: given.get('write-out') ?? '',
    },
    notes,
  };
}

function userOf(url: string | undefined): string | undefined {
  return /^(?:[a-z]+:\/\/)?([^/?#@]*)@/i.exec(url ?? '')?.[1];
}

function withQuery(url: string, queries: readonly string[]): string {
  if (queries.length === 0) return url;
  const [whole = '', ...fragment] = url.split('#');
  const target = `${whole}${whole.includes('?') ? '&' : '?'}${queries.join('&')}`;
  return [target, ...fragment].join('#');
}
