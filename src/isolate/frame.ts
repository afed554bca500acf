/**
 * The script of the frame in which workers run that handle what strangers wrote. The frame has an origin of its own
 * and a policy that lets nothing in or out (`scripts/vite/isolation-frame.ts`), and a worker that is started here from
 * a blob has both. The page speaks with such a worker over a port of its own; the frame only starts and ends it.
 */
import { HELLO, type Notice, type Order } from './messages.ts';

interface Started {
  readonly worker: Worker;
  /** What is posted to a worker before it said something can be lost. */
  readonly ready: Promise<unknown>;
  readonly failed: Promise<ErrorEvent>;
}

function start(script: Blob): Started {
  const url = URL.createObjectURL(script);
  const worker = new Worker(url);
  const ready = new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
  const failed = new Promise<ErrorEvent>((resolve) => worker.addEventListener('error', resolve, { once: true }));
  void Promise.race([ready, failed]).then(() => URL.revokeObjectURL(url));
  return { worker, ready, failed };
}

function open(): void {
  const source = new Blob([document.getElementById('run-worker')?.textContent ?? ''], { type: 'text/javascript' });
  // The page will want one as soon as it has loaded.
  let spare: Started | undefined = start(source);
  const takeSpare = (): Started => {
    const taken = spare ?? start(source);
    spare = undefined;
    return taken;
  };

  function serve(line: MessagePort): void {
    const workers = new Map<number, Worker>();
    const tell = (notice: Notice): void => line.postMessage(notice);
    line.addEventListener('message', ({ data, ports }: MessageEvent<Order>) => {
      if (data.kind === 'end') {
        workers.get(data.id)?.terminate();
        workers.delete(data.id);
        tell({ kind: 'ended' });
        return;
      }
      const { id, script } = data;
      const { worker, ready, failed } = script ? start(script) : takeSpare();
      workers.set(id, worker);
      void ready.then(() => worker.postMessage(null, [...ports]));
      void failed.then(({ message }) => tell({ kind: 'error', id, message: message ?? 'it could not be loaded' }));
    });
    line.start();
    tell({ kind: 'here' });
  }

  let isServed = false;
  addEventListener('message', ({ source: sender, data, ports: [line] }: MessageEvent<unknown>) => {
    if (sender !== parent || data !== HELLO || line === undefined || isServed) return;
    isServed = true;
    serve(line);
  });
  parent.postMessage(HELLO, '*');
}

// Anybody may show this page in a frame and speak to it. With an origin of its own there is nothing to gain; were it
// the site's, the script of a stranger would run as the site.
if (origin === 'null') {
  // No policy speaks of this one.
  Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
  open();
}
