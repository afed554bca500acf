import type { CurlNote } from './parse-curl.ts';

/** What of a command was left out, in one line. */
export function noteText({ kind, text }: CurlNote): string {
  switch (kind) {
    case 'unknown-option':
      return `${text}: not an option of curl that is known here; left out.`;
    case 'unsupported-option':
      return `${text}: not simulated; left out.`;
    case 'value-missing':
      return `${text}: its value is missing; left out.`;
    case 'file-not-read':
      return `${text}: there are no files here; left out.`;
    case 'not-expanded':
      return `${text}: there is no shell here; sent as it stands.`;
    case 'left-out':
      return `${text}: left out.`;
    case 'open-quote':
      return 'A quote was not closed; read to the end of the text.';
  }
}
