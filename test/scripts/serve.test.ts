import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../scripts/serve.mjs';

const root = mkdtempSync(join(tmpdir(), 'weir-serve-'));
const script = 'export const answer = 42;\n';
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  mkdirSync(join(root, 'dist/assets'), { recursive: true });
  writeFileSync(join(root, 'secret.txt'), 'not yours');
  writeFileSync(join(root, 'dist/index.html'), '<!doctype html>');
  writeFileSync(join(root, 'dist/assets/main.js'), script);
  writeFileSync(join(root, 'dist/assets/main.js.gz'), gzipSync(script));
  writeFileSync(join(root, 'dist/module.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d));
  site = await serve({ root: join(root, 'dist'), prefix: '/below/' });
});
afterAll(async () => {
  await site.close();
  rmSync(root, { recursive: true });
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    get(new URL(site.url).origin + path, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });

test('a folder is its index.html', async () => {
  const { status, headers, body } = await ask('/below/');
  expect([status, headers['content-type'], String(body)]).toEqual([200, 'text/html; charset=utf-8', '<!doctype html>']);
});

test('a stored .gz is sent to those who accept it, the plain file to others', async () => {
  const packed = await ask('/below/assets/main.js', { 'accept-encoding': 'gzip, deflate' });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(packed.body).toEqual(gzipSync(script));
  const plain = await ask('/below/assets/main.js');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(String(plain.body)).toBe(script);
  expect(plain.headers['cache-control']).toContain('immutable');
});

test('a module is application/wasm, which streaming compilation insists on', async () => {
  expect((await ask('/below/module.wasm')).headers['content-type']).toBe('application/wasm');
});

const refused = [
  '/',
  '/below/missing.js',
  '/below/assets',
  '/below/../secret.txt',
  '/below/..%2fsecret.txt',
  '/below/%2e%2e/secret.txt',
  '/below/%',
  '/below/a%00b',
];
for (const path of refused) {
  test(`${path} is not found`, async () => {
    expect((await ask(path)).status).toBe(404);
  });
}
