import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { bundle } from './bundle-text.ts';

const devPath = 'isolation.html';

/** What a worker started in the frame obeys: no address to load from, nowhere to send to. */
const policyFor = (script: string) =>
  [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

async function compose(root: string): Promise<{ html: string; inputs: readonly string[] }> {
  const [worker, frame] = await Promise.all(
    ['workers/run.worker.ts', 'src/isolate/frame.ts'].map((entry) => bundle(resolve(root, entry), false)),
  );
  if (!worker || !frame) throw new Error('the frame for filters has no script');
  for (const { code, fileName } of [worker, frame])
    if (/<\/script|<!--|[\r\0]/i.test(code)) throw new Error(`${fileName} would not survive in a page`);
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(frame.code)}">
<title>Weir: filters run here</title>
<script type="text/plain" id="run-worker">${worker.code}</script>
<script>${frame.code}</script>
</html>
`;
  const inputs = [...worker.moduleIds, ...frame.moduleIds].filter((file) => !file.startsWith('\0'));
  return { html, inputs };
}

/**
 * The frame in which the page has filters run and compiled: one file with a policy of its own, shown with
 * `sandbox="allow-scripts"`. It stands in the page's HTML, so that it loads beside the page's script; not hidden but
 * out of sight, for browsers give less time to what nobody can see.
 */
export function isolationFrame(): Plugin {
  let root = '.';
  let isBuild = false;
  let made: ReturnType<typeof compose> | undefined;
  let builtPath = '';
  return {
    name: 'isolation-frame',
    configResolved(config) {
      root = config.root;
      isBuild = config.command === 'build';
    },
    async buildStart() {
      if (!isBuild) return;
      const { html, inputs } = await compose(root);
      for (const file of inputs) this.addWatchFile(file);
      // A folder of its own: hosts that send headers send other ones with scripts.
      builtPath = `isolation/${createHash('sha256').update(html).digest('hex').slice(0, 8)}.html`;
      this.emitFile({ type: 'asset', fileName: builtPath, source: html });
    },
    configureServer({ middlewares, watcher, config }) {
      watcher.on('change', () => (made = undefined));
      middlewares.use(`${config.base}${devPath}`, (_, response) => {
        made ??= compose(root);
        made.then(
          ({ html }) => response.setHeader('content-type', 'text/html').end(html),
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
      });
    },
    transformIndexHtml: () => [
      {
        tag: 'iframe',
        attrs: {
          id: 'isolation',
          sandbox: 'allow-scripts',
          src: `./${isBuild ? builtPath : devPath}`,
          title: 'Filters run here',
          style: 'position:fixed;width:1px;height:1px;border:0;opacity:0;pointer-events:none',
          tabindex: '-1',
          'aria-hidden': 'true',
        },
        injectTo: 'body-prepend',
      },
    ],
  };
}
