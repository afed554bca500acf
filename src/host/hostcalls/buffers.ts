import { NO_BYTES } from '../../model/index.ts';
import { row, type Row } from '../abi/row.ts';
import { several } from '../abi/several.ts';
import { number, threeNumbers } from '../abi/shapes.ts';
import { outBytes, outTwoU32, status } from '../abi/outputs.ts';
import { Status } from '../abi/status.ts';
import type { ContextServices } from '../services.ts';

const HTTP_CALL_RESPONSE_BODY = 4;
const PLUGIN_CONFIGURATION = 7;

/** The part of a buffer from `start`, as long as there are bytes. */
function range(buffer: Uint8Array | Status, start: number, length: number): Uint8Array | Status {
  if (typeof buffer === 'number') return buffer;
  if (start === 0 && length >= buffer.length) return buffer;
  return start < buffer.length ? buffer.subarray(start, start + length) : NO_BYTES;
}

/** These two can be absent, which Envoy finds before it looks at the bytes to be written. */
function absent(context: ContextServices, type: number): Status {
  if (type !== HTTP_CALL_RESPONSE_BODY && type !== PLUGIN_CONFIGURATION) return Status.Ok;
  const buffer = context.buffer(type);
  return typeof buffer === 'number' ? buffer : Status.Ok;
}

export const bufferRows: readonly Row[] = [
  row(
    'proxy_get_buffer_bytes',
    threeNumbers((context, type, start, length) => range(context.buffer(type), start, length), outBytes),
    { differs: 'A start past the end is Ok with address 0 and size 0, not a bad argument.' },
  ),
  row(
    'proxy_get_buffer_status',
    number(
      (context, type) => {
        const buffer = context.buffer(type);
        return typeof buffer === 'number' ? -buffer : buffer.length;
      },
      outTwoU32(() => 0),
    ),
    { differs: 'The flags are always 0.' },
  ),
  row(
    'proxy_set_buffer_bytes',
    several(
      ['u32', 'u32', 'u32', 'bytes'],
      (context, args) => context.setBuffer(args.number(0), args.number(1), args.number(2), args.span(3)),
      status,
      { before: (context, args) => absent(context, args.number(0)) },
    ),
    { differs: 'Only the beginning, the end or all of a buffer can be replaced; the middle is a bad argument.' },
  ),
];
