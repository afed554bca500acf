import { row, type Row } from '../abi/row.ts';
import { several } from '../abi/several.ts';
import { outU32 } from '../abi/outputs.ts';

export const httpCallRows: readonly Row[] = [
  row(
    'proxy_http_call',
    several(
      ['bytes', 'pairs', 'bytes', 'pairs', 'u32'],
      (context, args) =>
        context.httpCall({
          cluster: args.span(0),
          headers: args.pairs(1),
          body: args.span(2),
          trailers: args.pairs(3),
          timeoutMs: args.number(4),
        }),
      outU32,
      { claimsOutput: true },
    ),
    { differs: 'A token of 0 is written before anything else happens, and stays when the call cannot start.' },
  ),
];
