import { Worker } from 'node:worker_threads';
import { type RunAnswer, type RunInput, Runner, type WorkerLike } from '../src/protocol/index.ts';
import source from './run.thread.ts?bundle-text';

/** A run in threads of its own, under the limits that hold in the page. */
export async function limitedRun(input: RunInput): Promise<RunAnswer> {
  const threads: Worker[] = [];
  const spawn = () => {
    const thread = new Worker(source, { eval: true });
    threads.push(thread);
    return asWorker(thread);
  };
  try {
    return await new Runner({ spawn }).run(input);
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** A worker thread with the manners of a worker in a browser. */
function asWorker(thread: Worker): WorkerLike {
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- two names of the same list: array buffers
    postMessage: (message, transfer) => thread.postMessage(message, transfer as ArrayBuffer[]),
    addEventListener(type, listener) {
      if (type === 'message') thread.on('message', (data: unknown) => listener({ data }));
      else if (type === 'messageerror') thread.on('messageerror', ({ message }: Error) => listener({ message }));
      else thread.on('error', (error) => listener({ message: error instanceof Error ? error.message : String(error) }));
    },
    terminate: () => void thread.terminate(),
  };
}
