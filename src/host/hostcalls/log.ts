import { row, WHILE_ALLOCATING, WHILE_STARTING, type Row } from '../abi/row.ts';
import { noInput, numberAndBytes } from '../abi/shapes.ts';
import { outU32, outU32ThenBytes, status } from '../abi/outputs.ts';
import { Status } from '../abi/status.ts';

export const logRows: readonly Row[] = [
  row(
    'proxy_log',
    numberAndBytes((context, level, message) => {
      context.log(level, message);
      return Status.Ok;
    }, status),
    { clearance: WHILE_STARTING | WHILE_ALLOCATING, differs: 'A level past critical is a bad argument.' },
  ),
  row(
    'proxy_get_log_level',
    noInput((context) => context.logLevel(), outU32),
  ),
  row(
    'proxy_get_status',
    noInput(
      (context) => context.statusCode(),
      outU32ThenBytes((context) => context.statusMessage()),
    ),
    { differs: 'The code is written before the place of the message is looked at.' },
  ),
];
