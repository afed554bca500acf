import { parentPort } from 'node:worker_threads';
import { serve } from '../src/protocol/index.ts';
import { run } from '../src/envoy/index.ts';
import { runApiOf } from '../workers/run/index.ts';

const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');
serve(runApiOf(run), {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- two names of the same list: array buffers
  postMessage: (message, transfer) => port.postMessage(message, transfer as ArrayBuffer[]),
  addEventListener: (_, listener) => void port.on('message', (data: unknown) => listener({ data })),
});
