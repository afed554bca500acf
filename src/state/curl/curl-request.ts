import { type NamedRequest, targetOf } from '../../model/index.ts';
import type { CurlCommand } from './parse-curl.ts';

/** The fields of a request that a command describes; what it leaves open of the address comes from `base`. */
export function requestOfCurl(
  { url, method, headers, body, isBytes, http }: CurlCommand,
  base: string,
): Omit<NamedRequest, 'id' | 'name' | 'waitMs' | 'overlaps'> {
  return { method, url: addressOf(url, base), headers, body, isBytes, splits: [], trailers: [], http, tcp: null };
}

/** `/path` is meant for the host that the current request names. */
function addressOf(url: string | undefined, base: string): string {
  if (url === undefined) return base;
  if (url.startsWith('/') || url.startsWith('?')) return `http://${targetOf(base).host}${url}`;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`;
}
