import { bytesOfText, curlDefaults, type HeaderRow, latin1OfBytes } from '../../model/index.ts';
import type { CurlEffect } from './curl-options.ts';

/** What the options said that makes headers. */
interface HeaderWishes {
  readonly headers: readonly string[];
  readonly cookies: readonly string[];
  readonly given: ReadonlyMap<CurlEffect, string>;
  readonly credentials: string | undefined;
  readonly hasBody: boolean;
}

/** The headers in curl's order: its own, those that were written out and take the place of its own, a body's type. */
export function curlHeaders({ headers, cookies, given, credentials, hasBody }: HeaderWishes): HeaderRow[] {
  const written = headers.map(headerOf);
  const isWritten = (name: string) => written.some((one) => one.name.toLowerCase() === name);
  const isJson = given.has('json');
  const first: Wish[] = [
    ['authorization', authorizationOf(given.get('bearer'), credentials)],
    ['range', given.get('range') && `bytes=${given.get('range')}`],
    ['user-agent', given.get('user-agent') ?? curlDefaults[0]?.value],
    ['accept', isJson ? undefined : curlDefaults[1]?.value],
    ['accept-encoding', given.has('compressed') ? 'deflate, gzip, br, zstd' : undefined],
    ['referer', given.get('referer')?.replace(/;auto$/, '')],
    ['cookie', cookies.length > 0 ? cookies.join(';') : undefined],
  ];
  const last: Wish[] = [
    ['content-type', isJson ? 'application/json' : hasBody ? 'application/x-www-form-urlencoded' : undefined],
    ['accept', isJson ? 'application/json' : undefined],
  ];
  const own = (wishes: readonly Wish[]) =>
    wishes.flatMap(([name, value]) => (value && !isWritten(name) ? [{ enabled: true, name, value }] : []));
  return [
    ...own(first),
    ...written.flatMap(({ name, value }) => (value === undefined ? [] : [{ enabled: true, name, value }])),
    ...own(last),
  ];
}

type Wish = readonly [name: string, value: string | undefined];

function authorizationOf(bearer: string | undefined, credentials: string | undefined): string | undefined {
  if (bearer !== undefined) return `Bearer ${bearer}`;
  return credentials === undefined ? undefined : `Basic ${btoa(latin1OfBytes(bytesOfText(credentials)))}`;
}

/** `Name: value`; `Name;` is there without a value; `Name:` takes away what curl would have sent. */
function headerOf(text: string): { readonly name: string; readonly value: string | undefined } {
  const colon = text.indexOf(':');
  if (colon < 0) return { name: text.replace(/;\s*$/, '').trim(), value: /;\s*$/.test(text) ? '' : undefined };
  const value = text.slice(colon + 1).trim();
  return { name: text.slice(0, colon).trim(), value: value === '' ? undefined : value };
}
