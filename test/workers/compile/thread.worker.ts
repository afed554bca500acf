import { parentPort } from 'node:worker_threads';
import { type CompileApi, serve } from '../../../src/protocol/index.ts';
import { compile, watOf } from '../../../workers/compile/index.ts';

// asc loads before the first message is read: the port keeps what comes earlier.
const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread');
const api: CompileApi = { compile, wat: (input) => watOf(input) };
serve(api, {
  postMessage: (message, transfer) => port.postMessage(message, transfer as never),
  addEventListener: (_, listener) => void port.on('message', (data: unknown) => listener({ data })),
});
