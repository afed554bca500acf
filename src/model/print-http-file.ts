import { bareBody, type HttpFile, type HttpFileRequest, isBodyFile, linesOfScript } from './http-file.ts';
import type { HeaderRow } from './project.ts';

/** Requests as an `.http` file. What the format has no place for stands in comments, which other programs pass over. */
export function printHttpFile({
  requests,
  isSequence = false,
}: Pick<Partial<HttpFile>, 'isSequence'> & Requests): string {
  const blocks = requests.map(blockOf);
  return [...(isSequence ? ['# @sequence\n'] : []), ...blocks].join('\n');
}

interface Requests {
  readonly requests: readonly HttpFileRequest[];
}

function blockOf({
  name,
  method,
  url,
  headers,
  body,
  isBytes,
  splits,
  trailers,
  waitMs,
  overlaps,
  http,
}: HttpFileRequest): string {
  const isNamePlain = /^[^\s#"][^\r\n]*$/.test(name) && name === name.trim();
  const isMethodPlain = /^[A-Z][A-Z0-9_-]*$/.test(method);
  const isUrlPlain = /^[^\s"]\S*$/.test(url) && !url.includes('{{');
  const isBodyPlain = !isBytes && canStand(body);
  const lines = [
    isNamePlain ? `### ${name}` : '###',
    ...(isNamePlain ? [] : [`# @name ${JSON.stringify(name)}`]),
    ...(waitMs > 0 ? [`# @wait ${waitMs}`] : []),
    ...(overlaps ? ['# @overlap'] : []),
    ...(splits.length > 0 ? [`# @split ${splits.join(',')}`] : []),
    ...(isMethodPlain ? [] : [`# @method ${JSON.stringify(method)}`]),
    ...(isUrlPlain ? [] : [`# @url ${JSON.stringify(url)}`]),
    ...(isBodyPlain ? [] : [`# @${isBytes ? 'bytes' : 'body'} ${JSON.stringify(body)}`]),
    `${isMethodPlain ? method : 'GET'} ${isUrlPlain ? url : '/'}${http === '2' ? ' HTTP/2' : ''}`,
    ...headers.map((row) => headerLine(row)),
    ...trailers.map((row) => `# @${row.enabled ? 'trailer' : 'trailer-off'} ${rowText(row)}`),
    '',
    ...(isBodyPlain && body !== '' ? [body, ''] : []),
  ];
  return lines.join('\n');
}

const isToken = (name: string): boolean => /^[!$%&'*+.^_`|~0-9A-Za-z-][!#$%&'*+.^_`|~0-9A-Za-z-]*$/.test(name);

function isRowPlain({ name, value }: HeaderRow): boolean {
  return isToken(name) && !/[\r\n]|\{\{/.test(value) && value === value.trim();
}

function headerLine(row: HeaderRow): string {
  if (!row.enabled) return `# @off ${rowText(row)}`;
  return isRowPlain(row) ? rowText(row) : `# @header ${rowText(row)}`;
}

const rowText = (row: HeaderRow): string =>
  isRowPlain(row) ? `${row.name}: ${row.value}`.trimEnd() : JSON.stringify([row.name, row.value]);

/** Whether a body reads the same when it stands below its headers. */
function canStand(body: string): boolean {
  if (body !== bareBody(body) || body.includes('\r') || body.includes('{{')) return false;
  const lines = body.split('\n');
  return lines.every((line) => !line.startsWith('###') && !isBodyFile(line) && linesOfScript([line], 0) === 0);
}
