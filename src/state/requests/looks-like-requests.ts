const requestLine = /^(?:[A-Z]{3,10}\s+(?:https?:\/\/|\/|\{\{)\S*(?:\s+HTTP\/[\d.]+)?|###.*)$/;

/** Whether a text that was pasted is likely meant as a request, told from its beginning: nothing is read yet. */
export function looksLikeRequests(text: string): 'curl' | 'file' | undefined {
  const start = text.slice(0, 4000).trimStart();
  if (/^(?:\$\s+)?(?:\w+=\S*\s+)*(?:\S*[\\/])?curl(?:\.exe)?\s/i.test(start)) return 'curl';
  if (/^(?:\$\s+)?printf %s '?[A-Za-z0-9+/]*(?:={0,2}'? \| base64 |$)/.test(start)) return 'curl';
  if (start.startsWith('{')) return /^\{\s*"log"\s*:\s*\{/.test(start) ? 'file' : undefined;
  const lines = start.split('\n').map((line) => line.trim());
  const first = lines.find((line) => line !== '' && !/^(?:#(?!##)|\/\/|@\S+\s*=)/.test(line)) ?? '';
  return requestLine.test(first) && lines.some((line) => /^(?:[A-Z]{3,10}\s+)?(?:https?:\/\/|\/(?!\/)|\{\{)/.test(line))
    ? 'file'
    : undefined;
}
