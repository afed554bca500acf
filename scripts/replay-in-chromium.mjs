import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join, normalize, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const page = `<!doctype html><title>conformance</title>
<script>
  const replayAll = (jobs) => new Promise((done) => {
    const worker = new Worker('replay.js');
    worker.addEventListener('message', (event) => done(event.data));
    worker.addEventListener('error', (event) => done({ error: event.message }));
    worker.postMessage(jobs);
  });
</script>`;

/** The replaying worker as one script. */
async function bundleWorker() {
  const { build } = await import('vite');
  const built = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      rolldownOptions: {
        input: join(root, 'cli/conformance.worker.ts'),
        output: { entryFileNames: 'replay.js', format: 'iife' },
      },
    },
  });
  const output = Array.isArray(built) ? built.flatMap((one) => one.output) : 'output' in built ? built.output : [];
  const script = output.find((file) => file.type === 'chunk');
  if (script?.type !== 'chunk') throw new Error('the replaying worker has no script');
  return script.code;
}

/**
 * Serves an empty page, the worker and the kit's files on loopback.
 * @param {string} folder @param {string} script
 * @returns {Promise<{ url: string, close: () => void }>}
 */
async function serveKit(folder, script) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    /** @param {string} type @param {string | Buffer} content */
    const answer = (type, content) => response.writeHead(200, { 'content-type': type }).end(content);
    if (path === '/') return answer('text/html', page);
    if (path === '/replay.js') return answer('text/javascript', script);
    const file = /^\/kit\/((?:scenarios|golden|wasm)\/.+)$/.exec(normalize(path))?.[1];
    try {
      if (file !== undefined) return answer('application/octet-stream', readFileSync(join(folder, file)));
    } catch {
      // A scenario may name a module that is not there.
    }
    return response.writeHead(404).end();
  });
  await new Promise((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', () => done(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Replays scenarios in a worker of headless Chromium and returns the verdicts.
 * @param {string} folder @param {readonly unknown[]} jobs
 * @returns {Promise<unknown>}
 */
export async function replayInChromium(folder, jobs) {
  const executablePath = ensureChromium();
  const kit = await serveKit(folder, await bundleWorker());
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  try {
    const tab = await browser.newPage();
    await tab.goto(kit.url);
    const answer = await tab.evaluate(`replayAll(${JSON.stringify(jobs)})`);
    if (answer.error !== undefined) throw new Error(`the replay in Chromium broke down: ${answer.error}`);
    return answer.verdicts;
  } finally {
    await browser.close();
    kit.close();
  }
}
