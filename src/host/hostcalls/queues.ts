import { row, type Row } from '../abi/row.ts';
import { bytes, number, numberAndBytes, twoBytes } from '../abi/shapes.ts';
import { outBytes, outU32, status } from '../abi/outputs.ts';

export const queueRows: readonly Row[] = [
  row(
    'proxy_register_shared_queue',
    bytes((context, name) => context.registerQueue(name), outU32),
    { differs: 'Registering again gives the same token and moves the notifications here.' },
  ),
  row(
    'proxy_resolve_shared_queue',
    twoBytes((context, vmId, name) => context.resolveQueue(vmId, name), outU32),
    { differs: 'An empty VM id is the own one.' },
  ),
  row(
    'proxy_enqueue_shared_queue',
    numberAndBytes((context, token, data) => context.enqueue(token, data), status),
  ),
  row(
    'proxy_dequeue_shared_queue',
    number((context, token) => context.dequeue(token), outBytes),
  ),
];
