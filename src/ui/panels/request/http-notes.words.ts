import type { HttpFileNote } from '../../../model/index.ts';

/** What of an `.http` file was left out, in a sentence. */
export function httpNote({ kind, line, text }: HttpFileNote): string {
  const at = `Line ${line}`;
  switch (kind) {
    case 'unknown-line':
      return `${at} is neither a request nor a header; left out.`;
    case 'unknown-comment':
      return `${at}: ${text} means nothing here.`;
    case 'unknown-variable':
      return `${at}: ${text} has no value; sent as it stands.`;
    case 'file-not-read':
      return `${at}: there are no files here; left out.`;
    case 'script-left-out':
      return `${at}: scripts are not run; left out.`;
    case 'version-not-sent':
      return `${at}: ${text} is not simulated; sent over HTTP/1.1.`;
    case 'too-much':
      return `${at}: more than a project holds; cut here.`;
  }
}
