import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import source from './echo.worker.ts?bundle-text';

test('a worker runs from the text of its bundle, with its imports inside', async () => {
  const worker = new Worker(source, { eval: true });
  try {
    worker.postMessage('weir');
    expect(await once(worker, 'message')).toEqual(['weir has 4']);
  } finally {
    await worker.terminate();
  }
});
