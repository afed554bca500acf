import { row, type Row } from '../abi/row.ts';
import { several } from '../abi/several.ts';
import { noInput, number } from '../abi/shapes.ts';
import { status } from '../abi/outputs.ts';

const REQUEST = 0;
const RESPONSE = 1;

export const streamRows: readonly Row[] = [
  row(
    'proxy_continue_request',
    noInput((context) => context.continueStream(REQUEST), status),
    { differs: 'Returns a status, where the specification has no result.' },
  ),
  row(
    'proxy_continue_response',
    noInput((context) => context.continueStream(RESPONSE), status),
    { differs: 'Returns a status, where the specification has no result.' },
  ),
  row(
    'proxy_clear_route_cache',
    noInput((context) => context.clearRouteCache(), status),
    { differs: 'Returns a status, where the specification has no result.' },
  ),
  row(
    'proxy_continue_stream',
    number((context, type) => context.continueStream(type), status),
    { differs: 'The upstream direction is not implemented.' },
  ),
  row(
    'proxy_close_stream',
    number((context, type) => context.closeStream(type), status),
  ),
  row(
    'proxy_send_local_response',
    several(
      ['u32', 'bytes', 'bytes', 'pairs', 'u32'],
      (context, args) =>
        context.sendLocalResponse({
          code: args.number(0),
          details: args.span(1),
          body: args.span(2),
          headers: args.pairs(3),
          grpcStatus: args.number(4),
        }),
      status,
    ),
    { differs: 'Sent after the callback returned; a second one in the same callback is Ok and ignored.' },
  ),
];
