import { row, type Row } from '../abi/row.ts';
import { several } from '../abi/several.ts';
import { number } from '../abi/shapes.ts';
import { outU32, status } from '../abi/outputs.ts';

export const grpcRows: readonly Row[] = [
  row(
    'proxy_grpc_call',
    several(
      ['bytes', 'bytes', 'bytes', 'pairs', 'bytes', 'u32'],
      (context, args) =>
        context.grpcCall({
          service: args.span(0),
          serviceName: args.span(1),
          method: args.span(2),
          metadata: args.pairs(3),
          request: args.span(4),
          timeoutMs: args.number(5),
        }),
      outU32,
    ),
    { differs: 'The upstream is a serialized GrpcService or the name of a cluster.' },
  ),
  row(
    'proxy_grpc_stream',
    several(
      ['bytes', 'bytes', 'bytes', 'pairs'],
      (context, args) =>
        context.grpcStream({
          service: args.span(0),
          serviceName: args.span(1),
          method: args.span(2),
          metadata: args.pairs(3),
        }),
      outU32,
    ),
    { differs: 'The upstream is a serialized GrpcService or the name of a cluster.' },
  ),
  row(
    'proxy_grpc_send',
    several(
      ['u32', 'bytes', 'u32'],
      (context, args) => context.grpcSend(args.number(0), args.span(1), args.number(2) !== 0),
      status,
    ),
    { differs: 'A token that is not of a stream is a bad argument.' },
  ),
  row(
    'proxy_grpc_close',
    number((context, token) => context.grpcClose(token), status),
  ),
  row(
    'proxy_grpc_cancel',
    number((context, token) => context.grpcCancel(token), status),
  ),
];
