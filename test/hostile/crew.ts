import { Worker } from 'node:worker_threads';
import type { Outcome } from './hostile.worker.ts';
import source from './hostile.worker.ts?bundle-text';

interface Limits {
  /** Milliseconds that one case may run. */
  readonly caseMs: number;
  /** Cases after which it is enough. */
  readonly most: number;
  /** Cases that there must be, however long they take. */
  readonly least: number;
  /** Milliseconds after which it is enough. */
  readonly budgetMs: number;
  /** Milliseconds after which it is over in any case. */
  readonly lastMs: number;
}

export interface Answers {
  readonly outcomes: readonly Outcome[];
  /** Cases that were ended from outside. */
  readonly stopped: readonly string[];
  /** Threads that died of their own, or could not be ended. */
  readonly lost: readonly string[];
  /** Most bytes that the process had at once, above what it had before. */
  readonly peakBytes: number;
}

/** Milliseconds that a thread has to end when it is told to. */
const END_MS = 10_000;
const THREADS = 2;

type Said =
  Outcome | { readonly seed: number; readonly what: string; readonly error?: undefined } | { readonly ready: true };

/** Plays cases in threads of their own, each for a limited time, until there are enough. */
export async function play(limits: Limits): Promise<Answers> {
  const outcomes: Outcome[] = [];
  const stopped: string[] = [];
  const lost: string[] = [];
  const start = performance.now();
  const startBytes = process.memoryUsage.rss();
  let peakBytes = 0;
  let next = 0;
  const isEnough = (): boolean => {
    const spent = performance.now() - start;
    return next >= limits.most || spent > (next < limits.least ? limits.lastMs : limits.budgetMs);
  };

  /** Gives cases to one thread until one of them does not come back; says whether there is more to do. */
  function thread(): Promise<boolean> {
    return new Promise((resolve) => {
      const worker = new Worker(source, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
      let timer: NodeJS.Timeout | undefined;
      let what = '';
      let isOver = false;
      const finish = (isMore: boolean): void => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        const late = setTimeout(() => lost.push(`cannot be ended: ${what}`), END_MS);
        void worker.terminate().then(() => {
          clearTimeout(late);
          resolve(isMore);
        });
      };
      const give = (): void => {
        if (isEnough()) return finish(false);
        what = `case ${next}`;
        worker.postMessage(next++);
      };
      const fail = (why: string): void => {
        if (!isOver) lost.push(`${what}: ${why}`);
        finish(true);
      };
      worker.on('message', (said: Said) => {
        if (isOver) return;
        clearTimeout(timer);
        peakBytes = Math.max(peakBytes, process.memoryUsage.rss() - startBytes);
        if ('ready' in said) return give();
        if (said.error === undefined) {
          what = `case ${said.seed}, ${said.what}`;
          timer = setTimeout(() => {
            peakBytes = Math.max(peakBytes, process.memoryUsage.rss() - startBytes);
            stopped.push(what);
            finish(true);
          }, limits.caseMs);
          return;
        }
        outcomes.push(said);
        give();
      });
      worker.on('error', (error) => fail(String(error)));
      worker.on('exit', (code) => fail(`the thread ended with ${code}`));
    });
  }

  await Promise.all(
    Array.from({ length: THREADS }, async () => {
      while (await thread());
    }),
  );
  return { outcomes, stopped, lost, peakBytes };
}
