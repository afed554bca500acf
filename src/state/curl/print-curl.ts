import { curlDefaults, DEFAULT_HOST, type HeaderRow, type NamedRequest, targetOf } from '../../model/index.ts';

const FORM: HeaderRow = { enabled: true, name: 'content-type', value: 'application/x-www-form-urlencoded' };
const ONE_LINE = 100;

/**
 * The `curl` command that sends a request, for a POSIX shell. Where a body is cut, and its trailers, are things that
 * curl cannot be told.
 */
export function printCurl({ method, url, headers, body, isBytes, splits, http }: NamedRequest): string {
  const hasBody = body !== '';
  const rows = headers.filter(({ enabled, name }) => enabled && name.trim() !== '');
  const isCut = splits.length > 0 && !rows.some(({ name }) => isName(name, 'transfer-encoding'));
  const parts = [
    [
      ...(http === '2' ? ['--http2-prior-knowledge'] : []),
      ...methodWords(method, hasBody),
      quoted(fullAddress(url)),
    ].join(' '),
    ...headerTexts(rows, hasBody).map((text) => `-H ${quoted(text)}`),
    ...(isCut ? [`-H ${quoted('transfer-encoding: chunked')}`] : []),
    ...(hasBody ? [isBytes ? '--data-binary @-' : `--data-raw ${quoted(body)}`] : []),
  ];
  // No word of a shell can hold any byte; what comes through a pipe can.
  const piped = hasBody && isBytes ? `printf %s ${btoa(body)} | base64 -d | ` : '';
  const line = `${piped}curl ${parts.join(' ')}`;
  return line.length <= ONE_LINE && !line.includes('\n') ? line : `${piped}curl ${parts.join(' \\\n  ')}`;
}

function methodWords(method: string, hasBody: boolean): string[] {
  if (method === 'HEAD' && !hasBody) return ['-I'];
  return method === (hasBody ? 'POST' : 'GET') ? [] : ['-X', quoted(method)];
}

/** Headers that curl would not send by itself, and for each of its own that is not wanted the order to leave it out. */
function headerTexts(rows: readonly HeaderRow[], hasBody: boolean): string[] {
  const isImplied = (own: HeaderRow, at: number): boolean => {
    const row = rows[at];
    const isAlone = rows.filter(({ name }) => isName(name, own.name)).length === 1;
    return isAlone && row?.name === own.name && row.value === own.value;
  };
  let first = 0;
  for (const own of curlDefaults) if (isImplied(own, first)) first++;
  const end = hasBody && isImplied(FORM, rows.length - 1) ? rows.length - 1 : rows.length;
  const own = hasBody ? [...curlDefaults, FORM] : curlDefaults;
  const removed = own.filter((one) => !rows.some(({ name }) => isName(name, one.name)));
  const written = rows.slice(first, end).map(({ name, value }) => {
    const text = value.trim();
    return text === '' ? `${name.trim()};` : `${name.trim()}: ${text}`;
  });
  return [...removed.map(({ name }) => `${name}:`), ...written];
}

const isName = (name: string, lower: string): boolean => name.trim().toLowerCase() === lower;

function fullAddress(url: string): string {
  const address = url.trim();
  if (address.startsWith('/') || address === '') return `http://${DEFAULT_HOST}${targetOf(address).path}`;
  return address;
}

/** A word that a POSIX shell hands on unchanged. */
function quoted(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  // oxlint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) return ansiQuoted(text);
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function ansiQuoted(text: string): string {
  const escaped = text.replace(/[\\']/g, (char) => `\\${char}`);
  // oxlint-disable-next-line no-control-regex
  const plain = escaped.replace(/[\u0000-\u001f\u007f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `$'${plain}'`;
}
