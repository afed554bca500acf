import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.yaml': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

const encodings = [
  { encoding: 'br', extension: '.br' },
  { encoding: 'gzip', extension: '.gz' },
];

/** @param {string} file */
const sizeOf = (file) => {
  const found = statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : undefined;
};

/** The best stored form of a file that the client accepts. @param {string} file @param {string} accepted */
function storedForm(file, accepted) {
  for (const { encoding, extension } of encodings) {
    const size = accepted.includes(encoding) ? sizeOf(`${file}${extension}`) : undefined;
    if (size !== undefined) return { path: `${file}${extension}`, size, encoding };
  }
  return { path: file, size: sizeOf(file), encoding: undefined };
}

/** The file below root that a path names, a folder meaning its index.html. @param {string} root @param {string} path */
function fileOf(root, path) {
  const below = normalize(join('/', path));
  return join(root, below.endsWith('/') ? `${below}index.html` : below);
}

/** @param {string} target */
function decode(target) {
  try {
    const path = decodeURIComponent(new URL(target, 'http://localhost').pathname);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}

/**
 * Serves the files of a folder, on loopback unless another address is named, below a path prefix that ends in "/".
 * @param {{ root: string, port?: number, prefix?: string, host?: string }} options
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve({ root, port = 0, prefix = '/', host = '127.0.0.1' }) {
  const server = createServer((request, response) => {
    const path = decode(request.url ?? '/');
    const file = path?.startsWith(prefix) ? fileOf(root, path.slice(prefix.length)) : undefined;
    if (file === undefined || sizeOf(file) === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('404 not found\n');
      return;
    }
    const form = storedForm(file, String(request.headers['accept-encoding'] ?? ''));
    const hashed = /^(?:assets|isolation)\//.test(path?.slice(prefix.length) ?? '');
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-length': form.size,
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      ...(form.encoding && { 'content-encoding': form.encoding }),
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(form.path).pipe(response);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return {
    url: `http://${host}:${address.port}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
