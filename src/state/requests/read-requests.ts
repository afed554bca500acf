import { parseHttpFile } from '../../model/index.ts';
import type { OfferedRequests } from '../slices/offered.ts';
import { parseHar } from './har.ts';

/** The requests in a HAR or an `.http` file; undefined when there are none in it. */
export function readRequests(text: string): Omit<OfferedRequests, 'fileName'> | undefined {
  if (text.trimStart().startsWith('{')) {
    const har = parseHar(text);
    return har && har.requests.length > 0 ? { from: 'har', isSequence: false, notes: [], ...har } : undefined;
  }
  const file = parseHttpFile(text);
  return file.requests.length > 0 ? { from: 'http', leftOut: 0, ...file } : undefined;
}
