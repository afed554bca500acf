import { onTestFinished } from 'vitest';
import { type Port, serve, type WorkerLike } from '../../src/protocol/index.ts';

type Api = Parameters<typeof serve>[0];
type Listener = (event: { data?: unknown; message?: unknown }) => void;

/**
 * Workers in this thread: each serves `api` over a channel of its own. `terminated` counts; `crash` fires the error
 * event of the one started last.
 */
export function fakeWorkers<A extends Record<keyof A, (input: never, call: never) => unknown>>(
  api: (nth: number) => A & Api,
) {
  const errorListeners: Listener[][] = [];
  const count = { spawned: 0, terminated: 0 };
  const spawn = (): WorkerLike => {
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    const listeners: Listener[] = [];
    errorListeners.push(listeners);
    const nth = ++count.spawned;
    port1.start();
    setTimeout(() => {
      port2.start();
      const port: Port = port2;
      serve(api(nth), port);
    });
    return {
      postMessage: (message, transfer) => port1.postMessage(message, transfer),
      addEventListener(type, listener) {
        if (type === 'message') port1.addEventListener('message', (event) => listener(event));
        if (type === 'error') listeners.push(listener);
      },
      terminate() {
        count.terminated++;
        port1.close();
      },
    };
  };
  const crash = (nth: number, message: string) => {
    for (const listener of errorListeners[nth - 1] ?? []) listener({ message });
  };
  return { spawn, count, crash };
}

export const never = (): Promise<never> => new Promise(() => {});
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
