import { requestOfCurl } from './curl-request.ts';
import { noteText } from './note-text.ts';
import { parseCurl } from './parse-curl.ts';

/** What a pasted command makes of the request at an address, and what of it was left out; undefined: it is no `curl`. */
export function pastedCurl(text: string, base: string) {
  const command = parseCurl(text);
  return command && { fields: requestOfCurl(command, base), notes: command.notes.map(noteText) };
}
