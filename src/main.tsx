import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { version as compilerVersion } from 'assemblyscript/package.json';
import compilerUrl from '../workers/compile.worker.ts?worker&url';
import { version as sdkVersion } from '../sdk/version.json';
import { galleryExamples } from './lessons/gallery.ts';
import { Isolation } from './isolate/index.ts';
import { Compiler, COMPILER_BYTES, download, Runner, type WorkerLike } from './protocol/index.ts';
import { type App as Product, browserNotes, browserStorage, createApp, type OutputFile } from './state/index.ts';
import { App, copyText, explain, followLook, keptLook, printRows, whenIdle } from './ui/index.ts';

const frame = document.getElementById('isolation');
if (!(frame instanceof HTMLIFrameElement)) throw new Error('the page has no frame for filters');
const isolation = new Isolation(frame);

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

function pickFile(endings: string): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = endings;
  const picked = new Promise<File | undefined>((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
  });
  input.click();
  return picked.then(async (file) => file && { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
}

async function loadCompiler(onProgress: (loaded: number, total: number) => void): Promise<() => WorkerLike> {
  // While developing it is many files, which only their address holds together: it runs as the site.
  if (import.meta.env.DEV) return () => new Worker(compilerUrl, { type: 'module' });
  const script = await download(compilerUrl, { bytes: COMPILER_BYTES, onProgress });
  return () => isolation.start(script);
}

/** The editor and the compiler come after the first result, so that they do not delay it. */
function warmAfterFirstRun({ store, commands }: Product): void {
  const stop = store.subscribe(({ run }) => {
    if (run.result === undefined && run.failure === undefined) return;
    stop();
    whenIdle(() => void commands.warmCompiler());
  });
}

async function loadWholeRunner(): Promise<() => WorkerLike> {
  const { default: text } = await import('../workers/run-whole.worker.ts?bundle-text');
  const script = new Blob([text], { type: 'text/javascript' });
  return () => isolation.start(script);
}

const examples = galleryExamples(fetchBytes);
const loadTool = async () => (await import('../cli/weir.ts?tool')).default;

// Not randomUUID: a page served over plain http in a workshop room has none.
const randomId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
const now = () => Date.now();

const product = createApp({
  compiler: new Compiler({ load: loadCompiler }),
  runner: new Runner({
    spawn: () => isolation.start(),
    loadWhole: loadWholeRunner,
  }),
  storage: browserStorage({ tab: randomId(), now }),
  notes: browserNotes,
  examples,
  lessons: async () => (await import('./lessons/workshop/index.ts')).lessonShelf(fetchBytes),
  judge: () => new Runner({ spawn: () => isolation.start(), loadWhole: loadWholeRunner }),
  loadExports: async () => ({ ...(await import('./export/index.ts')), loadTool }),
  importer: async (text, tools) => (await import('./import/index.ts')).importText(text, tools),
  saveFile,
  pickFile,
  async readZip(bytes) {
    const { readProjectFile } = await import('./share/zip/index.ts');
    return readProjectFile(bytes);
  },
  clipboard: { write: copyText },
  address: {
    read: () => ({ hash: location.hash.length > 1 ? location.hash : '', search: location.search }),
    base: location.origin + location.pathname,
    clear: () => history.replaceState(null, '', location.pathname),
  },
  versions: { compiler: compilerVersion, sdk: sdkVersion },
  explain,
  printRows,
  now,
  randomId,
});

product.commands.setView(keptLook());
followLook(product.store);
warmAfterFirstRun(product);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void product.commands.saveNow();
  else void product.look();
});
addEventListener('pagehide', () => product.dispose());
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
addEventListener('hashchange', () => void product.commands.openLink());
void product.commands.arrive();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <App page={{ ...product, examples }} />
  </StrictMode>,
);
