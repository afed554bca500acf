import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import compilerUrl from '../workers/compile.worker.ts?worker&url';
import runnerText from '../workers/run.worker.ts?bundle-text';
import { galleryExamples } from './lessons/index.ts';
import { Compiler, COMPILER_BYTES, download, Runner, type WorkerLike } from './protocol/index.ts';
import { type App as Product, browserStorage, createApp, type OutputFile } from './state/index.ts';
import { App, copyText, explain, keptTheme, whenIdle } from './ui/index.ts';

/** A worker that starts from a blob is under the page's content policy on every host. */
function workerFrom(script: Blob, type: WorkerType): WorkerLike {
  const url = URL.createObjectURL(script);
  const worker = new Worker(url, { type });
  worker.addEventListener('message', () => URL.revokeObjectURL(url), { once: true });
  return worker;
}

const runWorker = (text: string) => workerFrom(new Blob([text], { type: 'text/javascript' }), 'classic');

async function fetchBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

function saveFile({ name, type, bytes }: OutputFile): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function loadCompiler(onProgress: (loaded: number, total: number) => void): Promise<() => WorkerLike> {
  // While developing it is many files, which only their address holds together.
  if (import.meta.env.DEV) return () => new Worker(compilerUrl, { type: 'module' });
  const script = await download(compilerUrl, { bytes: COMPILER_BYTES, onProgress });
  return () => workerFrom(script, 'module');
}

/** The editor and the compiler come after the first result, so that they do not delay it. */
function warmAfterFirstRun({ store, commands }: Product): void {
  const stop = store.subscribe(({ run }) => {
    if (run.result === undefined && run.failure === undefined) return;
    stop();
    whenIdle(() => void commands.warmCompiler());
  });
}

const examples = galleryExamples(fetchBytes);
// Not randomUUID: a page served over plain http in a workshop room has none.
const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
const now = () => Date.now();

const product = createApp({
  compiler: new Compiler({ load: loadCompiler }),
  runner: new Runner({
    spawn: () => runWorker(runnerText),
    async loadWhole() {
      const { default: text } = await import('../workers/run-whole.worker.ts?bundle-text');
      return () => runWorker(text);
    },
  }),
  storage: browserStorage({ tab: randomId(), now }),
  examples,
  exporter: async ({ code, ...input }) => {
    const { downloadOf } = await import('./export/index.ts');
    return downloadOf(code === 'inline' ? 'envoy-inline' : 'envoy', input);
  },
  saveFile,
  clipboard: { write: copyText },
  explain,
  now,
  randomId,
});

product.commands.setView({ theme: keptTheme() });
warmAfterFirstRun(product);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void product.commands.saveNow();
  else void product.look();
});
addEventListener('pagehide', () => product.dispose());
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
void product.commands.start();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <App page={{ ...product, examples }} />
  </StrictMode>,
);
