import { bytesOfLatin1, type Exchange, type HeaderBytes, type RequestSpec, textOfBytes } from '../../model/index.ts';
import type { CurlShow } from './parse-curl.ts';

/** What a terminal shows of an exchange, as curl 8 writes it. */
export function curlOutput({ response, durationMs }: Exchange, sent: RequestSpec, show: CurlShow): string {
  const lines: string[] = [];
  if (show.verbose) lines.push(...requestLines(sent).map((line) => `> ${line}`));
  if (response.status > 0) {
    const head = [`HTTP/1.1 ${response.status} ${response.reason}`.trimEnd(), ...headerLines(response.headers), ''];
    if (show.verbose) lines.push(...head.map((line) => `< ${line}`));
    if (show.headers || show.headOnly) lines.push(...head);
  }
  const isRefused = show.failsOnError && response.status >= 400;
  if (!isRefused && !show.headOnly && !show.isQuiet && response.body.length > 0) {
    lines.push(...textOfBytes(response.body).replace(/\n$/, '').split('\n'));
  }
  if (show.verbose) lines.push(...headerLines(response.trailers).map((line) => `< ${line}`));
  const problem = problemOf(response, isRefused);
  if (problem !== undefined) lines.push(problem);
  if (show.writeOut !== '') lines.push(writtenOut(show.writeOut, response, durationMs));
  return lines.join('\n');
}

function requestLines({ method = 'GET', path = '/', host = '', headers = [], body, framing }: RequestSpec): string[] {
  const size = (body ?? []).reduce(
    (sum, piece) => sum + (typeof piece === 'string' ? piece.length : piece.repeat.length * piece.times),
    0,
  );
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  const length = size > 0 && !has('content-length') ? [`content-length: ${size}`] : [];
  return [
    `${method} ${path} HTTP/1.1`,
    `host: ${textOfLatin1(host)}`,
    ...headers.map(([name, value]) => `${textOfLatin1(name)}: ${textOfLatin1(value)}`),
    ...(framing === 'chunked' ? ['transfer-encoding: chunked'] : length),
    '',
  ];
}

const textOfLatin1 = (text: string): string => textOfBytes(bytesOfLatin1(text));

function headerLines(headers: HeaderBytes): string[] {
  const lines: string[] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const name = textOfBytes(headers[i] ?? new Uint8Array());
    if (!name.startsWith(':')) lines.push(`${name}: ${textOfBytes(headers[i + 1] ?? new Uint8Array())}`.trimEnd());
  }
  return lines;
}

function problemOf({ status, end }: Exchange['response'], isRefused: boolean): string | undefined {
  if (end === 'timeout') return 'curl: (28) Operation timed out: no answer came';
  if (status === 0) return 'curl: (52) Empty reply from server';
  if (end === 'incomplete') return 'curl: (18) transfer closed with outstanding read data remaining';
  return isRefused ? `curl: (22) The requested URL returned error: ${status}` : undefined;
}

function writtenOut(format: string, { status, body }: Exchange['response'], durationMs: number): string {
  const variables: Readonly<Record<string, string>> = {
    http_code: String(status).padStart(3, '0'),
    response_code: String(status).padStart(3, '0'),
    size_download: String(body.length),
    time_total: (durationMs / 1000).toFixed(6),
  };
  return format
    .replace(/%\{(\w+)\}/g, (all, name: string) => variables[name] ?? all)
    .replace(/\\([nrt])/g, (_, letter: string) => (letter === 't' ? '\t' : '\n'))
    .replace(/\n$/, '');
}
