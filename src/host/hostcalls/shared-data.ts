import { row, type Row } from '../abi/row.ts';
import { several } from '../abi/several.ts';
import { bytes } from '../abi/shapes.ts';
import { outBytesThenU32, status } from '../abi/outputs.ts';

export const sharedDataRows: readonly Row[] = [
  row(
    'proxy_get_shared_data',
    bytes(
      (context, key) => context.sharedData(key),
      outBytesThenU32((context) => context.sharedDataCas()),
    ),
    { differs: 'One counter numbers the versions of all keys.' },
  ),
  row(
    'proxy_set_shared_data',
    several(
      ['bytes', 'bytes', 'u32'],
      (context, args) => context.setSharedData(args.span(0), args.span(1), args.number(2)),
      status,
    ),
    { differs: 'A key that does not exist is created whatever the version says.' },
  ),
];
