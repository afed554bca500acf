import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.ttf': 'font/ttf',
};

export interface HeaderRule {
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
}

/** The rules of a `_headers` file, as Netlify and Cloudflare Pages read it. */
export function headerRules(text: string): HeaderRule[] {
  const rules: { path: string; headers: [string, string][] }[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, name, value] = /^\s+([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) rules.at(-1)?.headers.push([name.toLowerCase(), value]);
    else rules.push({ path: line.trim(), headers: [] });
  }
  return rules;
}

/** What a host sends with a path: values of several rules are joined. */
function headersFor(path: string, rules: readonly HeaderRule[]): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const rule of rules.filter((one) => path.startsWith(one.path.replace(/\*$/, ''))))
    for (const [name, value] of rule.headers) sent[name] = sent[name] === undefined ? value : `${sent[name]}, ${value}`;
  return sent;
}

interface Host {
  /** Ends in "/". */
  readonly url: string;
  /** Doors through which somebody came. */
  readonly doors: Set<string>;
  close(): void;
}

/**
 * A host of the built site, and of a script and a blank page without any policy, which counts who comes. `rewrite` is
 * how a test gets its own words into a worker.
 */
export async function startHost(
  rules: readonly HeaderRule[] = [],
  rewrite: (path: string, body: Buffer) => Buffer | string = (_, body) => body,
): Promise<Host> {
  const doors = new Set<string>();
  const note = (url: string | undefined): URL => {
    const asked = new URL(url ?? '/', 'http://host');
    const door = asked.searchParams.get('door');
    if (door !== null) doors.add(door);
    return asked;
  };
  const server = createServer((request, response) => {
    const { pathname } = note(request.url);
    response.setHeader('access-control-allow-origin', '*');
    if (pathname === '/probe/blank.html') {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>blank</title>');
    } else if (pathname === '/probe/script.js') {
      const isStream = request.headers.accept === 'text/event-stream';
      response.setHeader('content-type', isStream ? 'text/event-stream' : 'text/javascript');
      if (isStream) response.write('data: 1\n\n');
      else response.end('globalThis.postMessage?.(1)');
    } else {
      const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
      try {
        const body = readFileSync(join('dist', path));
        const type = types[extname(path)] ?? 'application/octet-stream';
        response.writeHead(200, { 'content-type': type, ...headersFor(pathname, rules) });
        response.end(rewrite(pathname, body));
      } catch {
        response.writeHead(404).end();
      }
    }
  });
  server.on('upgrade', (request, socket) => {
    note(request.url);
    const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(key).digest('base64');
    const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
    socket.write([...head, `Sec-WebSocket-Accept: ${accept}`, '', ''].join('\r\n'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    doors,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
