import { parentPort } from 'node:worker_threads';
import { lengthOf } from './echo-length.ts';

parentPort?.on('message', (text: string) => parentPort?.postMessage(`${text} has ${lengthOf(text)}`));
